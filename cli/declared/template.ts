import path from 'node:path';
import { UnsupportedError, ValidationError } from '../../cloudformation/errors';
import { type ReadTemplate, readTemplate } from '../../cloudformation/template';
import { CommandError } from '../errors';
import type { TemplateFile } from './files';
import { nativeType, ownType } from './resources';

/** Says what is wrong with a template as a person needs it; everything else is a defect, and goes on. */
export const asCommandError = (place: string, error: unknown): unknown => {
  if (error instanceof UnsupportedError) return new CommandError(`${place}: ${error.what} is not supported`);
  return error instanceof ValidationError ? new CommandError(`${place}: ${error.message}`) : error;
};

/** @throws CommandError that names the file */
export const readTemplateOf = ({ path: file, text }: Pick<TemplateFile, 'path' | 'text'>): ReadTemplate => {
  try {
    return readTemplate(text);
  } catch (error) {
    throw asCommandError(file, error);
  }
};

const nestedTypes: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

const interesting = [ownType, nativeType, ...Object.keys(nestedTypes)];

/** Whether a text can hold a profile, or lead to one: parsing is slow, and most templates hold none. */
export const mayHoldProfiles = (text: string): boolean => interesting.some((type) => text.includes(type));

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
