import { type Delivery, signature } from '../support/rig';

const idNames = ['StackId', 'RequestId', 'LogicalResourceId'] as const;

/** Bytes of JSON. */
const longest = { StackId: 512, RequestId: 256, LogicalResourceId: 512, PhysicalResourceId: 1_024 } as const;

/** The id that the answer must repeat: the event's, unless CloudFormation cannot have sent it. */
const idIn = (event: Readonly<Record<string, unknown>>, name: keyof typeof longest): string => {
  const id = event[name];
  if (typeof id !== 'string') return '';
  return Buffer.byteLength(JSON.stringify(id)) - 2 <= longest[name] ? id : '';
};

const expectIds = (answer: Readonly<Record<string, unknown>>, event: Readonly<Record<string, unknown>>): void => {
  for (const name of idNames) expect(answer[name]).toBe(idIn(event, name));
  const { PhysicalResourceId: physicalId, Status } = answer;
  expect(typeof physicalId).toBe('string');
  expect(physicalId).not.toBe('');
  expect(Buffer.byteLength(String(physicalId))).toBeLessThanOrEqual(1_024);
  const known = idIn(event, 'PhysicalResourceId');
  const isFixed = event.RequestType === 'Delete' || (event.RequestType === 'Update' && Status === 'FAILED');
  if (isFixed && known !== '') expect(physicalId).toBe(known);
};

const expectOutcome = ({ Status, Reason, Data }: Readonly<Record<string, unknown>>): void => {
  if (Status === 'SUCCESS') {
    expect(Reason).toBeUndefined();
    for (const value of Object.values(Object(Data))) expect(typeof value).toBe('string');
  } else {
    expect(Status).toBe('FAILED');
    expect(Reason).toMatch(/\S/);
  }
};

/** One answer, as CloudFormation accepts it. */
export const expectValidAnswer = (
  { bodies, ended, duration }: Delivery,
  event: Readonly<Record<string, unknown>>,
): void => {
  expect({ ended, answers: bodies.length }).toEqual({ ended: 'returned', answers: 1 });
  expect(duration).toBeLessThanOrEqual(297_000);
  const [body = ''] = bodies;
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
  expect(Buffer.from(body).toString()).toBe(body);
  expect(body).not.toContain(signature);
  const answer = JSON.parse(body) as Readonly<Record<string, unknown>>;
  expectIds(answer, event);
  expectOutcome(answer);
};

export const expectCleanPrototypes = (): void => {
  for (const { prototype } of [Object, Array, String, Function] as const)
    expect(Object.keys(prototype as object)).toEqual([]);
};
