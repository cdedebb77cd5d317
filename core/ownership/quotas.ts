import { ownershipTagKeys } from './marks';

/**
 * Tags whose key begins with `aws:` do not count.
 * https://docs.aws.amazon.com/iot/latest/developerguide/tagging-iot.html
 * https://docs.aws.amazon.com/connect/latest/APIReference/API_TagResource.html
 */
export const mostTags = 50;

/** What the marks of ownership leave for the template's own tags: our one limit that is narrower than the service's. */
export const mostOwnTags = mostTags - ownershipTagKeys.length;
