import { UnsupportedError } from './errors';
import { TemplateNumber } from './values';

/*
 * CloudFormation reads YAML with a Java parser of YAML 1.1; these are the notations that it takes for something else than
 * text. A number that begins with 0 and is no octal one is a floating-point number: seen in templates whose account ids
 * came out as 1.2345678901E10 (https://github.com/aws/aws-cli/issues/6908).
 */
const boolean = {
  yes: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
  no: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
};
const empty = /^(?:~|null|Null|NULL)?$/;
const integer = /^[-+]?(?:0b_*[01][01_]*|0[0-7_]+|0|[1-9][\d_]*|0x_*[\da-fA-F][\da-fA-F_]*)$/;
const float = /^(?:[-+]?\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d[\d_]*(?:[eE][-+]?\d+)?)$/;
/** Minutes and seconds: `12:30` is 750. */
const base60 = /^[-+]?(?:[1-9][\d_]*(?::[0-5]?\d)+|\d[\d_]*(?::[0-5]?\d)+\.[\d_]*)$/;
const notFinite = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const prefixes: Readonly<Record<string, string>> = { '0b': '0b', '0x': '0x' };

const integerOf = (digits: string): bigint => {
  const prefix = prefixes[digits.slice(0, 2)] ?? (digits.length > 1 && digits.startsWith('0') ? '0o' : '');
  return BigInt(prefix + digits.replace(/^0[bx]/, ''));
};

const scientific = (value: number): string => {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  // Java writes at least two digits, and so the two that come nearest: 4.9E-324, where JavaScript has 5e-324.
  const digits = mantissa.includes('.') ? mantissa : value.toExponential(1).split('e')[0];
  return `${digits}E${Number(exponent)}`;
};

/** `Double.toString` of Java: decimal from 0.001 up to ten million, scientific beyond, always with a fraction. */
const javaDouble = (value: number): string => {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return scientific(value);
  return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value);
};

const double = (source: string, value: number): TemplateNumber => {
  if (!Number.isFinite(value))
    throw new UnsupportedError(`the number ${source}: nobody outside AWS knows what CloudFormation makes of it`);
  return new TemplateNumber(value, javaDouble(value));
};

const sexagesimal = (digits: string): number => digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/**
 * The number that a template writes as `source`; `undefined` where that is none.
 * @throws UnsupportedError for infinite ones.
 */
export const templateNumber = (source: string): TemplateNumber | undefined => {
  const plain = source.replaceAll('_', '');
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[-+]/, '');
  if (integer.test(source)) {
    const value = BigInt(sign) * integerOf(digits);
    return new TemplateNumber(Number(value), String(value));
  }
  if (base60.test(source)) {
    const value = sign * sexagesimal(digits);
    return digits.includes('.') ? double(source, value) : new TemplateNumber(value, String(value));
  }
  if (notFinite.test(source)) return double(source, Number.POSITIVE_INFINITY);
  return float.test(source) ? double(source, Number(plain)) : undefined;
};

/** What YAML takes an unquoted text for; `null` is nothing. @throws UnsupportedError */
export const plainScalar = (source: string): string | boolean | TemplateNumber | null => {
  if (empty.test(source)) return null;
  if (boolean.yes.test(source)) return true;
  if (boolean.no.test(source)) return false;
  return templateNumber(source) ?? source;
};

/** What `!!float` makes of a text. @throws UnsupportedError */
export const floatScalar = (source: string): TemplateNumber => double(source, Number(source.replaceAll('_', '')));

/** Whether a text that is written without quotes is read back as that text. */
export const isPlainText = (text: string): boolean => {
  try {
    return plainScalar(text) === text;
  } catch (error) {
    if (error instanceof UnsupportedError) return false;
    throw error;
  }
};
