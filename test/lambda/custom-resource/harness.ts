import { customResourceHandler } from '../../../lambda/custom-resource/handler';
import type { Resource } from '../../../lambda/custom-resource/resource-type';
import type { Put, ResponseAddress } from '../../../lambda/custom-resource/send-answer';
import type { InvocationContext } from '../../../lambda/custom-resource/time';
import { type Answer, createEvent, deleteEvent, updateEvent } from '../../support/rig';
import { VirtualClock } from '../../support/virtual-clock';

/** A resource that does nothing and succeeds, but for what is given. */
export const resource = (operations: Partial<Resource> = {}): Resource => ({
  create: async () => ({ physicalResourceId: 'made', attributes: { Name: 'made' } }),
  update: async ({ physicalResourceId }) => ({ physicalResourceId, attributes: { Name: physicalResourceId } }),
  delete: async () => undefined,
  ...operations,
});

export interface Invocation {
  /** Default: one that does nothing and succeeds. */
  readonly load?: () => Promise<Resource>;
  /** Milliseconds of the function; default 300 s. */
  readonly time?: number;
  /** How each PUT ends in turn, 200 when they are used up. */
  readonly puts?: readonly (number | 'reset')[];
  readonly context?: Partial<InvocationContext>;
  /** Default: none. */
  readonly secrets?: readonly string[];
}

export interface Invoked {
  readonly answers: readonly Answer[];
  /** Every PUT, accepted or not. */
  readonly sent: readonly { readonly address: ResponseAddress; readonly body: string }[];
  readonly lines: readonly string[];
  /** What the handler threw. */
  readonly error: unknown;
  /** Virtual milliseconds until the handler was done. */
  readonly duration: number;
  readonly clock: VirtualClock;
}

/** Invokes the handler once, with a resource of the test's, on a virtual clock. */
export const invoke = async (event: unknown, options: Invocation = {}): Promise<Invoked> => {
  const clock = new VirtualClock();
  const start = clock.now();
  const end = start + (options.time ?? 300_000);
  const ends = [...(options.puts ?? [])];
  const sent: { address: ResponseAddress; body: string }[] = [];
  const answers: Answer[] = [];
  const put: Put = async (address, body) => {
    sent.push({ address, body });
    const status = ends.shift() ?? 200;
    if (status === 'reset') throw new Error('ECONNRESET');
    if (status === 200) answers.push(JSON.parse(body) as Answer);
    return status;
  };
  const lines: string[] = [];
  const handler = customResourceHandler({
    serviceName: 'AWS IoT',
    load: options.load ?? (async () => resource()),
    nameOf: ({ properties }) => (typeof properties.Name === 'string' ? properties.Name : ''),
    clock,
    put,
    write: (line) => lines.push(line),
    retryBase: 100,
    version: 'test',
    secrets: () => options.secrets ?? [],
  });
  const context = options.context ?? {
    getRemainingTimeInMillis: () => end - clock.now(),
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:provider',
  };
  const error = await clock
    .run(handler(event, context))
    .then(() => undefined)
    .catch((thrown: unknown) => thrown);
  return { answers, sent, lines, error, duration: clock.now() - start, clock };
};

export const events = {
  Create: createEvent({ Name: 'profile' }),
  Update: updateEvent('profile', {}, { Name: 'other' }),
  Delete: deleteEvent('profile'),
};

export const failedIds = { Create: 'refused-create/create-1/profile', Update: 'profile', Delete: 'profile' };

export const types = ['Create', 'Update', 'Delete'] as const;

export const failing = (error: unknown): Resource => {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return resource({ create: fail, update: fail, delete: fail });
};

export const hanging = (): Resource => {
  const hang = () => new Promise<never>(() => undefined);
  return resource({ create: hang, update: hang, delete: hang });
};

/** The one answer that is owed. */
export const answerTo = async (event: unknown, options: Invocation = {}): Promise<Answer> => {
  const { answers, error } = await invoke(event, options);
  expect(error).toBeUndefined();
  expect(answers).toHaveLength(1);
  return answers[0] as Answer;
};
