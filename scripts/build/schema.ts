import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { descriptions as ofConnect } from '../../core/connect-security-profile/properties/descriptions';
import { securityProfile as connect } from '../../core/connect-security-profile/properties/table';
import { descriptions as ofIot } from '../../core/iot-security-profile/properties/descriptions';
import { securityProfile as iot } from '../../core/iot-security-profile/properties/table';
import type { ListMember, Member, Members, StructureMember } from '../../core/schema/members';

type Schema = Readonly<Record<string, unknown>>;

/** What a member means: one sentence, or one and more for the members inside. */
type Description = string | { readonly description: string; readonly members: Readonly<Record<string, Description>> };

/** What an object must be where only a function of CloudFormation can stand. */
const functionOnly: Schema = {
  minProperties: 1,
  maxProperties: 1,
  patternProperties: { '^(Ref|Fn::[A-Za-z0-9:]+)$': true },
  additionalProperties: false,
};

/**
 * A function of CloudFormation. An editor sees the short form as what stands behind its tag, mostly a list (`!If`,
 * `!Join`), so that any list passes for one. Behind `!Ref` or `!Sub` is a text, so every member takes text too, and
 * limits of length or form are left to the check before the deployment.
 */
const functionCall: Schema = { anyOf: [{ type: 'object', ...functionOnly }, { type: 'array' }] };

/** What stands for members that a transform puts in its place, those that are required perhaps among them. */
const expandedKeys = '^Fn::(Transform$|ForEach::)';

const withExpanded = (required: readonly string[]): Schema => ({
  patternProperties: { [expandedKeys]: true },
  additionalProperties: false,
  ...(required.length === 0 ? {} : unlessExpanded(required)),
});

const unlessExpanded = (required: readonly string[]): Schema => ({
  if: { $ref: '#/definitions/asWritten' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required },
});

const orFunction: Schema = { $ref: '#/definitions/function' };

const scalar = (type: 'integer' | 'number' | 'boolean' | 'string'): Schema => ({
  anyOf: [{ type: type === 'string' ? ['string', 'number', 'boolean'] : [type, 'string'] }, orFunction],
});

const limits = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }): Schema => ({
  minimum,
  maximum,
});

/** The items are checked as they stand, so that an editor can complete them; those of a function's list pass as well. */
const listOf = ({ element, maximum }: ListMember<Member>, inside: Description): Schema => ({
  type: ['array', 'string', 'object'],
  items: schemaOf(element, inside),
  ...(maximum === undefined ? {} : { maxItems: maximum }),
  ...functionOnly,
});

/** The members of a structure under their descriptions. */
const propertiesOf = (members: Members, inside: Description): Schema =>
  Object.fromEntries(
    Object.entries(members).map(([name, member]) => {
      const about = typeof inside === 'string' ? '' : (inside.members[name] ?? '');
      const description = typeof about === 'string' ? about : about.description;
      return [name, { description, ...schemaOf(member, about) }];
    }),
  );

const requiredOf = (members: Members): readonly string[] =>
  Object.entries(members).flatMap(([name, { required }]) => (required ? [name] : []));

const structureOf = (member: StructureMember<Members>, inside: Description): Schema => {
  return {
    anyOf: [
      {
        type: ['object', 'string'],
        properties: propertiesOf(member.members, inside),
        ...withExpanded(requiredOf(member.members)),
      },
      orFunction,
    ],
  };
};

const schemaOf = (member: Member, inside: Description): Schema => {
  switch (member.kind) {
    case 'text':
      return scalar('string');
    case 'word':
      return { anyOf: [{ enum: member.words }, { type: 'string' }, orFunction] };
    case 'integer':
      return { ...scalar('integer'), ...limits(member) };
    case 'number':
      return scalar('number');
    case 'boolean':
      return scalar('boolean');
    case 'list':
      return listOf(member, inside);
    case 'structure':
      return structureOf(member, inside);
  }
};

/** CloudFormation's own, beside the properties of the table. */
const ownOfCloudFormation: Schema = {
  ServiceToken: {
    description:
      'The ARN of the Lambda function, of this Region and account; an SNS topic is not answered. It cannot change in an update.',
    ...scalar('string'),
    // A function's short form is text to editors, so more than this cannot be refused.
    not: { type: 'string', pattern: '^arn:.*:sns:' },
  },
  ServiceTimeout: {
    description:
      'Seconds that CloudFormation waits for the answer, 1 to 3600; 720 suits a function with a timeout of 300. Default: 3600.',
    ...scalar('integer'),
    minimum: 1,
    maximum: 3600,
  },
};

interface ResourceType {
  readonly type: string;
  readonly definition: string;
  readonly members: Members;
  readonly descriptions: Readonly<Record<string, Description>>;
}

const resourceTypes: readonly ResourceType[] = [
  { type: 'Custom::IoTSecurityProfile', definition: 'securityProfile', members: iot.members, descriptions: ofIot },
  {
    type: 'Custom::ConnectSecurityProfile',
    definition: 'connectSecurityProfile',
    members: connect.members,
    descriptions: ofConnect,
  },
];

const resource = ({ members, descriptions }: ResourceType): Schema => ({
  type: 'object',
  ...unlessExpanded(['Properties']),
  properties: {
    Properties: {
      type: 'object',
      properties: {
        ...ownOfCloudFormation,
        ...propertiesOf(members, { description: '', members: descriptions }),
      },
      ...withExpanded(['ServiceToken', ...requiredOf(members)]),
    },
  },
});

/** A JSON schema of templates that says nothing of any resource but these. */
const templateSchema = (): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: `CloudFormation templates with ${resourceTypes.map(({ type }) => type).join(' or ')}`,
  type: 'object',
  properties: {
    Resources: {
      type: 'object',
      additionalProperties: {
        allOf: resourceTypes.map(({ type, definition }) => ({
          if: { type: 'object', properties: { Type: { const: type } }, required: ['Type'] },
          // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
          then: { $ref: `#/definitions/${definition}` },
        })),
      },
    },
  },
  definitions: {
    asWritten: { propertyNames: { not: { pattern: expandedKeys } } },
    function: functionCall,
    ...Object.fromEntries(resourceTypes.map((type) => [type.definition, resource(type)])),
  },
});

/** Writes `dist/schema.json`, for editors. */
export const buildSchema = (root: string): Promise<void> =>
  writeFile(path.join(root, 'dist/schema.json'), `${JSON.stringify(templateSchema(), undefined, 2)}\n`);
