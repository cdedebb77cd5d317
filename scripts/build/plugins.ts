import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import type { SdkClient } from './functions';
import { requireUse, rewriting } from './sdk-files';

/**
 * The SDK's schema file writes its keys as constants, `{ [_h]: […] }`. esbuild must keep such an object, for computing a
 * key could have a side effect, and so keeps all operations, AWS IoT's 272. With `{ "http": […] }` only ours stay: 100 kB less.
 */
const withLiteralKeys = (source: string): string => {
  const values = new Map([...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, value]) => [name, value]));
  const keys = [...source.matchAll(/\[(_\w+)\]:/g)].map(([, name = '']) => name);
  if (keys.length === 0) throw new Error('it has no keys like [_h]');
  const unknown = keys.find((name) => !values.has(name));
  if (unknown !== undefined) throw new Error(`it has no constant ${unknown} for the key [${unknown}]`);
  return source.replace(/\[(_\w+)\]:/g, (_, name: string) => `${values.get(name)}:`);
};

/**
 * It also registers a class for each of the service's errors, AWS IoT's 33. Without one the SDK throws the service's base class
 * with the same name, message and status, and nobody here asks for more: 12 kB less.
 */
const withoutErrorClasses = (source: string, { baseError }: SdkClient): string => {
  const registration = /^n0_registry\.registerError\(\w+\$, \w+\);$/gm;
  if (!source.includes(`_s_registry.registerError(${baseError}$`))
    throw new Error(`it does not register ${baseError}, which stands for all errors`);
  if (source.match(registration) === null) throw new Error('it registers no other error');
  return source.replace(registration, '');
};

/** Makes of the SDK's schema file one of which esbuild keeps only what our operations need. */
export const schemasOfOwnOperations = (client: SdkClient): Plugin =>
  rewriting({
    name: 'schemas-of-own-operations',
    code: 'schemasOfOwnOperations in scripts/build/plugins.ts',
    file: `${client.name}/dist-es/schemas/schemas_0.js`,
    rewrite: (source) => withoutErrorClasses(withLiteralKeys(source), client),
  });

/** What the SDK's table of partitions says of one of them. */
interface Partition {
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, unknown>>;
}

/** A Region that the expressions lead to its partition anyway is listed for its description, which no endpoint needs. */
const withoutFoundRegions = (partitions: readonly Partition[]): readonly Partition[] =>
  partitions.map((partition) => {
    const isFound = (region: string): boolean =>
      partitions.find(({ regionRegex }) => new RegExp(regionRegex).test(region)) === partition;
    const others = Object.keys(partition.regions).filter((region) => !isFound(region));
    return { ...partition, regions: Object.fromEntries(others.map((region) => [region, {}])) };
  });

const withLeanPartitions = (source: string): string => {
  const [, table] = /^export const partitionsInfo = (\{.*\});?\s*$/s.exec(source) ?? [];
  if (table === undefined) throw new Error('it exports more or less than partitionsInfo');
  const { partitions, ...rest } = JSON.parse(table) as { readonly partitions: readonly Partition[] };
  return `export const partitionsInfo = ${JSON.stringify({ ...rest, partitions: withoutFoundRegions(partitions) })};`;
};

/** The SDK lists every Region with its description, beside an expression for each partition: 3 kB less. */
export const partitionsByExpression = rewriting({
  name: 'partitions-by-expression',
  code: 'partitionsByExpression in scripts/build/plugins.ts',
  file: 'util-endpoints/lib/aws/partitions.js',
  rewrite: withLeanPartitions,
});

const credentialsFile = 'aws/credentials.ts';

/** Puts `aws/credentials.ts` in the place of the SDK's default credential chain: 120 kB less. */
export const lambdaCredentials = (root: string): Plugin => ({
  name: 'lambda-credentials',
  setup(build) {
    const used = requireUse(
      build,
      'the SDK no longer imports @aws-sdk/credential-provider-node: adapt lambdaCredentials in scripts/build/plugins.ts',
    );
    const file = path.join(root, credentialsFile);
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => {
      used();
      // Nothing else imports it: no compiler and no editor notices when it moves.
      if (existsSync(file)) return { path: file };
      return {
        errors: [{ text: `there is no ${credentialsFile}: adapt credentialsFile in scripts/build/plugins.ts` }],
      };
    });
  },
});

/** The SDK reads its version from its whole package.json; the version will do. */
export const packageVersionOnly: Plugin = {
  name: 'package-version-only',
  setup(build) {
    build.onLoad({ filter: /package\.json$/ }, async ({ path: file }) => {
      const { version } = JSON.parse(await readFile(file, 'utf8')) as { readonly version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
