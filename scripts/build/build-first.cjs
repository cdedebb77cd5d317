const { existsSync } = require('node:fs');
const path = require('node:path');

/** What to say where nothing is built yet; `undefined` where something is. CommonJS: jest's own set-up reads it too. */
module.exports = () =>
  existsSync(path.resolve(__dirname, '../../dist/lambda/index.mjs'))
    ? undefined
    : 'nothing is built yet: run "npm run build" first';
