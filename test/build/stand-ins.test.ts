import { iotFunction } from '../../scripts/build/functions';
import { standIns, type UnusedPart } from '../../scripts/build/stand-ins';
import { unusedParts } from '../../scripts/build/unused-parts';
import { bundle, errorsOf, type Files, run } from './support';

const thrower: UnusedPart = {
  file: '@smithy/core/dist-es/streams.js',
  exports: ['Stream', 'openStream', 'closeStream'],
  reason: 'nothing here is a stream',
};
const written: UnusedPart = {
  file: '@smithy/core/dist-es/log.js',
  exports: ['level', 'log'],
  reason: 'the log is off',
  standIn: "export { level } from './level';\nexport const log = () => 'silent';",
};
const plugin = () => standIns([thrower, written]);

const streams = `node_modules/${thrower.file}`;
const sdk: Files = {
  [streams]: `
export class Stream {}
export const openStream = async () => { return 'original'; };
const closeStream = () => 'original';
export { closeStream };`,
  [`node_modules/${written.file}`]: "export { level } from './level';\nexport const log = () => 'original';",
  'node_modules/@smithy/core/dist-es/level.js': 'export const level = 7;',
  'entry.js': `
export { Stream, openStream, closeStream } from './${streams}';
export { level, log } from './node_modules/${written.file}';`,
};

describe('stand-ins', () => {
  test('throw their reason, called or constructed, where nothing else is written for them', async () => {
    const code = await bundle(sdk, plugin);
    const { level, log, ...standing } = run(code);
    expect(Object.keys(standing)).toHaveLength(thrower.exports.length);
    for (const made of Object.values(standing) as (new () => unknown)[]) {
      expect(made).toThrow(thrower.reason);
      expect(() => new made()).toThrow(thrower.reason);
    }
    expect(code).not.toContain('original');
  });

  test('are what is written for them, which may import its neighbours', async () => {
    const { level, log } = run(await bundle(sdk, plugin));
    expect(level).toBe(7);
    expect((log as () => unknown)()).toBe('silent');
  });

  test("fail the build, naming what is missing, when the SDK's file exports less", async () => {
    const errors = await errorsOf({ ...sdk, [streams]: 'export class Stream {}' }, plugin);
    expect(errors).toEqual([expect.stringMatching(/streams\.js no longer exports openStream, closeStream: look at/)]);
    expect(errors[0]).toContain('scripts/build/unused-parts.ts');
  });

  test('fail the build, naming the file, when the SDK no longer has it', async () => {
    const files = { ...sdk, 'entry.js': `export * from './${streams}';` };
    expect(await errorsOf(files, plugin)).toEqual([
      'the SDK no longer has a file @smithy/core/dist-es/log.js in the bundle: look at its reason in scripts/build/unused-parts.ts again',
    ]);
  });

  test('fail the build, pointing at the stand-in, when the SDK takes more from a file than its stand-in has', async () => {
    const files = { ...sdk, 'entry.js': `${sdk['entry.js']}\nexport { other } from './${streams}';` };
    expect(await errorsOf(files, plugin)).toEqual([
      expect.stringMatching(/^No matching export in /),
      'the SDK takes other from @smithy/core/dist-es/streams.js, whose stand-in lacks it: look at its reason in scripts/build/unused-parts.ts again',
    ]);
  });

  test('are not blamed for an export that another file lacks', async () => {
    const entry = `${sdk['entry.js']}\nexport { other } from './elsewhere';`;
    const errors = await errorsOf({ ...sdk, 'entry.js': entry, 'elsewhere.js': 'export const some = 1;' }, plugin);
    expect(errors).toEqual([expect.stringMatching(/^No matching export in "elsewhere\.js"/)]);
  });

  test('of the bundle are each looked for, so that none is silently without effect', async () => {
    const errors = await errorsOf({ 'entry.js': '' }, () => unusedParts(iotFunction.client));
    expect(errors.length).toBeGreaterThan(1);
    expect(errors).toContainEqual(expect.stringContaining('@smithy/signature-v4/dist-es/HeaderFormatter.js'));
  });
});
