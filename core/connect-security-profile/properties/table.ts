import type {
  AccessType,
  AIAgent,
  AIAgentType,
  Application,
  ApplicationType,
  CreateSecurityProfileRequest,
  DataTableAccessControlConfiguration,
  FlowModule,
  FlowModuleType,
  GranularAccessControlConfiguration,
  PrimaryAttributeAccessControlConfigurationItem,
  PrimaryAttributeValue,
} from '@aws-sdk/client-connect';
import { mostOwnTags, mostTags } from '../../ownership/quotas';
import { tagKeyFormat } from '../../ownership/tag-key';
import {
  boolean,
  list,
  type Member,
  required,
  sameNames,
  structure,
  text,
  textOrEmpty,
  withSameNames,
  word,
} from '../../schema/members';
import {
  attributeNameFormat,
  attributeValueFormat,
  flowModuleFormat,
  hierarchyGroupFormat,
  hierarchyRestrictedFormat,
  instanceFormat,
  longestName,
  nameFormat,
  tagRestrictedFormat,
} from './formats';

// Every structure is tied to the SDK's type of it: a member or a word that AWS adds is a compile error that names it.
type MembersOf<Shape> = Record<keyof Shape & string, Member>;

const application = sameNames(
  structure(
    {
      Namespace: text({ maximum: 128 }),
      ApplicationPermissions: list(text({ maximum: 128 }), { maximum: 50 }),
      Type: word(
        { MCP: true, THIRD_PARTY_APPLICATION: true } satisfies Record<ApplicationType, true>,
        'a type of application',
      ),
    } satisfies MembersOf<Application>,
    // Too far from what is meant for a misspelling.
    { refused: { Permissions: 'is not a property; did you mean "ApplicationPermissions"?' } },
  ),
);

const flowModule = withSameNames({
  Type: word({ MCP: true } satisfies Record<FlowModuleType, true>, 'a type of flow module'),
  FlowModuleId: text({ maximum: 128, checks: [flowModuleFormat] }),
} satisfies MembersOf<FlowModule>);

const agent = withSameNames({
  Arn: text(),
  Type: word({ THIRD_PARTY: true } satisfies Record<AIAgentType, true>, 'a type of AI agent'),
} satisfies MembersOf<AIAgent>);

const attribute = withSameNames({
  AccessType: word({ ALLOW: true } satisfies Record<AccessType, true>, 'a type of access'),
  AttributeName: text({ maximum: 127, checks: [attributeNameFormat] }),
  Values: list(text({ checks: [attributeValueFormat] }), { maximum: 2 }),
} satisfies MembersOf<PrimaryAttributeValue>);

const granular = withSameNames({
  DataTableAccessControlConfiguration: withSameNames({
    PrimaryAttributeAccessControlConfiguration: withSameNames({
      PrimaryAttributeValues: list(attribute, { maximum: 5 }),
    } satisfies MembersOf<PrimaryAttributeAccessControlConfigurationItem>),
  } satisfies MembersOf<DataTableAccessControlConfiguration>),
} satisfies MembersOf<GranularAccessControlConfiguration>);

// The service takes both kinds of tags as a map; CloudFormation has lists.
const tag = withSameNames({
  Key: required(text({ maximum: 128, checks: [tagKeyFormat] })),
  Value: textOrEmpty(256),
});

const accessControlTag = withSameNames({ Key: required(text({ maximum: 128 })), Value: textOrEmpty(256) });

const name = text({ maximum: 128 });

/** The request has the id of the instance, which its ARN ends with. */
type RequestMembers = MembersOf<Omit<CreateSecurityProfileRequest, 'InstanceId'>>;
type OwnMembers = Record<'InstanceArn' | 'AdoptExisting' | 'Revision', Member>;

const readOnly = 'is read-only: an attribute of the resource, which Fn::GetAtt reads; take it out';

/** The properties of the resource: every member with its type, its limits and its own checks. */
export const securityProfile = sameNames(
  structure(
    {
      InstanceArn: required(text({ checks: [instanceFormat] })),
      SecurityProfileName: required(text({ maximum: longestName, checks: [nameFormat] })),
      Description: text({ maximum: 250 }),
      Permissions: list(name, { maximum: 500 }),
      AllowedAccessControlTags: list(accessControlTag, { maximum: 4 }),
      TagRestrictedResources: list(text({ maximum: 128, checks: [tagRestrictedFormat] }), { maximum: 10 }),
      HierarchyRestrictedResources: list(text({ maximum: 128, checks: [hierarchyRestrictedFormat] })),
      AllowedAccessControlHierarchyGroupId: text({ checks: [hierarchyGroupFormat] }),
      Applications: list(application, { maximum: 10 }),
      AllowedFlowModules: list(flowModule, { maximum: 10 }),
      AllowedAIAgents: list(agent, { maximum: 100 }),
      GranularAccessControlConfiguration: granular,
      Tags: list(tag, {
        maximum: mostOwnTags,
        note: `; the service accepts ${mostTags}, and ${mostTags - mostOwnTags} of them mark the owner`,
      }),
      AdoptExisting: boolean(),
      Revision: text(),
    } satisfies RequestMembers & OwnMembers,
    {
      // CloudFormation's own, beside the properties.
      ignored: ['ServiceToken', 'ServiceTimeout'],
      refused: {
        SecurityProfileArn: readOnly,
        SecurityProfileId:
          'is read-only: the service makes it, and the ARN that Fn::GetAtt reads ends with it; take it out',
        LastModifiedRegion: readOnly,
        LastModifiedTime: readOnly,
        InstanceId: 'is not a property; give InstanceArn, the ARN of the instance',
      },
    },
  ),
);
