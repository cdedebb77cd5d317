import type { GivenParameters } from '../../cloudformation/parameters';
import type { ReadTemplate } from '../../cloudformation/template';
import { readTemplateFiles, type TemplateFile } from '../declared/files';
import { profileTypes } from '../declared/resources';
import {
  asCommandError,
  isNoTemplate,
  mayHoldProfiles,
  nestedIn,
  readTemplateOf,
  unrolled,
} from '../declared/template';
import { CommandError } from '../errors';
import { type ExaminedResource, validateTemplate } from './template';

/** A file that was looked at. */
export interface ValidatedFile {
  readonly file: string;
  readonly resources: readonly ExaminedResource[];
  /** Parts that a transform turns into resources; there where there are any. */
  readonly notLookedInto?: readonly { readonly name: string; readonly line: number | undefined }[];
  /** There where a file of a folder is none. */
  readonly isTemplate?: false;
  /** Why the file could not be read as a template. */
  readonly error?: { readonly message: string; readonly line?: number; readonly column?: number };
}

/** Validates a file and what is nested in it. `seen`: the templates of the files that were looked at already. */
export const validateFile = async (
  file: TemplateFile,
  parameters: GivenParameters,
  seen: Map<string, ReadTemplate | undefined>,
): Promise<readonly ValidatedFile[]> => {
  if (seen.has(file.path)) return [];
  seen.set(file.path, undefined);
  if (!mayHoldProfiles(file.text, profileTypes)) return [{ file: file.path, resources: [] }];
  try {
    const read = readTemplateOf(file, profileTypes);
    if (isNoTemplate(file, read)) return [{ file: file.path, resources: [], isTemplate: false }];
    seen.set(file.path, read);
    const whole = unrolled(read);
    const own: ValidatedFile = {
      file: file.path,
      resources: validateTemplate(whole, read, parametersOf(read, parameters)),
      ...(whole.notLookedInto.length === 0
        ? {}
        : { notLookedInto: whole.notLookedInto.map(({ name, position }) => ({ name, line: position?.line })) }),
    };
    const nested = nestedIn(read, file.path).filter(({ path }) => !seen.has(path));
    const files: ValidatedFile[] = [own];
    for (const { path } of nested) files.push(...(await validateNested(path, parameters, seen)));
    return files;
  } catch (error) {
    if (seen.get(file.path) === undefined && isNoTemplate(file))
      return [{ file: file.path, resources: [], isTemplate: false }];
    return [unreadFile(file.path, asCommandError(file.path, error))];
  }
};

const validateNested = async (
  path: string,
  parameters: GivenParameters,
  seen: Map<string, ReadTemplate | undefined>,
): Promise<readonly ValidatedFile[]> => {
  try {
    const files: ValidatedFile[] = [];
    for (const inner of await readTemplateFiles([path])) files.push(...(await validateFile(inner, parameters, seen)));
    return files;
  } catch (error) {
    return [unreadFile(path, error)];
  }
};

/** Its mistake is a finding like those inside it. */
const unreadFile = (file: string, error: unknown): ValidatedFile => {
  if (!(error instanceof CommandError)) throw error;
  const message = error.message.replace(`${file}: `, '');
  const [, line, column] = /\(line (\d+), column (\d+)\)/.exec(message) ?? [];
  const place = line === undefined ? {} : { line: Number(line), column: Number(column) };
  return { file, resources: [], error: { message, ...place } };
};

/** Of several templates each has only some of the parameters that are given. */
const parametersOf = ({ template }: ReadTemplate, given: GivenParameters): GivenParameters =>
  Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(template.parameters, name)));
