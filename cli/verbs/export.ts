import { Document, isScalar, Scalar, visit } from 'yaml';
import { isPlainText } from '../../cloudformation/scalars';
import type { JsonObject } from '../../core/schema/json';
import { nativeType, ownType } from '../declared/resources';
import { CommandError } from '../errors';
import { exportedProperties } from '../export/properties';
import type { Account } from '../live/account';
import { ownershipOf } from '../live/owner';
import { type SeenProfile, seeProfile } from '../live/profiles';
import type { Outcome } from '../outcome';
import { visible, visibleJson, visibleLines } from '../screen/visible';
import { noSuchProfile } from './show';

export const exportFormats = ['yaml', 'json'] as const;

export interface ExportOptions {
  readonly as: (typeof exportFormats)[number];
  readonly adopt: boolean;
  readonly native: boolean;
}

/** Seconds: DESIGN of the function has its examples with it. */
const serviceTimeout = 720;

const capitalizedWords = (name: string): string =>
  name
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** That of the stack it belongs to; else one made of its name. */
const logicalIdOf = ({ name, tags }: SeenProfile): string => {
  const owner = tags.kind === 'read' ? ownershipOf(tags.value) : undefined;
  if (owner?.kind === 'stack' && /^[a-zA-Z0-9]{1,255}$/.test(owner.logicalId)) return owner.logicalId;
  return capitalizedWords(name) || 'Profile';
};

const templateOf = (profile: SeenProfile, properties: JsonObject, isNative: boolean): JsonObject => ({
  AWSTemplateFormatVersion: '2010-09-09',
  ...(isNative
    ? {}
    : {
        Parameters: {
          ServiceToken: { Type: 'String', Description: 'ARN of the function that provides security profiles' },
        },
      }),
  Resources: {
    [logicalIdOf(profile)]: {
      Type: isNative ? nativeType : ownType,
      Properties: isNative
        ? properties
        : { ServiceToken: { Ref: 'ServiceToken' }, ServiceTimeout: serviceTimeout, ...properties },
    },
  },
});

/** Text to CloudFormation, and something else to other readers. */
const isDate = /^\d{4}-\d/;

/** Texts that CloudFormation would take for something else are quoted; a reference has its short form. */
const yamlOf = (template: JsonObject): string => {
  const document = new Document(template);
  visit(document, {
    Map: (_key, node) => {
      const [item, ...others] = node.items;
      if (
        item === undefined ||
        others.length > 0 ||
        !isScalar(item.key) ||
        item.key.value !== 'Ref' ||
        !isScalar(item.value)
      )
        return;
      const reference = new Scalar(item.value.value);
      reference.tag = '!Ref';
      return reference;
    },
    Scalar: (_key, node) => {
      const { value } = node;
      if (typeof value === 'string' && (!isPlainText(value) || visible(value) !== value || isDate.test(value)))
        node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  // Inside quotes, where YAML reads the escapes that JSON has.
  return visibleLines(document.toString({ lineWidth: 0, flowCollectionPadding: false }));
};

const textOf = (template: JsonObject, format: ExportOptions['as']): string => {
  switch (format) {
    case 'yaml':
      return yamlOf(template).trimEnd();
    case 'json':
      return visibleJson(template);
  }
};

/** A template that recreates a live profile. @throws CommandError where none can */
export const exportProfile = async (name: string, options: ExportOptions, account: Account): Promise<Outcome> => {
  const { as, adopt, native } = options;
  if (adopt && native)
    throw new CommandError(
      '--adopt and --native do not go together: the native type takes nothing over; import does (see moving in the docs)',
    );
  const profile = await seeProfile(account.iot, name);
  if (profile === undefined) throw await noSuchProfile(account, name);
  const exported = exportedProperties(profile, native ? nativeType : ownType, adopt);
  if (exported.kind === 'refused')
    throw new CommandError(
      `${visible(name)} cannot be exported without loss:\n${exported.reasons.map((reason) => `  ${visible(reason)}`).join('\n')}`,
    );
  const template = templateOf(profile, exported.properties, native);
  return {
    document: { region: account.region, name, template },
    annotations: [],
    isFinding: false,
    hints: exported.doubts,
    text: () => textOf(template, as).split('\n'),
  };
};
