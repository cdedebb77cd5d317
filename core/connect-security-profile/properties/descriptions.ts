import type { ListMember, StructureMember } from '../../schema/members';
import type { securityProfile } from './table';

/** The members inside a member: those of a structure, or of the structures in a list. */
type Inside<M> =
  M extends ListMember<infer Element> ? Inside<Element> : M extends StructureMember<infer Members> ? Members : never;

/** One sentence for a scalar or a list of scalars; for a structure also the descriptions of its members. */
type Description<M> = [Inside<M>] extends [never]
  ? string
  : { readonly description: string; readonly members: Descriptions<Inside<M>> };

type Descriptions<Members> = { readonly [Name in keyof Members]: Description<Members[Name]> };

/**
 * What each property means, for editors and references. Apart from the table, so that the function does not carry it;
 * a member of the table without a description is a compile error here.
 */
export const descriptions: Descriptions<(typeof securityProfile)['members']> = {
  InstanceArn: 'The ARN of the Amazon Connect instance; another one means replacement.',
  SecurityProfileName: 'The name of the profile in its instance; another name means replacement.',
  Description: 'Text; removed from the profile when it is removed here.',
  Permissions: 'What people with the profile may do, by names of permissions as BasicAgentAccess.',
  AllowedAccessControlTags: {
    description: 'Tags of the resources that people with the profile see, of the kinds in TagRestrictedResources.',
    members: { Key: 'The key of the tag.', Value: 'The value of the tag. Default: the empty text.' },
  },
  TagRestrictedResources:
    'Kinds of resources of which people see only those with AllowedAccessControlTags, for example User.',
  HierarchyRestrictedResources:
    'Kinds of resources of which people see only those of AllowedAccessControlHierarchyGroupId: User.',
  AllowedAccessControlHierarchyGroupId: 'The id of a hierarchy group, which is the last part of its ARN.',
  Applications: {
    description:
      'Applications and MCP servers that people with the profile may use, exactly; left alone when this is absent.',
    members: {
      Namespace: 'The namespace of the application, or the id of the MCP server.',
      ApplicationPermissions: 'ACCESS for an application, tools for an MCP server.',
      Type: 'MCP or THIRD_PARTY_APPLICATION.',
    },
  },
  AllowedFlowModules: {
    description: 'Flow modules that may be run as tools, exactly; left alone when this is absent.',
    members: {
      Type: 'The kind of module: MCP.',
      FlowModuleId: 'The id of the flow module, which is the last part of its ARN.',
    },
  },
  AllowedAIAgents: {
    description: 'AI agents that people with the profile may use, exactly; left alone when this is absent.',
    members: { Arn: 'The ARN of the agent.', Type: 'The kind of agent: THIRD_PARTY.' },
  },
  GranularAccessControlConfiguration: {
    description: 'What people with the profile see inside of resources.',
    members: {
      DataTableAccessControlConfiguration: {
        description: 'What they see of data tables.',
        members: {
          PrimaryAttributeAccessControlConfiguration: {
            description: 'Which records they see, by primary attributes.',
            members: {
              PrimaryAttributeValues: {
                description: 'Attributes, and the values with which a record is seen.',
                members: {
                  AccessType: 'The kind of access: ALLOW.',
                  AttributeName: 'The name of the primary attribute.',
                  Values: 'One or two values.',
                },
              },
            },
          },
        },
      },
    },
  },
  Tags: {
    description: 'Tags of the profile. Keys that others have added stay.',
    members: {
      Key: 'The key; neither "aws:" nor "cloudformation:" may begin it.',
      Value: 'The value. Default: the empty text.',
    },
  },
  AdoptExisting:
    'Take over a profile of that name which already exists; that of the administrators never. Default: false.',
  Revision:
    'Any text, without effect on the profile. Change it to have CloudFormation send an Update, which compares the profile with the template and repairs it.',
};
