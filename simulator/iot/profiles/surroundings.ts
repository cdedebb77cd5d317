import { createHash } from 'node:crypto';
import type { IotOutput, Surrounding } from '../model/types';
import { surroundingArn } from './arns';
import { resourceNotFound } from './errors';
import { isCustomMetric } from './metrics';
import type { ProfileContent } from './profile';
import type { ServiceState } from './state';

/** The service makes none of these: they are there, as old as the service itself, unless they are said to be missing. */

export const describeThingGroup = (state: ServiceState, input: { readonly thingGroupName: string }): IotOutput => {
  const { thingGroupName } = input;
  const thingGroupArn = requireSurrounding(state, `thinggroup/${thingGroupName}`);
  return {
    thingGroupName,
    thingGroupId: uuidOf(thingGroupArn),
    thingGroupArn,
    version: 1,
    thingGroupProperties: {},
    thingGroupMetadata: { creationDate: new Date(state.startTime) },
  };
};

export const describeCustomMetric = (state: ServiceState, input: { readonly metricName: string }): IotOutput => {
  const { metricName } = input;
  if (!isCustomMetric(metricName)) throw doesNotExist(`custommetric/${metricName}`);
  const metricArn = requireSurrounding(state, `custommetric/${metricName}`);
  return { metricName, metricArn, metricType: 'number', ...datesOf(state) };
};

export const describeDimension = (state: ServiceState, input: { readonly name: string }): IotOutput => {
  const { name } = input;
  const arn = requireSurrounding(state, `dimension/${name}`);
  return { name, arn, type: 'TOPIC_FILTER', stringValues: ['#'], ...datesOf(state) };
};

/** Gives back the ARN. @throws ResourceNotFoundException */
export const requireSurrounding = ({ location, missing }: ServiceState, surrounding: Surrounding): string => {
  if (missing.has(surrounding)) throw doesNotExist(surrounding);
  return surroundingArn(location, surrounding);
};

/**
 * What a profile's content refers to and is not there, one text each. The documented errors of CreateSecurityProfile leave
 * only InvalidRequestException for it: ResourceNotFoundException is none of them, and of an update it means the profile.
 */
export const missingFindings = ({ missing }: ServiceState, content: ProfileContent): readonly string[] => {
  const users = [...(content.behaviors ?? []), ...(content.additionalMetricsToRetainV2 ?? [])];
  const metrics = [...users.map(({ metric }) => metric), ...(content.additionalMetricsToRetain ?? [])];
  const used: readonly Surrounding[] = [
    ...metrics.map((name): Surrounding => `custommetric/${name ?? ''}`),
    ...users.map(({ metricDimension }): Surrounding => `dimension/${metricDimension?.dimensionName ?? ''}`),
  ];
  return [...new Set(used)].filter((surrounding) => missing.has(surrounding)).map(absence);
};

const words: Readonly<Record<string, string>> = {
  custommetric: 'Custom metric',
  dimension: 'Dimension',
  thinggroup: 'Thing group',
};

const absence = (surrounding: Surrounding): string => {
  const [kind = '', name = ''] = surrounding.split('/');
  return `${words[kind]} ${name} does not exist`;
};

const doesNotExist = (surrounding: Surrounding) => resourceNotFound(absence(surrounding));

const datesOf = ({ startTime }: ServiceState): IotOutput => ({
  creationDate: new Date(startTime),
  lastModifiedDate: new Date(startTime),
});

/** Always the same for the same text. */
const uuidOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
