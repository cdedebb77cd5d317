import { type Mutant, mutantsOf } from '../mutant';

const suites = ['test/lambda/security-profile/properties/'];

/** Reading the properties of a template. */
export const propertyMutants: readonly Mutant[] = [
  ...mutantsOf(
    'security-profile/properties/interpreter.ts',
    [
      [
        "value === undefined || value === null || value === ''",
        'value === undefined || value === null',
        'an empty text is a value',
      ],
      [
        "value === undefined || value === null || value === ''",
        "value === undefined || value === ''",
        'null is a value',
      ],
      [
        "context.problems.add(path, 'certain', () => `${given(value)} is not a list; accepted: a list`);\n    return invalid;",
        'return valid([]);',
        '"x" is treated as an empty list',
      ],
      [
        'if (!isEmpty(value)) return read(element, value, path, context);',
        'if (isEmpty(value)) return absent;\n  return read(element, value, path, context);',
        'an empty element is passed over',
      ],
      [
        'if (!isEmpty(value)) return read(member, value, path, context);',
        'if (value !== undefined) return read(member, value, path, context);',
        '"" is not absent',
      ],
      ['elements.length > maximum', 'elements.length >= maximum', 'the last element that is allowed is refused'],
      ['if (isCounted && elements', 'if (elements', 'a list with an unresolved element is counted'],
      ['if (member.required) context', 'if (false) context', 'a missing member is found out by the service'],
      [
        'for (const name of properties.keys()) if (!Object.hasOwn(members, name)) reportUnknown(member, name, path, context);',
        '',
        'unknown names are ignored',
      ],
      ['!Object.hasOwn(members, name)', '!(name in members)', 'a property named constructor is passed over'],
      ['if (ignored.includes(name)) return;', '', 'ServiceToken is refused'],
      ["emptyAllowed) return valid('')", 'emptyAllowed) return absent', 'a tag without a value is lost'],
      ['if (context.isUnresolved(value)) return unresolved;', '', 'a token is read as a value'],
      [
        'Array.from(value, (item, index) =>',
        '(value as unknown[]).map((item, index) =>',
        'the holes of a list are passed over',
      ],
      [
        'context.problems.add(path, certainty, () => message);',
        'return invalid;',
        'the first finding hides the value and itself',
      ],
      ['|| Array.isArray(value)) {', ') {', 'a list passes for an object'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/scalars.ts',
    [
      ["read(value === 'true')", 'read(true)', '"false" is true'],
      [
        "if (value === 'true' || value === 'false') return read(value === 'true');",
        "if (typeof value === 'string') return read(value === 'true');",
        '"yes" is false',
      ],
      ['Number.isInteger(value) ? value : undefined', 'Math.floor(value)', 'the floor of a number is accepted'],
      [
        'parsed !== null && isWhole(parsed) ?',
        'parsed !== null ?',
        'a fraction as text is accepted for a whole number',
      ],
      ['- fraction.length + trailingZeros >= 0', '- fraction.length >= 0', '"1.50E1" is refused'],
      ['(?:e([+-]?\\d+))?', '', 'numbers with an exponent are refused, as CloudFormation writes them'],
      ['const decimal = /^-?(\\d+)', 'const decimal = /^(\\d+)', 'a negative number is refused'],
      ['whole < minimum || ', '', 'a port of -1 is accepted'],
      ['|| whole > maximum', '', 'a count that cannot be carried exactly is accepted'],
      ['Number.isFinite(real)', '!Number.isNaN(real)', 'an infinite number is accepted'],
      ['Number(parsed[0]) + 0', 'Number(parsed[0])', 'minus zero is sent'],
      [
        'text.length > maximum && text.length <= 2 * maximum ? [...text].length : text.length',
        'text.length',
        'a text is measured in UTF-16 units',
      ],
      ['if (length < minimum) return refuse(wrongLength);', '', 'too short a text is accepted'],
      [
        "findings.some(({ certainty }) => certainty === 'certain') ? { findings } : { value, findings }",
        '{ findings }',
        'a merely doubtful text is left out',
      ],
      ['words.includes(value)) return', 'value !== undefined) return', 'any word is accepted'],
      ['longestNumber = 400;', 'longestNumber = 20;', 'a number with all the digits of a double is refused'],
      [
        'text.length <= longestNumber ? decimal.exec(text) : null',
        'decimal.exec(text)',
        'a number of a million digits is read',
      ],
      [
        "typeof value === 'number' || typeof value === 'boolean' ? '; put it in quotes'",
        "false ? '; put it in quotes'",
        'the remedy for a number is missing',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/formats.ts',
    [
      [
        'const names = /^[a-zA-Z0-9:_-]+$/;',
        'const names = /^[a-zA-Z0-9:_-]+/;',
        'a name that begins well is accepted',
      ],
      ['text.length <= 128 && names', 'names', 'too long a name is a name'],
      [
        'return finding && strong(finding.message);',
        'return finding;',
        "names of AWS's own guide are refused for certain",
      ],
      ["'p99.9', 'p99.99', 'p100'", "'p99.9', 'p100'", 'a percentile of the API is refused'],
      ["['p0', 'p0.1'", "['p0', 'p5', 'p0.1'", 'a percentile that the API lacks is accepted'],
      ["if (text === 'Average') return uncertain", "if (text === 'Average') return certain", 'Average is refused'],
      ["arn.service === 'iam'", 'true', 'a role of another service is accepted'],
      ["arn.service === 'sns'", 'true', 'a queue is accepted for a topic'],
      ['/^role\\/./.test(arn.resource)', '/role/.test(arn.resource)', 'a user is accepted for a role'],
      ["arn?.service !== 'iot'", 'arn === undefined', 'a target of another service is accepted'],
      ['group !== undefined && !isName(group)', 'false', 'a thing group of an impossible name is accepted'],
      [
        "'all/registered-things', 'all/unregistered-things'];",
        "'all/registered-things'];",
        'a target that there is is refused',
      ],
      ["['aws:', 'cloudformation:']", "['aws:']", 'a mark of ownership can be overwritten by a tag'],
      ["['aws:', 'cloudformation:']", "['cloudformation:']", 'a tag of AWS can be asked for'],
      ['if (/\\p{Cc}/u.test(text))', 'if (/\\n/.test(text))', 'a tab in a description is found out by the service'],
      [
        '? undefined\n    : uncertain(`${quoted(text)} has characters outside ASCII',
        '? undefined\n    : certain(`${quoted(text)} has characters outside ASCII',
        'a description in another script is refused',
      ],
      [
        'new TextEncoder().encode(topic).length > 256',
        'topic.length > 256',
        'a topic is measured in characters for bytes',
      ],
      ["topic.split('/').length > 8", "topic.split('/').length > 7", 'a topic of seven slashes is doubted'],
      ["text.replace(/^\\$aws\\/rules\\/[^/]+\\//, '')", 'text', 'Basic Ingest counts'],
      [
        'if (text.length > 128) return strong',
        'if (text.length > 127) return strong',
        'the longest name of a metric is refused',
      ],
      ['/[+#]/.test(text)', '/[#]/.test(text)', 'a wildcard is accepted for a topic'],
      [
        'if (/^thing\\/./.test(resource))\n    return uncertain',
        'if (/^thing\\/./.test(resource))\n    return certain',
        'a thing as a target is refused',
      ],
      ["arn.resource.endsWith('.fifo')", 'false', 'nobody is warned of a FIFO topic'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/cidr.ts',
    [
      ['Number(octet) <= 255', 'Number(octet) <= 999', 'an impossible address is accepted'],
      ['Number(prefix) <= bits', 'Number(prefix) < bits', 'a single host is refused'],
      ['isVersion4(address)) return 32', 'isVersion4(address)) return 128', 'a prefix of 33 is accepted'],
      ['groupCount(tail, true) <= 7', 'groupCount(tail, true) <= 9', 'an IPv6 address of too many groups is accepted'],
      ['mayEndInVersion4 && isVersion4(last) ? 2', 'isVersion4(last) ? 2', 'an IPv4 address in the midst is accepted'],
      ['more.length === 0 && groupCount', 'groupCount', 'two gaps in an address are accepted'],
      ['bits === undefined || more.length > 0', 'bits === undefined', 'a range with two prefixes is accepted'],
      [
        'if (prefix === undefined)\n    return uncertain',
        'if (prefix === undefined)\n    return certain',
        'a single address is refused',
      ],
      ['octets.length === 4', 'octets.length >= 4', 'an address of five octets is accepted'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/arn.ts',
    [
      [':(.+)$/s', ':([^:]+)$/s', 'a resource with a colon is refused'],
      ['/^aws(-[a-z]+)*$/', '/^aws$/', 'the partitions of China and GovCloud are refused'],
      ['/^\\d{12}$/', '/^\\d+$/', 'an account of any length is accepted'],
    ],
    [...suites, 'test/lambda/security-profile/rules/'],
  ),
  ...mutantsOf(
    'security-profile/properties/hints.ts',
    [
      ["replace(/[-_ ]/g, '')", "replace(/[_ ]/g, '')", 'a hint misses a separator'],
      ['word.toLowerCase()', 'word', 'a hint misses another case'],
      ['away >= shortest || ', '', 'a hint names the last one that fits, not the nearest'],
      ['away <= Math.floor(candidate.length / 4) + 1', 'true', 'a hint for what is no misspelling'],
      ['if (word.length > longestWord) return undefined;', '', 'a long word takes minutes'],
      ['`did you mean', '`perhaps', 'a hint is not worded as one'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/given.ts',
    [
      [
        "`${text.slice(0, longest).replace(/[\\uD800-\\uDBFF]$/, '')}…`",
        '`${text.slice(0, longest)}…`',
        'a surrogate pair is cut in two',
      ],
      ['text.length > longest', 'text.length > 1e9', 'a message repeats a megabyte'],
      ['JSON.stringify(cut(text))', '`"${cut(text)}"`', 'a message breaks into lines'],
      ["path === '' ? name : `${path}.${name}`", '`${path}.${name}`', 'a path begins with a dot'],
      [
        'if (!isPlain(name) || name.length > longest) return `${path}[${quoted(name)}]`;',
        '',
        'a strange name breaks its path',
      ],
      ['`${path}[${index}]`', '`${path}[${index + 1}]`', 'a path counts from one'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/output.ts',
    [
      [
        'sameNames ? name : uncapitalize(name)',
        'uncapitalize(name)',
        'tags are sent as key and value, which the service does not know',
      ],
      ['inner === undefined ? [] :', 'false ? [] :', 'absent members are sent'],
      [
        'output(member.element, element) ?? []',
        '(output(member.element, element) || [])',
        'a zero in a list is left out',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/members.ts',
    [
      [
        '({ ...member, required: true })',
        '({ ...member, required: false })',
        'a missing member is found out by the service',
      ],
      [
        "kind: 'text', emptyAllowed: true, maximum",
        "kind: 'text', emptyAllowed: true",
        'too long a value of a tag is accepted',
      ],
      ["({ kind: 'list', element, ...options })", "({ kind: 'list', element })", 'too long a list is accepted'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/table.ts',
    [
      ['maximum: 47', 'maximum: 50', 'the marks of ownership find no room'],
      [
        'list(behavior, { maximum: 100 })',
        'list(behavior)',
        'a hundred and one behaviors are found out by the service',
      ],
      ['maximum: 1000, checks', 'maximum: 999, checks', 'the longest description is refused'],
      ['Ports: list(integer(0, 65535))', 'Ports: list(integer(1, 65535))', 'port 0 is refused'],
      [
        'ConsecutiveDatapointsToClear: integer(1, 10)',
        'ConsecutiveDatapointsToClear: integer(0, 10)',
        'a limit of the service is not known',
      ],
      ["ignored: ['ServiceToken', 'ServiceTimeout']", "ignored: ['ServiceToken']", 'ServiceTimeout is refused'],
      [
        'RoleArn: required(roleArn),\n} satisfies MembersOf<AlertTarget>',
        'RoleArn: roleArn,\n} satisfies MembersOf<AlertTarget>',
        'alerts without a role are found out by the service',
      ],
      ['NOT_IN: true }', 'NOTIN: true } as never', 'an operator of dimensions is refused'],
      ['Count: integer(0, Number.MAX_SAFE_INTEGER', 'Count: integer(0, 2 ** 63', 'a count is rounded on its way'],
      ['minimum: 20, maximum: 2048', 'minimum: 0, maximum: 2048', 'the ARN of a role may be too short'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/tree.ts',
    [["read.state === 'absent'", "read.state !== 'valid'", 'what is known only later is called missing']],
    [...suites, 'test/lambda/security-profile/rules/'],
  ),
  ...mutantsOf(
    'security-profile/properties/problem.ts',
    [
      ['= 100;', '= 10;', 'problems are kept from the user'],
      ['[...certain, ...strong, ...uncertain]', '[...uncertain, ...strong, ...certain]', 'warnings crowd out errors'],
      ['if (kept.length <= mostReported) kept', 'kept', 'hostile properties fill the memory'],
      [
        'omitted?.certainty ?? reported.at(-1)',
        'reported.at(-1)',
        'what was left out is taken for as sure as what was not',
      ],
      ['more > 0 ? [...reported', 'more > 1e9 ? [...reported', 'nobody is told that there are more problems'],
      ["path === '' ? message : `${path}: ${message}`", 'message', 'a problem does not tell where'],
      ['return this.count.certain > 0;', 'return this.count.certain > 1;', 'a single error is no error'],
    ],
    suites,
  ),
  ...mutantsOf(
    'security-profile/properties/index.ts',
    [
      [
        'if (profile !== undefined) problems.addAll(checkProfile(profile));',
        '',
        'rules over several members are not checked',
      ],
      ['if (problems.hasCertain) return { problems: problems.list() };', '', 'a profile with errors is sent'],
    ],
    [...suites, 'test/lambda/security-profile/rules/'],
  ),
];
