import { type OperationModel, operation } from '../../service/model/operation';
import type { Shape } from '../../service/model/shapes';
import * as model from './model';
import type { IotOperation } from './types';

const profile = '/security-profiles/{securityProfileName}';
const name: Readonly<Record<string, Shape>> = { securityProfileName: model.securityProfileName };
const target: Readonly<Record<string, Shape>> = { securityProfileTargetArn: { kind: 'string' } };
const resourceArn: Readonly<Record<string, Shape>> = { resourceArn: { kind: 'string' } };
const expectedVersion: Readonly<Record<string, Shape>> = { expectedVersion: { kind: 'long' } };
const nextToken: Readonly<Record<string, Shape>> = { nextToken: { kind: 'string' } };
const paging: Readonly<Record<string, Shape>> = { ...nextToken, maxResults: { kind: 'integer', min: 1, max: 250 } };
const deleteFlags: Readonly<Record<string, Shape>> = {
  deleteBehaviors: { kind: 'boolean' },
  deleteAlertTargets: { kind: 'boolean' },
  deleteAdditionalMetricsToRetain: { kind: 'boolean' },
  deleteMetricsExportConfig: { kind: 'boolean' },
};

/** The HTTP bindings of the AWS IoT API model 2015-05-28. */
export const operations: Readonly<Record<IotOperation, OperationModel>> = {
  AttachSecurityProfile: operation('PUT', `${profile}/targets`, {
    path: name,
    query: target,
    required: ['securityProfileTargetArn'],
  }),
  CreateSecurityProfile: operation('POST', profile, {
    path: name,
    body: { ...model.profileMembers, tags: model.tags },
  }),
  DeleteSecurityProfile: operation('DELETE', profile, { path: name, query: expectedVersion }),
  DescribeCustomMetric: operation('GET', '/custom-metric/{metricName}', { path: { metricName: model.metricName } }),
  DescribeDimension: operation('GET', '/dimensions/{name}', { path: { name: model.dimensionName } }),
  DescribeSecurityProfile: operation('GET', profile, { path: name }),
  DescribeThingGroup: operation('GET', '/thing-groups/{thingGroupName}', {
    path: { thingGroupName: model.thingGroupName },
  }),
  DetachSecurityProfile: operation('DELETE', `${profile}/targets`, {
    path: name,
    query: target,
    required: ['securityProfileTargetArn'],
  }),
  ListSecurityProfiles: operation('GET', '/security-profiles', {
    query: { ...paging, dimensionName: model.dimensionName, metricName: model.metricName },
  }),
  ListSecurityProfilesForTarget: operation('GET', '/security-profiles-for-target', {
    query: { ...paging, ...target, recursive: { kind: 'boolean' } },
    required: ['securityProfileTargetArn'],
  }),
  ListTagsForResource: operation('GET', '/tags', {
    query: { ...resourceArn, ...nextToken },
    required: ['resourceArn'],
  }),
  ListTargetsForSecurityProfile: operation('GET', `${profile}/targets`, { path: name, query: paging }),
  TagResource: operation('POST', '/tags', {
    body: { ...resourceArn, tags: model.tags },
    required: ['resourceArn', 'tags'],
  }),
  UntagResource: operation('POST', '/untag', {
    body: { ...resourceArn, tagKeys: model.tagKeys },
    required: ['resourceArn', 'tagKeys'],
  }),
  UpdateSecurityProfile: operation('PATCH', profile, {
    path: name,
    query: expectedVersion,
    body: { ...model.profileMembers, ...deleteFlags },
  }),
  ValidateSecurityProfileBehaviors: operation('POST', '/security-profile-behaviors/validate', {
    body: { behaviors: model.behaviors },
    required: ['behaviors'],
  }),
};
