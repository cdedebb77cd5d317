import {
  list,
  map,
  type Pattern,
  type Shape,
  type StringShape,
  type StructureShape,
  structure,
} from '../../service/model/shapes';

/** The shapes of the Amazon Connect API model 2017-08-08, as far as security profiles use them. Names are the model's. */

const anyString: StringShape = { kind: 'string' };

const text = (min: number, max: number): StringShape => ({ kind: 'string', min, max });

export const instanceId = text(1, 100);
export const securityProfileId = anyString;
export const arn = anyString;
export const nextToken = anyString;
export const nextTokenOfSearch = text(1, 2500);

export const securityProfileName: StringShape = {
  ...text(1, 127),
  pattern: { text: '^[ a-zA-Z0-9_@-]+$', expression: /^[ a-zA-Z0-9_@-]+$/ },
};

/** The model's pattern refuses keys under `aws:`, too; AWS's own services use them, and `tag-rules` tells one from the other. */
export const tagKeyPattern: Pattern = {
  text: '^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$',
  expression: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
};

const tagKey: StringShape = { ...text(1, 128), pattern: tagKeyPattern };

export const tags = map(tagKey, { kind: 'string', max: 256 }, { min: 1, max: 50 });
export const tagKeys = list(tagKey, { min: 1, max: 50 });

const permission = text(1, 128);

/** `\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF` in the model. */
const latinText = '\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF';

const attributeName: StringShape = {
  ...text(1, 127),
  pattern: {
    text: `(?!aws:|connect:)[${latinText}]+$`,
    expression: /^(?!aws:|connect:)[\t\n\r\u0020-\u007E\u00A1-\u00FF]+$/,
  },
};

const attributeValue: StringShape = {
  kind: 'string',
  pattern: { text: `[${latinText}]+$`, expression: /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]+$/ },
};

const primaryAttributeValues = list(
  structure({
    AccessType: { kind: 'string', oneOf: ['ALLOW'] },
    AttributeName: attributeName,
    Values: list(attributeValue, { max: 2 }),
  }),
  { max: 5 },
);

/** The members that Create and Update share. */
export const profileMembers: StructureShape['members'] = {
  Description: { kind: 'string', max: 250 },
  Permissions: list(permission, { max: 500 }),
  AllowedAccessControlTags: map(text(1, 128), { kind: 'string', max: 256 }, { max: 4 }),
  TagRestrictedResources: list(text(1, 128), { max: 10 }),
  Applications: list(
    structure({
      Namespace: text(1, 128),
      ApplicationPermissions: list(permission, { min: 1, max: 50 }),
      Type: { kind: 'string', oneOf: ['MCP', 'THIRD_PARTY_APPLICATION'] },
    }),
    { max: 10 },
  ),
  HierarchyRestrictedResources: list(text(1, 128)),
  AllowedAccessControlHierarchyGroupId: anyString,
  AllowedFlowModules: list(structure({ Type: { kind: 'string', oneOf: ['MCP'] }, FlowModuleId: text(1, 128) }), {
    max: 10,
  }),
  AllowedAIAgents: list(structure({ Arn: anyString, Type: { kind: 'string', oneOf: ['THIRD_PARTY'] } }), { max: 100 }),
  GranularAccessControlConfiguration: structure({
    DataTableAccessControlConfiguration: structure({
      PrimaryAttributeAccessControlConfiguration: structure({ PrimaryAttributeValues: primaryAttributeValues }),
    }),
  }),
};

const stringCondition = structure({
  FieldName: anyString,
  Value: anyString,
  ComparisonType: { kind: 'string', oneOf: ['STARTS_WITH', 'CONTAINS', 'EXACT'] },
});

/** Conditions hold conditions, down to any depth. The members are read when they are asked for: the shape holds itself. */
export const searchCriteria: StructureShape = {
  kind: 'structure',
  required: [],
  get members(): Readonly<Record<string, Shape>> {
    return {
      OrConditions: list(searchCriteria),
      AndConditions: list(searchCriteria),
      StringCondition: stringCondition,
    };
  },
};

const tagCondition = structure({ TagKey: anyString, TagValue: anyString });

export const searchFilter = structure({
  TagFilter: structure({
    OrConditions: list(list(tagCondition)),
    AndConditions: list(tagCondition),
    TagCondition: tagCondition,
  }),
});
