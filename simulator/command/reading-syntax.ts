import type { InventedSuffix, Readings } from '../stacks/readings';
import { CommandError } from './errors';

const choices = {
  oldPropertiesOfReversal: ['failed', 'first'],
  oldPropertiesOfFixForward: ['failed', 'first'],
  cleanUpProperties: ['own', 'survivor'],
  afterFailedCreate: ['create', 'update'],
} as const satisfies { readonly [Name in keyof Omit<Readings, 'inventedSuffix'>]: readonly Readings[Name][] };

/** The whole syntax, for the help. */
export const readingHelp = `READING is what CloudFormation does where nobody outside AWS knows; the first one is the default
  oldPropertiesOfReversal    failed, first: old properties of the Update that reverses a failed one
  oldPropertiesOfFixForward  failed, first: those of an Update after a failed one (--disable-rollback)
  cleanUpProperties          own, survivor: properties of the Delete of something replaced
  afterFailedCreate          create, update: what follows a failed Create (--disable-rollback)
  inventedSuffix             capitals13, both8 and so on: letters and length (8 to 16) of an invented physical id`;

const refuse = (given: string, accepted: string): CommandError =>
  new CommandError(`--reading ${given}: accepted is ${accepted}; see --help for what they mean`);

const suffixOf = (value: string, given: string): InventedSuffix => {
  const [, letters, digits] = /^(capitals|both)(\d+)$/.exec(value) ?? [];
  const length = Number(digits);
  if ((letters !== 'capitals' && letters !== 'both') || length < 8 || length > 16)
    throw refuse(given, '"capitals" or "both" followed by a number from 8 to 16');
  return { letters, length };
};

/**
 * Reads one `--reading`.
 * @throws CommandError that names what is wrong and what is accepted.
 */
export const parseReading = (given: string): Partial<Readings> => {
  const [name = '', value = ''] = given.split('=');
  if (name === 'inventedSuffix') return { inventedSuffix: suffixOf(value, given) };
  const values = Object.entries(choices).find(([known]) => known === name)?.[1];
  if (values === undefined) throw refuse(given, `${[...Object.keys(choices), 'inventedSuffix'].join(', ')} before "="`);
  if (!values.some((known) => known === value)) throw refuse(given, `${name}=${values.join(` or ${name}=`)}`);
  return { [name]: value };
};
