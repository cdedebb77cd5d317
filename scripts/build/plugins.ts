import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * The SDK's schema file writes its keys as constants, `{ [_h]: […] }`. esbuild must keep such an object, for computing a
 * key could have a side effect, and so keeps all 272 operations. With `{ "http": […] }` only ours stay: 100 kB less.
 */
const withLiteralKeys = (source: string): string | undefined => {
  const values = new Map([...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, value]) => [name, value]));
  const keys = [...source.matchAll(/\[(_\w+)\]:/g)];
  if (keys.length === 0 || keys.some(([, name]) => !values.has(name))) return undefined;
  return source.replace(/\[(_\w+)\]:/g, (_, name: string) => `${values.get(name)}:`);
};

/**
 * It also registers a class for each of the 33 errors of AWS IoT. Without one the SDK throws the service's base class
 * with the same name, message and status, and nobody here asks for more: 12 kB less.
 */
const withoutErrorClasses = (source: string): string | undefined => {
  const registration = /^n0_registry\.registerError\(\w+\$, \w+\);$/gm;
  const isExpected = source.includes('_s_registry.registerError(IoTServiceException$') && source.match(registration);
  return isExpected ? source.replace(registration, '') : undefined;
};

/** Makes of the SDK's schema file one of which esbuild keeps only what our operations need. */
export const schemasOfOwnOperations: Plugin = {
  name: 'schemas-of-own-operations',
  setup(build) {
    build.onLoad({ filter: /client-iot[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path: file }) => {
      const contents = withoutErrorClasses(withLiteralKeys(await readFile(file, 'utf8')) ?? '');
      if (contents !== undefined) return { contents, loader: 'js' };
      const text = `the SDK's schema file no longer looks as expected (${file}): adapt schemasOfOwnOperations`;
      return { errors: [{ text }] };
    });
  },
};

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

/** The SDK lists every Region with its description, beside an expression for each partition: 3 kB less. */
export const partitionsByExpression: Plugin = {
  name: 'partitions-by-expression',
  setup(build) {
    build.onLoad({ filter: /util-endpoints[\\/]lib[\\/]aws[\\/]partitions\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const [, table] = /^export const partitionsInfo = (\{.*\});?\s*$/s.exec(source) ?? [];
      if (table === undefined)
        return {
          errors: [{ text: `the SDK's partitions are no JSON any more (${file}): adapt partitionsByExpression` }],
        };
      const { partitions, ...rest } = JSON.parse(table) as { readonly partitions: readonly Partition[] };
      const lean = { ...rest, partitions: withoutFoundRegions(partitions) };
      return { contents: `export const partitionsInfo = ${JSON.stringify(lean)};`, loader: 'js' };
    });
  },
};

/** Puts `lambda/sdk/credentials.ts` in the place of the SDK's default credential chain: 120 kB less. */
export const lambdaCredentials = (root: string): Plugin => ({
  name: 'lambda-credentials',
  setup(build) {
    let isReplaced = false;
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => {
      isReplaced = true;
      return { path: path.join(root, 'lambda/sdk/credentials.ts') };
    });
    build.onEnd(() =>
      isReplaced
        ? {}
        : {
            errors: [{ text: 'the SDK no longer imports @aws-sdk/credential-provider-node: adapt lambdaCredentials' }],
          },
    );
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

/** Leaves the import of the resource as it is: it is a bundle of its own, so that the entry works even if it is broken. */
export const separateResource: Plugin = {
  name: 'separate-resource',
  setup(build) {
    build.onResolve({ filter: /^\.\/security-profile\/index\.js$/ }, () => ({
      path: './resource.mjs',
      external: true,
    }));
  },
};
