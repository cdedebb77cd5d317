import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { decoded } from '../../cloudformation/bytes';
import { isJsonObject, type JsonObject } from '../../core/schema/json';
import { errorText } from '../../runtime/error-text';
import { CommandError } from '../errors';

/** A file that may be a template. */
export interface TemplateFile {
  /** As a person names it: relative to where the tool runs, where that was how it was given. */
  readonly path: string;
  readonly text: string;
  /** The stack that CDK deploys it as, where it comes from a cloud assembly. */
  readonly stackName?: string;
  /** Whether it is a nested stack's, as far as its name tells: it is deployed with its parent. */
  readonly isNested?: true;
  /** Whether nobody gave it by name: it lies in a folder, and may be something else. */
  readonly isFound?: true;
}

const problems: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const unreadable = (file: string, error: unknown): CommandError =>
  new CommandError(`cannot read ${file}: ${problems[codeOf(error)] ?? errorText(error)}`);

/** @throws CommandError */
export const readText = async (file: string): Promise<string> => {
  try {
    return decoded(await readFile(file));
  } catch (error) {
    throw unreadable(file, error);
  }
};

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const manifestOf = async (folder: string): Promise<JsonObject | undefined> => {
  const file = path.join(folder, 'manifest.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unreadable(file, error);
  }
  try {
    const manifest: unknown = JSON.parse(text);
    return isJsonObject(manifest) && isJsonObject(manifest.artifacts) ? manifest : undefined;
  } catch (error) {
    throw new CommandError(`${file} is no JSON: ${errorText(error)}`);
  }
};

/** The stacks of a cloud assembly and, for stages, of those inside it. */
const readAssembly = async (folder: string, { artifacts }: JsonObject): Promise<readonly TemplateFile[]> => {
  const files: TemplateFile[] = [];
  for (const [id, artifact] of Object.entries(isJsonObject(artifacts) ? artifacts : {})) {
    if (!isJsonObject(artifact)) continue;
    const { type } = artifact;
    const properties = isJsonObject(artifact.properties) ? artifact.properties : {};
    const templateFile = textOf(properties.templateFile);
    const directory = textOf(properties.directoryName);
    if (type === 'aws:cloudformation:stack' && templateFile !== undefined) {
      const file = path.join(folder, templateFile);
      files.push({ path: file, text: await readText(file), stackName: textOf(properties.stackName) ?? id });
    }
    if (type === 'cdk:cloud-assembly' && directory !== undefined)
      files.push(...(await readFolder(path.join(folder, directory))));
  }
  // Their parents lead to them only where CDK was told to write that down.
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.nested.template.json')).sort())
    files.push({ path: path.join(folder, name), text: await readText(path.join(folder, name)), isNested: true });
  return files;
};

const isTemplateName = (name: string): boolean => /\.(json|ya?ml|template)$/i.test(name);
const isPassedOver = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

const readFolder = async (folder: string): Promise<readonly TemplateFile[]> => {
  const manifest = await manifestOf(folder);
  if (manifest !== undefined) return readAssembly(folder, manifest);
  const files: TemplateFile[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )) {
    const inner = path.join(folder, entry.name);
    if (isPassedOver(entry.name)) continue;
    if (entry.isDirectory()) files.push(...(await readFolder(inner)));
    else if (entry.isFile() && isTemplateName(entry.name))
      files.push({ path: inner, text: await readText(inner), isFound: true });
  }
  return files;
};

const readOne = async (given: string): Promise<readonly TemplateFile[]> => {
  let isFolder: boolean;
  try {
    isFolder = (await stat(given)).isDirectory();
  } catch (error) {
    throw unreadable(given, error);
  }
  return isFolder ? readFolder(given) : [{ path: given, text: await readText(given) }];
};

/**
 * The templates that paths lead to: files, cloud assemblies of CDK (`cdk.out`) with their stages, other folders with all
 * that is in them.
 * @throws CommandError
 */
export const readTemplateFiles = async (paths: readonly string[]): Promise<readonly TemplateFile[]> => {
  const files = new Map<string, TemplateFile>();
  for (const given of paths)
    for (const file of await readOne(given)) {
      const place = path.resolve(file.path);
      const before = files.get(place);
      // One that is given by name too is meant.
      if (before === undefined || (before.isFound && !file.isFound)) files.set(place, file);
    }
  if (files.size === 0) throw new CommandError(`there is no template in ${paths.join(', ')}`);
  return [...files.values()];
};
