import { stat } from 'node:fs/promises';
import { parseTemplate } from '../../cloudformation/template';
import { readAssembly } from './cloud-assembly';
import { CommandError } from './errors';
import { inFile, readTemplate, type TemplateFile } from './template-file';

export interface AskedDeployments {
  /** Paths of templates, or of folders that `cdk synth` has made. */
  readonly templates: readonly string[];
  /** Paths of the templates to which the stack is then updated. */
  readonly updates?: readonly string[];
  /** Of the templates, in their order; those without one are named after the default. Stacks of CDK have their own. */
  readonly stackNames: readonly string[];
  /** Each goes to every template that has it. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A template for a stack. */
export interface Deployment extends TemplateFile {
  readonly stackName: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Deployments {
  /** In the order in which they are created. */
  readonly stacks: readonly Deployment[];
  /** Of the one stack there is. */
  readonly updates: readonly Deployment[];
  /** The Region that the stacks ask for, if they agree on one. */
  readonly region: string | undefined;
  /** As `region`. */
  readonly account: string | undefined;
}

type NamedFile = TemplateFile & { readonly stackName?: string; readonly region?: string; readonly account?: string };

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const filesOf = async (path: string): Promise<readonly NamedFile[]> =>
  (await isFolder(path)) ? readAssembly(path) : [await readTemplate(path)];

const defaultName = (index: number): string => (index === 0 ? 'simulated-stack' : `simulated-stack-${index + 1}`);

/** Names the stacks whose template does not say how they are called. */
const named = <File extends NamedFile>(
  files: readonly File[],
  stackNames: readonly string[],
): readonly (File & { readonly stackName: string })[] => {
  const nameless = files.filter(({ stackName }) => stackName === undefined);
  if (stackNames.length > nameless.length)
    throw new CommandError(
      `--stack-name ${stackNames[nameless.length]}: there is no --template for it; they are matched in their order`,
    );
  return files.map((file) => {
    const index = nameless.indexOf(file);
    return { ...file, stackName: file.stackName ?? stackNames[index] ?? defaultName(index) };
  });
};

const declaredIn = ({ path, templateBody }: TemplateFile): Promise<readonly string[]> =>
  inFile(path, async () => Object.keys(parseTemplate(templateBody).parameters));

/** @throws CommandError where no template has a parameter */
const withParameters = async (
  files: readonly (TemplateFile & { readonly stackName: string })[],
  given: Readonly<Record<string, string>>,
): Promise<readonly Deployment[]> => {
  const declared = await Promise.all(files.map(declaredIn));
  const superfluous = Object.keys(given).find((name) => !declared.flat().includes(name));
  if (superfluous !== undefined)
    throw new CommandError(`--parameter ${superfluous}: no --template has a parameter of that name`);
  return files.map(({ path, templateBody, stackName }, index) => ({
    path,
    templateBody,
    stackName,
    parameters: Object.fromEntries(Object.entries(given).filter(([name]) => declared[index]?.includes(name))),
  }));
};

/** What all say that say anything. */
const agreed = (words: readonly (string | undefined)[]): string | undefined => {
  const [word, ...others] = new Set(words.filter((one) => one !== undefined));
  return others.length === 0 ? word : undefined;
};

/**
 * Reads what is to be deployed.
 * @throws CommandError when something cannot be read, or is left over that no template takes.
 */
export const readDeployments = async (asked: AskedDeployments): Promise<Deployments> => {
  const { templates, updates = [], stackNames, parameters } = asked;
  const files = (await Promise.all(templates.map(filesOf))).flat();
  const stacks = named(files, stackNames);
  if (updates.length > 0 && stacks.length !== 1)
    throw new CommandError(`--update ${updates[0]}: it is for one stack, and there are ${stacks.length}`);
  const updating = await Promise.all(updates.map(readTemplate));
  const all = await withParameters(
    [...stacks, ...updating.map((file) => ({ ...file, stackName: stacks[0]?.stackName ?? '' }))],
    parameters,
  );
  return {
    stacks: all.slice(0, stacks.length),
    updates: all.slice(stacks.length),
    region: agreed(files.map(({ region }) => region)),
    account: agreed(files.map(({ account }) => account)),
  };
};
