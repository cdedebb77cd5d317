import path from 'node:path';
import { UnsupportedError, ValidationError } from '../../cloudformation/errors';
import type { Position } from '../../cloudformation/places';
import { isMeantAsTemplate, type NotLookedInto, type ReadTemplate, readTemplate } from '../../cloudformation/template';
import { CommandError } from '../errors';
import type { TemplateFile } from './files';
import type { ProfileType } from './resources';

/** Says what is wrong with a template as a person needs it; everything else is a defect, and goes on. */
export const asCommandError = (place: string, error: unknown): unknown => {
  if (error instanceof UnsupportedError) return new CommandError(`${place}: ${error.what} is not supported`);
  return error instanceof ValidationError ? new CommandError(`${place}: ${error.message}`) : error;
};

/** Whether it may be, or lead to, a profile: what a loop repeats may be seen to be something else. */
const mayHold =
  (types: readonly ProfileType[]) =>
  ({ repeated }: NotLookedInto): boolean =>
    repeated === undefined || repeated.some(({ definition }) => interesting(types).includes(definition.type));

/** `types`: of the profiles that are asked for. @throws CommandError that names the file */
export const readTemplateOf = (
  { path: file, text }: Pick<TemplateFile, 'path' | 'text'>,
  types: readonly ProfileType[],
): ReadTemplate => {
  try {
    const read = readTemplate(text);
    return { ...read, notLookedInto: read.notLookedInto.filter(mayHold(types)) };
  } catch (error) {
    throw asCommandError(file, error);
  }
};

const nestedTypes: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

const interesting = (types: readonly ProfileType[]): readonly string[] => [...types, ...Object.keys(nestedTypes)];

/** Whether a text can hold a profile of these types, or lead to one: parsing is slow, and most templates hold none. */
export const mayHoldProfiles = (text: string, types: readonly ProfileType[]): boolean =>
  interesting(types).some((type) => text.includes(type));

/**
 * Whether a file of a folder is something else than a template, though it names a type: a schema, an answer of a service.
 * `read`: what it holds, where it could be read.
 */
export const isNoTemplate = ({ isFound, text }: TemplateFile, read?: ReadTemplate): boolean =>
  isFound === true &&
  (read === undefined || Object.keys(read.template.resources).length === 0) &&
  !isMeantAsTemplate(text);

/**
 * A template with what its loops repeat among its resources, each once and with what changes from turn to turn unknown;
 * what cannot be looked into even so stays apart. To validate, not to plan: nobody knows how many there will be.
 */
export const unrolled = (read: ReadTemplate): ReadTemplate => {
  const isOpen = ({ repeated }: NotLookedInto): boolean =>
    repeated === undefined || repeated.some(({ definition }) => Object.hasOwn(nestedTypes, definition.type));
  const loops = read.notLookedInto.filter((part) => !isOpen(part));
  const resources = { ...read.template.resources };
  const positions = new Map<string, Position | undefined>();
  for (const { name, repeated = [] } of loops)
    for (const { definition, position } of repeated) {
      const { logicalId: written } = definition;
      const logicalId = Object.hasOwn(resources, written) ? `${name} ${written}` : written;
      resources[logicalId] = { ...definition, logicalId };
      positions.set(logicalId, position);
    }
  return {
    ...read,
    template: { ...read.template, resources },
    notLookedInto: read.notLookedInto.filter(isOpen),
    positionOf: (logicalId) => (positions.has(logicalId) ? positions.get(logicalId) : read.positionOf(logicalId)),
  };
};

/** A stack in a stack, whose template lies beside that of its parent. */
export interface NestedTemplate {
  readonly logicalId: string;
  readonly path: string;
}

/** The nested stacks whose templates are files: CDK says so in the metadata, others in the property itself. */
export const nestedIn = ({ template }: ReadTemplate, file: string): readonly NestedTemplate[] =>
  Object.values(template.resources).flatMap(({ logicalId, type, properties, metadata }) => {
    const member = Object.hasOwn(nestedTypes, type) ? nestedTypes[type] : undefined;
    if (member === undefined) return [];
    const asset = metadata['aws:asset:path'];
    const location = typeof asset === 'string' ? asset : properties[member];
    // Elsewhere it may be anywhere.
    return typeof location === 'string' && !/^[a-z][a-z\d+.-]*:/i.test(location)
      ? [{ logicalId, path: path.join(path.dirname(file), location) }]
      : [];
  });
