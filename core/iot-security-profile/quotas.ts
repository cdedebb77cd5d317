import { ownershipTagKeys } from '../ownership/marks';

/** https://docs.aws.amazon.com/iot/latest/developerguide/tagging-iot.html; tags whose key begins with `aws:` do not count. */
export const mostTags = 50;

/** What the marks of ownership leave for the template's own tags: our one limit that is narrower than the service's. */
export const mostOwnTags = mostTags - ownershipTagKeys.length;
