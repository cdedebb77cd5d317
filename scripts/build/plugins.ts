import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * The SDK's schema file writes its keys as constants, `{ [_h]: […] }`. esbuild must keep such an object, for computing a
 * key could have a side effect, and so keeps all 272 operations. With `{ "http": […] }` only ours stay: 100 kB less.
 */
export const literalSchemaKeys: Plugin = {
  name: 'literal-schema-keys',
  setup(build) {
    build.onLoad({ filter: /client-iot[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      const values = new Map(
        [...source.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name, value]) => [name, value]),
      );
      const keys = [...source.matchAll(/\[(_\w+)\]:/g)];
      const unknown = keys.filter(([, name]) => !values.has(name));
      if (keys.length === 0 || unknown.length > 0)
        return {
          errors: [{ text: `the SDK's schema file no longer looks as expected (${file}): adapt literalSchemaKeys` }],
        };
      return { contents: source.replace(/\[(_\w+)\]:/g, (_, name: string) => `${values.get(name)}:`), loader: 'js' };
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
