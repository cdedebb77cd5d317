import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { base85, fromBase85 } from './base85';
import type { FunctionBuild } from './functions';
import { nodeVersions } from './node-versions';
import { packageVersionOnly } from './plugins';
import { insteadOfResource } from './resource-import';

const shared = (root: string): BuildOptions & { readonly write: false } => ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: `node${nodeVersions.templates}`,
  // `Code.ZipFile` is always `index.js`, which Node reads as CommonJS.
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  // Characters beyond ASCII become "?" in a template.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  // Lambda's Node runtime brings the clients of the SDK. What lies under them moves between their versions.
  external: ['@aws-sdk/*'],
  write: false,
});

/**
 * The retry strategy alone, fit for older clients. The package's index holds the SDK's whole middleware, which the
 * runtime has already; and under which path the runtime has the strategy depends on its version of the SDK.
 */
const carriedRetryStrategy = (root: string): Plugin => ({
  name: 'carried-retry-strategy',
  setup(build) {
    const carried = path.join(root, 'scripts/build/runtime-retry-strategy.ts');
    const folder = path.join(root, 'node_modules/@smithy/core/dist-es/submodules/retry/util-retry');
    build.onResolve({ filter: /^@smithy\/core\/retry$/ }, ({ importer }) => ({
      path: importer === carried ? path.join(folder, 'StandardRetryStrategy.js') : carried,
      sideEffects: false,
    }));
  },
});

const bundle = async (root: string, entry: string, plugins: Plugin[]): Promise<string> => {
  const options = { ...shared(root), entryPoints: [path.join(root, entry)], plugins };
  const [file] = (await build(options)).outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return file.text;
};

const packed = (code: string): Buffer => {
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: code.length,
  };
  return brotliCompressSync(code, { params });
};

/** Unpacks and runs the resource. It is inside the handler's own loading, so that a failure here is answered too. */
const loader = (code: string): string => `
const { compileFunction } = require('node:vm');
const { brotliDecompressSync } = require('node:zlib');${fromBase85(base85(packed(code)))}
const code = brotliDecompressSync(bytes).toString();
compileFunction(code, ['exports', 'require', 'module'], { filename: 'resource.js' })(exports, require, module);`;

const packedResource = (root: string, built: FunctionBuild, code: string): readonly Plugin[] => {
  const namespace = 'packed-resource';
  return [
    insteadOfResource(root, built, namespace, { path: 'resource', namespace }),
    {
      name: 'unpacking',
      setup: (build) =>
        build.onLoad({ filter: /^resource$/, namespace }, () => ({ contents: loader(code), loader: 'js' })),
    },
  ];
};

/** The code of the function as one CommonJS file, for `Code.ZipFile`. */
export interface InlineHandler {
  /** What answers CloudFormation is readable; the resource, three quarters of the code, is packed to fit a template. */
  readonly code: string;
  /** The resource as it is before it is packed. */
  readonly resource: string;
}

/** Builds the code for `Code.ZipFile`: the same sources as `lambda/` has, with the SDK of Lambda's runtime. */
export const buildInlineHandler = async (root: string, built: FunctionBuild): Promise<InlineHandler> => {
  const resource = await bundle(root, built.resource, [carriedRetryStrategy(root), packageVersionOnly]);
  const code = await bundle(root, built.entry, [...packedResource(root, built, resource), packageVersionOnly]);
  return { code, resource };
};

export const packageVersion = async (root: string): Promise<string> => {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
};
