import { type OperationModel, operation } from '../../service/model/operation';
import type { Shape } from '../../service/model/shapes';
import * as model from './model';
import type { ConnectOperation } from './types';

type Shapes = Readonly<Record<string, Shape>>;

const instance: Shapes = { InstanceId: model.instanceId };
const profile: Shapes = { ...instance, SecurityProfileId: model.securityProfileId };
const resourceArn: Shapes = { resourceArn: model.arn };
const paging = {
  query: { NextToken: model.nextToken, MaxResults: { kind: 'integer', min: 1, max: 1000 } },
  parameters: { NextToken: 'nextToken', MaxResults: 'maxResults' },
} as const;

/** What of a profile is listed by an operation of its own. */
const listOf = (what: string): OperationModel =>
  operation('GET', `/security-profiles-${what}/{InstanceId}/{SecurityProfileId}`, { path: profile, ...paging });

/** The HTTP bindings of the Amazon Connect API model 2017-08-08. */
export const operations: Readonly<Record<ConnectOperation, OperationModel>> = {
  CreateSecurityProfile: operation('PUT', '/security-profiles/{InstanceId}', {
    path: instance,
    body: { SecurityProfileName: model.securityProfileName, ...model.profileMembers, Tags: model.tags },
    required: ['SecurityProfileName'],
  }),
  DeleteSecurityProfile: operation('DELETE', '/security-profiles/{InstanceId}/{SecurityProfileId}', { path: profile }),
  DescribeSecurityProfile: operation('GET', '/security-profiles/{InstanceId}/{SecurityProfileId}', { path: profile }),
  ListSecurityProfileAIAgents: listOf('ai-agents'),
  ListSecurityProfileApplications: listOf('applications'),
  ListSecurityProfileFlowModules: listOf('flow-modules'),
  ListSecurityProfilePermissions: listOf('permissions'),
  ListSecurityProfiles: operation('GET', '/security-profiles-summary/{InstanceId}', { path: instance, ...paging }),
  ListTagsForResource: operation('GET', '/tags/{resourceArn}', { path: resourceArn }),
  SearchSecurityProfiles: operation('POST', '/search-security-profiles', {
    body: {
      ...instance,
      NextToken: model.nextTokenOfSearch,
      MaxResults: { kind: 'integer', min: 1, max: 100 },
      SearchCriteria: model.searchCriteria,
      SearchFilter: model.searchFilter,
    },
    required: ['InstanceId'],
  }),
  TagResource: operation('POST', '/tags/{resourceArn}', {
    path: resourceArn,
    body: { tags: model.tags },
    required: ['tags'],
  }),
  UntagResource: operation('DELETE', '/tags/{resourceArn}', {
    path: resourceArn,
    query: { tagKeys: model.tagKeys },
    required: ['tagKeys'],
  }),
  UpdateSecurityProfile: operation('POST', '/security-profiles/{InstanceId}/{SecurityProfileId}', {
    path: profile,
    body: model.profileMembers,
  }),
};
