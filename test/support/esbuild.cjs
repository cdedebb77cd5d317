// The whole jest transformer: esbuild is here anyway, and types are checked by `npm run typecheck`.
const { transformSync } = require('esbuild');

module.exports = {
  process: (source, filename) =>
    transformSync(source, {
      loader: filename.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      // What runs the tests; see scripts/build/node-versions.ts.
      target: `node${process.versions.node.split('.')[0]}`,
      supported: { 'dynamic-import': false },
      sourcemap: 'inline',
      sourcefile: filename,
    }),
};
