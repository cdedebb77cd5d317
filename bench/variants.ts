import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { parse } from 'yaml';
import { nodeVersions } from '../scripts/build/node-versions';

/** What a variant is given: a security profile, or what makes `AwsCustomResource` call the same operation. */
export type Properties = Readonly<Record<string, unknown>>;

/** One row of the table. */
export interface Variant {
  readonly name: string;
  readonly title: string;
  /** Absolute path of the module. */
  readonly entry: string;
  /** Default: `handler`. */
  readonly handlerName?: string;
  /** The handler ignores the port of the address that it is to answer to. Default: false. */
  readonly answersToPort443?: boolean;
  /** Default: those of a small profile. */
  readonly properties?: Properties;
}

interface Preparation {
  readonly root: string;
  /** An empty folder. Packages are found in it as in Lambda: in `node_modules` beside the code. */
  readonly folder: string;
}

const profile: Properties = { SecurityProfileName: 'profile' };
export const propertiesOf = ({ properties }: Variant): Properties => properties ?? profile;

const place = async ({ folder }: Preparation, name: string): Promise<string> => {
  const own = path.join(folder, name);
  await mkdir(own, { recursive: true });
  return own;
};

const bundled = async (at: Preparation, name: string, source: string, options: BuildOptions): Promise<string> => {
  const outfile = path.join(await place(at, name), options.format === 'esm' ? 'index.mjs' : 'index.js');
  const entryPoints = [path.join(at.root, source)];
  await build({
    bundle: true,
    platform: 'node',
    target: `node${nodeVersions.templates}`,
    logLevel: 'error',
    entryPoints,
    outfile,
    ...options,
  });
  return outfile;
};

/** What stands under `Code.ZipFile` in the template that has the function inside. */
const inlineCode = async ({ root }: Preparation): Promise<string> => {
  const template = parse(await readFile(path.join(root, 'dist/provider.yaml'), 'utf8'), { logLevel: 'silent' }) as {
    readonly Resources: { readonly ProviderFunction: { readonly Properties: { readonly Code: { ZipFile: string } } } };
  };
  return template.Resources.ProviderFunction.Properties.Code.ZipFile;
};

const inline = async (at: Preparation): Promise<string> => {
  const entry = path.join(await place(at, 'inline'), 'index.js');
  await writeFile(entry, await inlineCode(at));
  return entry;
};

const copied = async (at: Preparation, name: string, from: string, entry: string): Promise<string> => {
  const own = await place(at, name);
  await cp(path.join(at.root, from), own, { recursive: true });
  return path.join(own, entry);
};

const createProfile = JSON.stringify({
  service: 'IoT',
  action: 'createSecurityProfile',
  parameters: { securityProfileName: 'profile' },
  physicalResourceId: { id: 'profile' },
});

/** CDK's own: `NodejsFunction` leaves the SDK to the runtime, does not minify, and writes CommonJS. */
const nodejsFunctionDefault: BuildOptions = { format: 'cjs', external: ['@aws-sdk/*', '@smithy/*'] };

const builders: Readonly<
  Record<string, readonly [title: string, (at: Preparation) => Promise<Omit<Variant, 'name' | 'title'>>]>
> = {
  empty: [
    'empty handler',
    async (at) => ({ entry: await bundled(at, 'empty', 'bench/handlers/empty.ts', { format: 'esm' }) }),
  ],
  floor: [
    'floor: own signing, no SDK',
    async (at) => ({ entry: await bundled(at, 'floor', 'bench/handlers/floor.ts', { format: 'esm', minify: true }) }),
  ],
  ours: ['**this project**', async (at) => ({ entry: await copied(at, 'ours', 'dist/lambda', 'index.mjs') })],
  inline: ["this project, inline, with the runtime's SDK", async (at) => ({ entry: await inline(at) })],
  'nodejs-function': [
    'same sources, `NodejsFunction` by default',
    async (at) => ({ entry: await bundled(at, 'nodejs-function', 'lambda/index.ts', nodejsFunctionDefault) }),
  ],
  'bundle-aws-sdk': [
    'same sources, `bundleAwsSDK: true`',
    async (at) => ({ entry: await bundled(at, 'bundle-aws-sdk', 'lambda/index.ts', { format: 'cjs' }) }),
  ],
  'esbuild-minified': [
    'same sources, esbuild, minified',
    async (at) => ({
      entry: await bundled(at, 'esbuild-minified', 'lambda/index.ts', { format: 'cjs', minify: true }),
    }),
  ],
  'provider-framework': [
    "CDK's provider framework (one more function comes behind it)",
    async (at) => {
      const from = 'node_modules/aws-cdk-lib/custom-resources/lib/provider-framework/runtime';
      return {
        entry: await copied(at, 'provider-framework', from, 'framework.js'),
        handlerName: 'onEvent',
        answersToPort443: true,
      };
    },
  ],
  'aws-custom-resource': [
    "CDK's `AwsCustomResource`",
    async (at) => {
      const from =
        'node_modules/aws-cdk-lib/custom-resource-handlers/dist/custom-resources/aws-custom-resource-handler';
      const properties = { Create: createProfile, Update: createProfile, InstallLatestAwsSdk: 'false' };
      return { entry: await copied(at, 'aws-custom-resource', from, 'index.js'), properties, answersToPort443: true };
    },
  ],
};

export const variantNames: readonly string[] = Object.keys(builders);

/** Builds the variants that are asked for, in the order of the table. */
export const prepareVariants = async (at: Preparation, names: readonly string[]): Promise<readonly Variant[]> => {
  await symlink(path.join(at.root, 'node_modules'), path.join(at.folder, 'node_modules'), 'dir');
  const variants: Variant[] = [];
  for (const [name, [title, prepare]] of Object.entries(builders))
    if (names.includes(name)) variants.push({ name, title, ...(await prepare(at)) });
  return variants;
};
