import { createEvent, Rig, signature } from '../support/rig';
import { scenarios } from './scenarios';
import { accessDenied, internalFailure, invalidRequest, passingFaults, small } from './support';

const [, secret = signature] = signature.split('=');
const origin = 'cloudformation-custom-resource-response-useast1';

/** What happens to the first calls, or to the answer. */
const accidents = [
  ['nothing', [], []],
  ...passingFaults.map(([title, effect]) => [title, [effect], []] as const),
  ['a refusal', [invalidRequest], []],
  ['a missing right', [accessDenied, accessDenied], []],
  ['a service that hangs', [{ kind: 'hang', when: 'after' }], []],
  ['a service that fails again and again', Array.from({ length: 200 }, () => internalFailure), []],
  ['an answer that is refused', [], [403]],
  ['an answer that must be sent again', [], [500, 'reset', 429]],
  ['an answer that can never be sent', [], Array.from({ length: 500 }, () => 'reset' as const)],
] as const;

const expectSecrecy = (rig: Rig, bodies: readonly string[]): void => {
  expect(rig.lines.length).toBeGreaterThan(0);
  const said = [...rig.lines, ...bodies].join('\n');
  expect(said).not.toContain(secret);
  expect(said).not.toContain('X-Amz');
  expect(said).not.toContain(origin);
};

describe.each(scenarios)('the signature appears neither in the log nor in an answer: $title', ({ prepare, event }) => {
  test.each(accidents)('%s', async (_title, effects, puts) => {
    const rig = await prepare();
    for (const effect of effects) rig.iot.faults.add({ effect });
    const { bodies } = await rig.deliver(event, { time: 20_000, puts });
    expectSecrecy(rig, bodies);
  });
});

test.each([
  ['code that cannot load', createEvent(small)],
  ['an event without a type', { ...createEvent(small), RequestType: undefined }],
  ['an event whose properties are bad', createEvent({ Behaviors: [{ Name: 5 }] })],
  ['an address with another scheme', { ...createEvent(small), ResponseURL: `ftp://${origin}/?${signature}` }],
  ['an address that is none', { ...createEvent(small), ResponseURL: `${origin} ${signature}` }],
  ['an address in a list', { ...createEvent(small), ResponseURL: [`https://${origin}/?${signature}`] }],
])('the signature stays secret with %s', async (title, event) => {
  const rig = new Rig();
  const load = () => Promise.reject(new Error('no such file'));
  const { bodies } = await rig.deliver(event, title.startsWith('code') ? { load } : {});
  expectSecrecy(rig, bodies);
});
