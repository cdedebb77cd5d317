import { Token } from 'aws-cdk-lib';
import type { Problem } from '../../dist/validation';

/** What was given, what it is not, and what is accepted. */
export type Mistake = readonly [value: unknown, what: string, accepted: string];

/** As much of a text as a message shows. */
const longest = 80;

const quoted = (text: string, quote: string): string =>
  `${quote}${text.length > longest ? `${text.slice(0, longest)}…` : text}${quote}`.replace(/\s+/g, ' ');

/** The only element of a list that is known to CloudFormation as a whole. */
export const isListToken = (value: unknown): boolean => typeof value === 'string' && Token.isUnresolved([value]);

const isToken = (value: unknown): boolean => Token.isUnresolved(value) || isListToken(value);

/** A text as it can be copied into code, or where it would go. */
export const given = (value: unknown): string =>
  typeof value === 'string' && !isToken(value) ? quoted(value, "'") : '…';

/** What was given, as a message has it. */
const shown = (value: unknown): string => {
  if (isToken(value)) return 'a token';
  if (typeof value === 'string') return quoted(value, '"');
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  const name = value.constructor?.name ?? 'Object';
  if (name !== 'Object') return `an object of ${name}`;
  const members = Object.keys(value).slice(0, 5).join(', ');
  return members === '' ? 'an empty object' : `an object with ${members}`;
};

/** The same after `got`, where a text is shown whole. */
export const got = (value: unknown): string =>
  `got ${typeof value === 'string' && !isToken(value) ? `'${value}'` : shown(value)}`;

export const wrong = (path: string, ...[value, what, accepted]: Mistake): readonly Problem[] => [
  { path, message: `${shown(value)} is not ${what}; accepted: ${accepted}`, certainty: 'certain' },
];

/** No list, and nothing of the CDK's or of this package that was put in the place of its options: a duration, or a token. */
export const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !['toSeconds', 'resolve'].some((name) => hasMember(value, name, 'function'));

/** What a prop must be: how that is seen, what it is called, and what is accepted. */
export type Rule<Props> = readonly [
  name: keyof Props & string,
  fits: (value: unknown) => boolean,
  what: string,
  accepted: (value: unknown) => string,
];

/** The props that are given, and are not what they must be. */
export const misfits = <Props extends object>(props: Props, rules: readonly Rule<Props>[]): readonly Rule<Props>[] =>
  rules.filter(([name, fits]) => props[name] !== undefined && !fits(props[name]));

export const misfitProblems = <Props extends object>(props: Props, rules: readonly Rule<Props>[]): readonly Problem[] =>
  misfits(props, rules).flatMap(([name, , what, accepted]) => wrong(name, props[name], what, accepted(props[name])));

export const roleRule = [
  'role',
  (value: unknown): boolean => hasMember(value, 'roleRef', 'object'),
  'a role',
  (value: unknown): string => `a Role, or Role.fromRoleArn(this, 'Role', ${given(value)})`,
] as const;

/** Whether something has a member of this type. */
export const hasMember = (value: unknown, name: string, type: 'function' | 'object' | 'string'): boolean => {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
  return typeof member === type && member !== null;
};

/** Stands where something was given that cannot be rendered: as what only CloudFormation knows, it is left alone. */
export const leftAlone = { Ref: 'AWS::NoValue' } as const;
