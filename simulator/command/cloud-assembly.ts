import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deploymentOrder } from '../../cloudformation/references';
import { CommandError } from './errors';
import { readTemplate, type TemplateFile } from './template-file';

/** A stack of a CDK app, as `cdk synth` writes it. */
export interface AssembledStack extends TemplateFile {
  readonly stackName: string;
  /** Undefined where the app leaves it to the command line. */
  readonly region?: string;
  /** As `region`. */
  readonly account?: string;
}

type Members = Readonly<Record<string, unknown>>;

interface Artifact {
  readonly type: string;
  readonly properties: Members;
  readonly environment: string;
  readonly dependencies: readonly string[];
}

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const artifactOf = (value: unknown): Artifact => {
  const artifact = isObject(value) ? value : {};
  return {
    type: text(artifact.type),
    properties: isObject(artifact.properties) ? artifact.properties : {},
    environment: text(artifact.environment),
    dependencies: Array.isArray(artifact.dependencies) ? artifact.dependencies.map(text) : [],
  };
};

const manifestName = 'manifest.json';

const parsed = async (folder: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(join(folder, manifestName), 'utf8'));
  } catch {
    throw new CommandError(
      `cannot read the template ${folder}: it is a directory, and has no ${manifestName} of cdk synth that can be read`,
    );
  }
};

const artifactsIn = async (folder: string): Promise<ReadonlyMap<string, Artifact>> => {
  const manifest = await parsed(folder);
  const artifacts = isObject(manifest) && isObject(manifest.artifacts) ? manifest.artifacts : {};
  return new Map(Object.entries(artifacts).map(([id, artifact]) => [id, artifactOf(artifact)]));
};

/** `aws://ACCOUNT/REGION`, as far as they are known. */
const environmentOf = ({ environment }: Artifact): Pick<AssembledStack, 'account' | 'region'> => {
  const [, account, region = ''] = /^aws:\/\/([^/]*)\/(.*)$/.exec(environment) ?? [];
  return {
    ...(account === undefined || !/^\d{12}$/.test(account) ? {} : { account }),
    ...(region === '' || region === 'unknown-region' ? {} : { region }),
  };
};

const stackIn = async (folder: string, id: string, artifact: Artifact): Promise<AssembledStack> => {
  const { stackName, templateFile } = artifact.properties;
  return {
    ...(await readTemplate(join(folder, text(templateFile)))),
    stackName: text(stackName) || id,
    ...environmentOf(artifact),
  };
};

/**
 * The stacks of a folder that `cdk synth` has made, those of its stages too, each after those on which it depends.
 * @throws CommandError when something cannot be read
 */
export const readAssembly = async (folder: string): Promise<readonly AssembledStack[]> => {
  const artifacts = await artifactsIn(folder);
  const order = deploymentOrder(new Map([...artifacts].map(([id, { dependencies }]) => [id, dependencies])));
  const stacks = order.map(async (id): Promise<readonly AssembledStack[]> => {
    const artifact = artifacts.get(id);
    switch (artifact?.type) {
      case 'aws:cloudformation:stack':
        return [await stackIn(folder, id, artifact)];
      case 'cdk:cloud-assembly':
        return readAssembly(join(folder, text(artifact.properties.directoryName)));
      default:
        return [];
    }
  });
  return (await Promise.all(stacks)).flat();
};
