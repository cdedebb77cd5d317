import type { ConnectOutput } from '../model/types';
import { invalidParameter } from './errors';
import { type ListInput, pageFor } from './list-operations';
import { arnOf, type ProfileRecord, profilesOf, requireInstance, type ServiceState, shownTags } from './state';

interface StringCondition {
  readonly FieldName?: string;
  readonly Value?: string;
  readonly ComparisonType?: 'STARTS_WITH' | 'CONTAINS' | 'EXACT';
}

interface SearchCriteria {
  readonly OrConditions?: readonly SearchCriteria[];
  readonly AndConditions?: readonly SearchCriteria[];
  readonly StringCondition?: StringCondition;
}

interface TagCondition {
  readonly TagKey?: string;
  readonly TagValue?: string;
}

interface TagFilter {
  readonly OrConditions?: readonly (readonly TagCondition[])[];
  readonly AndConditions?: readonly TagCondition[];
  readonly TagCondition?: TagCondition;
}

export interface SearchInput extends ListInput {
  readonly SearchCriteria?: SearchCriteria;
  readonly SearchFilter?: { readonly TagFilter?: TagFilter };
}

export const searchSecurityProfiles = (state: ServiceState, input: SearchInput): ConnectOutput => {
  const {
    InstanceId: instanceId,
    SearchCriteria: criteria = {},
    SearchFilter: { TagFilter: filter = {} } = {},
  } = input;
  requireInstance(state, instanceId);
  const found = profilesOf(state, instanceId)
    .filter((record) => meets(record, criteria))
    .filter((record) => passes(shownTags(state, record), filter));
  const { items, token } = pageFor(state, input, `SearchSecurityProfiles ${instanceId}`, found, ({ id }) => id);
  return {
    SecurityProfiles: items.map((record) => summaryOf(state, record)),
    ...token,
    ApproximateTotalCount: found.length,
  };
};

const summaryOf = (state: ServiceState, record: ProfileRecord): ConnectOutput => ({
  Id: record.id,
  OrganizationResourceId: record.instanceId,
  Arn: arnOf(state, record),
  SecurityProfileName: record.name,
  ...(record.content.Description === undefined ? {} : { Description: record.content.Description }),
  ...(record.tags.size > 0 ? { Tags: shownTags(state, record) } : {}),
});

const meets = (record: ProfileRecord, { OrConditions, AndConditions, StringCondition }: SearchCriteria): boolean =>
  (OrConditions === undefined || OrConditions.some((inner) => meets(record, inner))) &&
  (AndConditions === undefined || AndConditions.every((inner) => meets(record, inner))) &&
  (StringCondition === undefined || isNamed(record.name, StringCondition));

const isNamed = (name: string, { FieldName, Value = '', ComparisonType = 'EXACT' }: StringCondition): boolean => {
  if (FieldName !== 'name')
    throw invalidParameter(`Invalid FieldName ${FieldName}: security profiles are searched by name`);
  switch (ComparisonType) {
    case 'STARTS_WITH':
      return name.startsWith(Value);
    case 'CONTAINS':
      if (Value.length < 2 || Value.length > 25)
        throw invalidParameter(`Invalid Value ${Value}: CONTAINS takes 2 to 25 characters`);
      return name.includes(Value);
    case 'EXACT':
      return name === Value;
  }
};

const passes = (
  tags: Readonly<Record<string, string>>,
  { OrConditions, AndConditions, TagCondition }: TagFilter,
): boolean => {
  const holds = ({ TagKey = '', TagValue }: TagCondition): boolean =>
    Object.hasOwn(tags, TagKey) && (TagValue === undefined || tags[TagKey] === TagValue);
  return (
    (OrConditions === undefined || OrConditions.some((conditions) => conditions.every(holds))) &&
    (AndConditions === undefined || AndConditions.every(holds)) &&
    (TagCondition === undefined || holds(TagCondition))
  );
};
