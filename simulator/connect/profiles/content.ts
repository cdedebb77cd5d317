import { printedJson } from '../../service/model/json';

/** The typed form of what the service holds, after the shapes have been checked. Names are the API's. */

export interface Application {
  readonly Namespace?: string;
  readonly ApplicationPermissions?: readonly string[];
  readonly Type?: 'MCP' | 'THIRD_PARTY_APPLICATION';
}

export interface FlowModule {
  readonly Type?: 'MCP';
  readonly FlowModuleId?: string;
}

export interface AIAgent {
  readonly Arn?: string;
  readonly Type?: 'THIRD_PARTY';
}

export interface PrimaryAttributeValue {
  readonly AccessType?: 'ALLOW';
  readonly AttributeName?: string;
  readonly Values?: readonly string[];
}

export interface GranularAccessControlConfiguration {
  readonly DataTableAccessControlConfiguration?: {
    readonly PrimaryAttributeAccessControlConfiguration?: {
      readonly PrimaryAttributeValues?: readonly PrimaryAttributeValue[];
    };
  };
}

/** Everything of a profile that Create and Update set. */
export interface ProfileContent {
  readonly Description?: string;
  readonly Permissions?: readonly string[];
  readonly AllowedAccessControlTags?: Readonly<Record<string, string>>;
  readonly TagRestrictedResources?: readonly string[];
  readonly Applications?: readonly Application[];
  readonly HierarchyRestrictedResources?: readonly string[];
  readonly AllowedAccessControlHierarchyGroupId?: string;
  readonly AllowedFlowModules?: readonly FlowModule[];
  readonly AllowedAIAgents?: readonly AIAgent[];
  readonly GranularAccessControlConfiguration?: GranularAccessControlConfiguration;
}

/** Members of which nobody knows whether something empty takes away what is there. */
export type DoubtfullyCleared =
  | 'Description'
  | 'AllowedAccessControlTags'
  | 'AllowedAccessControlHierarchyGroupId'
  | 'GranularAccessControlConfiguration';

/** What tells one element of a list from the others. */
export const keyOf = (element: unknown): string => printedJson(element);

/** The lists are sets: the service keeps each element once, in an order of its own. */
const asSet = <Element>(elements: readonly Element[] | undefined): readonly Element[] | undefined =>
  elements &&
  [...new Map(elements.map((element) => [keyOf(element), element])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, element]) => element);

/**
 * The members that make up a profile's content, as the service holds them, out of a larger input. Where a type is left
 * out it fills in the only one that makes sense: nobody knows whether AWS does, and what is read may then differ from
 * what was sent.
 */
export const contentOf = (input: ProfileContent): ProfileContent => {
  const members: Required<{ [M in keyof ProfileContent]: ProfileContent[M] | undefined }> = {
    Description: input.Description,
    Permissions: asSet(input.Permissions),
    AllowedAccessControlTags: input.AllowedAccessControlTags,
    TagRestrictedResources: asSet(input.TagRestrictedResources),
    Applications: asSet(input.Applications?.map(heldApplication)),
    HierarchyRestrictedResources: asSet(input.HierarchyRestrictedResources),
    AllowedAccessControlHierarchyGroupId: input.AllowedAccessControlHierarchyGroupId,
    AllowedFlowModules: asSet(
      input.AllowedFlowModules?.map(({ FlowModuleId }) => present({ FlowModuleId, Type: 'MCP' })),
    ),
    AllowedAIAgents: asSet(input.AllowedAIAgents?.map(({ Arn }) => present({ Arn, Type: 'THIRD_PARTY' }))),
    GranularAccessControlConfiguration: input.GranularAccessControlConfiguration,
  };
  return present(members);
};

const heldApplication = ({ Namespace, ApplicationPermissions, Type }: Application): Application =>
  present({
    Namespace,
    ApplicationPermissions: asSet(ApplicationPermissions),
    Type: Type ?? 'THIRD_PARTY_APPLICATION',
  });

type Present<Members> = { readonly [M in keyof Members]?: Exclude<Members[M], undefined> };

const present = <Members extends object>(members: Members): Present<Members> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<Members>;

/** The values that a granular configuration sets; `undefined` when it sets none, which is not to say that it sets an empty list. */
const primaryAttributeValuesOf = ({
  DataTableAccessControlConfiguration: {
    PrimaryAttributeAccessControlConfiguration: { PrimaryAttributeValues } = {},
  } = {},
}: GranularAccessControlConfiguration): readonly PrimaryAttributeValue[] | undefined => PrimaryAttributeValues;

const isEmpty = (value: unknown): boolean => {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
};

const isWithout = (content: ProfileContent, member: keyof ProfileContent): boolean => {
  const granular = content.GranularAccessControlConfiguration;
  return member === 'GranularAccessControlConfiguration' && granular !== undefined
    ? isEmpty(primaryAttributeValuesOf(granular))
    : isEmpty(content[member]);
};

/**
 * What an update makes of the content: a member that is absent leaves what is there; one that is present replaces it
 * whole, and so takes it away when it is empty. `kept`: members that something empty does not take away.
 */
export const mergedContent = (
  former: ProfileContent,
  update: ProfileContent,
  kept: ReadonlySet<DoubtfullyCleared>,
): ProfileContent => {
  const content = contentOf(update);
  const granular = content.GranularAccessControlConfiguration;
  const ignored = new Set<string>([...kept].filter((member) => isWithout(content, member)));
  // An object that says nothing of values does not say that there are none.
  if (granular && primaryAttributeValuesOf(granular) === undefined) ignored.add('GranularAccessControlConfiguration');
  return { ...former, ...Object.fromEntries(Object.entries(content).filter(([member]) => !ignored.has(member))) };
};

/** Everything beside the profile that its content refers to: applications, flow modules and agents, as the content names them. */
export const referencesOf = (content: ProfileContent): readonly string[] => [
  ...(content.Applications ?? []).flatMap(({ Namespace }) => Namespace ?? []),
  ...(content.AllowedFlowModules ?? []).flatMap(({ FlowModuleId }) => FlowModuleId ?? []),
  ...(content.AllowedAIAgents ?? []).flatMap(({ Arn }) => Arn ?? []),
];
