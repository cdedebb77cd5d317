import { type Mutant, mutantsOf } from '../mutant';

const suites = ['test/core/iot-security-profile/explain'];

/** What is said of a behavior: a sentence that is wrong is believed. */
export const explanationMutants: readonly Mutant[] = [
  ...mutantsOf(
    'core/iot-security-profile/explain.ts',
    [
      [
        "'less-than': { family: 'relational', side: 'at least' }",
        "'less-than': { family: 'relational', side: 'above' }",
        'the limit itself is called normal',
      ],
      [
        "'greater-than': { family: 'relational', side: 'at most' }",
        "'greater-than': { family: 'relational', side: 'above' }",
        'what is normal is said to raise the alarm',
      ],
      ["'in-port-set': set(false", "'in-port-set': set(true", 'the ports that are normal are said to raise the alarm'],
      ['seconds % 3600 === 0', 'seconds % 1800 === 0', 'a period of one and a half hours'],
      [
        "typeof count === 'number' && count > 1",
        "typeof count === 'number' && count > 0",
        'once is said to be in a row',
      ],
      [
        "given(dimension, 'operator') ?? 'IN'",
        "given(dimension, 'operator') ?? 'NOT_IN'",
        'the wrong side of a dimension is said to count',
      ],
      [
        "given(behavior, 'suppressAlerts') === true",
        "given(behavior, 'suppressAlerts') !== undefined",
        'what is not muted is called muted',
      ],
      [
        'if (operator === undefined) return none(',
        'if (false) return none(',
        'a missing operator is called an unknown one',
      ],
      [
        "typeof operator === 'string' && Object.hasOwn(comparisons, operator)",
        "typeof operator === 'string' && operator in comparisons",
        'an operator named constructor is known',
      ],
      [
        "kind === undefined || (kind !== 'number' && listKinds[kind] === of)",
        'true',
        'ports are compared with addresses',
      ],
      [
        "comparison.family !== 'set' || !comparison.of.includes(of)",
        "comparison.family !== 'set'",
        'texts are compared with addresses',
      ],
      ['  oneLine(isJsonObject(', '  String(isJsonObject(', 'a text begins a line'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/explain-problem.ts',
    [
      ['behaviors[Number(index)]', 'behaviors[0]', 'another behavior is explained'],
      ['found ||= is;', '', 'a behavior is explained before it is known'],
      [
        '{ Metric: behavior.Metric, Criteria: behavior.Criteria }',
        'behavior',
        'nothing is said while a name is not known',
      ],
      ['.profile?.behaviors', '.readable.behaviors', 'half of a behavior is explained'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/explanation/clauses.ts',
    [
      ["'at least': 'below',", "'at least': 'at most',", 'what is always true is said wrongly'],
      [
        "if (words.kind === 'reported') return when(`${text}${period}`);",
        '',
        'unknown: what is below zero is called impossible',
      ],
      ["words.kind === 'counted' ? 1 : 0)", '1)', 'a part of a unit is said to be none'],
      ['? value <= 0 : value < 0;', '? value < 0 : value < 0;', 'at least none is not called always'],
      ['value < step || value === 0;', 'value < step;', 'more than nothing is a juggled number'],
      ['value === 1 ? words.one : words.many', 'words.many', '1 messages'],
      ['the top ${rest(percent)} %', '${percent} %', 'an alarm for nearly all devices is said to be one for few'],
      ['Number((100 - percent).toFixed(9))', '100 - percent', 'the noise of binary fractions is shown'],
      ["if (percent === 0) return 'any other device does';", '', 'the top 100 % of the devices'],
      [
        "values.includes('0.0.0.0/0') && values.includes('::/0')",
        "values.includes('0.0.0.0/0')",
        'one family of addresses is taken for all',
      ],
      [
        'isInside ? isEverything(values) : values.length === 0',
        'isEverything(values)',
        'nothing is said to be outside an empty list',
      ],
      [
        "isInside ? 'inside' : 'outside'",
        "isInside ? 'outside' : 'inside'",
        'the wrong addresses are said to raise the alarm',
      ],
      ['level === undefined ?', 'false ?', 'undefined confidence'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/explanation/texts.ts',
    [
      ['/^[\\w:./-]{1,60}$/', '/^[^]{1,60}$/', 'a text stands there as it came'],
      ['more > 0 ? `${some} and', 'more > 1 ? `${some} and', 'an element is left out without a word'],
      ['(?=(\\d{3})+$)/g', '(?=(\\d{3})+$)/', 'only the first thousands are grouped'],
      ['\\p{Cc}\\p{Cf}', '\\p{Cc}', 'a text turns the reading around'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/explanation/threshold.ts',
    [
      ['(from[name] ?? undefined)', 'from[name]', 'null is there'],
      ["typeof value === 'number' && Number.isFinite(value)", "typeof value === 'number'", 'a limit of Infinity'],
      [
        'if (others.length > 0) return unclear(`its value has',
        'if (false) return unclear(`its value has',
        'the first of two values is believed',
      ],
      ["digits === '' || percent > 100", "digits === ''", 'the top -1 %'],
      ['Object.hasOwn(values, name)', 'name in values', 'a value named constructor is known'],
      [
        'isJsonObject(part) ? givenNames(part).length > 0',
        'isJsonObject(part) ? true',
        'an empty structure contradicts',
      ],
      ['unknown.length === 0 ? {', 'true ? {', 'a new kind of threshold is said to be none'],
      ["of === 'numbers' && typeof", "of !== 'texts' && typeof", 'port 8,883'],
    ],
    suites,
  ),
];
