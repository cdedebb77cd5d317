import { type Mutant, mutantsOf } from '../mutant';

const suites = [
  'test/core/iot-security-profile/properties/rules/',
  'test/core/iot-security-profile/properties/metrics',
];

/** Rules over several members, and the metrics that they know. */
export const ruleMutants: readonly Mutant[] = [
  ...mutantsOf(
    'core/iot-security-profile/properties/metrics.ts',
    [
      ['[300, 600, 900, 1800, 3600]', '[300, 600, 900, 1800]', 'an hour is refused as a duration'],
      ['[300, 600, 900, 1800, 3600]', '[60, 300, 600, 900, 1800, 3600]', 'a minute is accepted as a duration'],
      [
        "'aws:num-connection-attempts': cloud,",
        "'aws:num-connection-attempts': { ...cloud, dimension: true },",
        'a dimension that does not fit is accepted',
      ],
      ["'in-cidr-set': 'cidr-set'", "'in-cidr-set': 'set'", 'an operator is of the wrong family'],
      ['Object.hasOwn(metrics, name)', 'name in metrics', 'a metric named constructor is known'],
      [
        '!name.startsWith(reservedPrefix)',
        "!name.startsWith('aws')",
        'a custom metric whose name begins with aws is none',
      ],
      [
        "'aws:num-listening-udp-ports': { ...device, duration: 'optional' }",
        "'aws:num-listening-udp-ports': { ...device, duration: 'forbidden' }",
        'a duration that is accepted is refused',
      ],
      ['percentile: false, ml: false }', 'percentile: true, ml: false }', 'a percentile over a list is accepted'],
      [
        'ml: false,\n    documented: false',
        'ml: false,\n    documented: true',
        'a metric of which little is known is refused',
      ],
      [
        "'aws:destination-ip-addresses': { ...listed, side: 'device', kind: 'ip-list' }",
        "'aws:destination-ip-addresses': { ...listed, side: 'device', kind: 'port-list' }",
        'addresses are refused where they belong',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/criteria.ts',
    [
      [
        "problem('strong', 'Criteria', `has",
        "problem('certain', 'Criteria', `has",
        'criteria of two kinds stop a roll back',
      ],
      ['given.length > 1', 'given.length > 2', 'criteria of two kinds are accepted'],
      [
        'members !== undefined && Object.values(members).some((member) => !isAbsent(member))',
        'members !== undefined',
        'an empty structure contradicts',
      ],
      ['metric?.percentile !== false', 'metric?.percentile !== undefined', 'a percentile over a list is accepted'],
      [
        "metric.documented ? 'certain' : 'uncertain', 'Criteria.MlDetectionConfig'",
        "'uncertain', 'Criteria.MlDetectionConfig'",
        'learning on a list is not refused',
      ],
      ['metric === undefined || metric.ml || ', 'metric === undefined || ', 'learning is refused where it is offered'],
      ['isAbsent(behavior.Metric) ? warning', 'false ? warning', 'nobody is warned that a behavior measures nothing'],
      ['thresholds.every((name) =>', 'thresholds.some((name) =>', 'a warning about a threshold that is there'],
      ['threshold !== undefined && isAbsent(threshold.Statistic)', 'false', 'nobody is warned of an empty statistic'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/duration.ts',
    [
      ["metric?.duration === 'forbidden'", 'false', 'a duration on a list of ports is accepted'],
      ['if (durations.includes(seconds)) return fine;', '', 'a duration that is accepted is refused'],
      [
        "metric?.duration === 'expected' || metric?.duration === 'optional'",
        "metric?.duration === 'expected'",
        'a duration that is refused is accepted',
      ],
      [
        ': warning(at, `${seconds} is not',
        ": problem('certain', at, `${seconds} is not",
        'an undocumented duration is refused',
      ],
      [
        "metric.duration === 'expected' && criteria.Value.state === 'valid'",
        'false',
        'nobody is warned of a missing duration',
      ],
      [
        "if (!isCounted && criteria.StatisticalThreshold.state !== 'valid') return fine;",
        'if (!isCounted) return fine;',
        'nobody is warned of a percentile without a duration',
      ],
      [
        "criteria.MlDetectionConfig.state !== 'valid' && !isMessageSize",
        '!isMessageSize',
        'nobody is warned of a duration with learning',
      ],
      ["name === 'aws:message-byte-size'", 'false', "nobody is warned of a duration on a message's size"],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/metric.ts',
    [
      [
        "dimensionFits(measured, 'strong')",
        "dimensionFits(measured, 'certain')",
        'a dimension that does not fit stops a roll back',
      ],
      [
        "export const dimensionFitsRetained: MetricRule = (measured) => dimensionFits(measured, 'uncertain');",
        "export const dimensionFitsRetained: MetricRule = (measured) => dimensionFits(measured, 'strong');",
        'a retained metric with a dimension is refused',
      ],
      [
        "if (isCustomMetric(name))\n    return problem('certain', 'MetricDimension'",
        "if (isCustomMetric(name))\n    return problem('uncertain', 'MetricDimension'",
        'a custom metric with a dimension is not refused',
      ],
      ['metric === undefined || metric.dimension', 'metric === undefined', 'a dimension that fits is refused'],
      ['metric.documented ? doubt', 'true ? doubt', 'a metric of which little is known is refused'],
      [
        'if (isCustomMetric(name)) return prefixIsNotForgotten(name);',
        '',
        'a custom metric is taken for an unknown one of AWS',
      ],
      ['withoutPrefix.includes(name.toLowerCase())', 'false', 'a forgotten prefix is not told'],
      ['(/^aws[^a-z]/i.test(name) ? nearest', '(false ? nearest', 'a misspelt prefix is not told'],
      [
        "return warning('Metric', `${quoted(name)} is not a metric",
        "return problem('certain', 'Metric', `${quoted(name)} is not a metric",
        'a metric that AWS adds is refused',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/operator.ts',
    [
      ['operatorFamilies[operator] === wanted)', 'true)', 'an operator that does not fit is accepted'],
      ["if (!metric.documented) return 'uncertain';", '', 'a metric of which little is known is refused'],
      ["=== 'set' ? 'strong' : 'certain'", "=== 'set' ? 'certain' : 'certain'", 'a set of ports stops a roll back'],
      [
        "compared === undefined\n    ? fine\n    : problem('strong'",
        "compared === undefined\n    ? fine\n    : problem('certain'",
        'a missing operator stops a roll back',
      ],
      [
        '!isAbsent(criteria.ComparisonOperator)',
        "criteria.ComparisonOperator.state === 'valid'",
        'an operator that is misspelt is called missing',
      ],
      [
        '? warning(at, `"${operator}" is for lists of ports',
        '? problem(\'certain\', at, `"${operator}" is for lists of ports',
        'a custom metric is refused',
      ],
      ["'greater-than': 'less-than-equals'", "'greater-than': 'less-than'", 'the wrong opposite is advised'],
      ["'less-than': 'greater-than-equals'", "'less-than': 'greater-than'", 'the wrong floor is advised'],
      ['count > 0 ||', 'count >= 0 ||', 'a warning about at least one'],
      [
        "(operator === 'greater-than' && /failures",
        '(operator !== undefined && /failures',
        'a warning about what no device can be under',
      ],
      ['/failures|disconnects/.test(name)', 'false', 'nobody is warned that failures are called normal'],
      [
        'if (isFloor ? share >= 50 : share < 50)',
        'if (isFloor && share >= 50)',
        'nobody is warned that all but the least raise the alarm',
      ],
      [
        'if (isFloor ? share >= 50 : share < 50)',
        'if (!isFloor && share < 50)',
        'nobody is warned that all but the greatest raise the alarm',
      ],
      [
        'if (isFloor ? share >= 50 : share < 50)',
        'if (isFloor ? share > 0 : share < 50)',
        'a warning about a floor for the fleet',
      ],
      [
        '(metric !== undefined && metric.kind !==',
        '(metric === undefined || metric.kind !==',
        'nobody is warned of the percentile of a custom metric',
      ],
      [
        'isFloor ? share : 100 - share',
        'isFloor ? 100 - share : share',
        'the share of the devices that raise the alarm is wrong',
      ],
      ['!isFloor || !metric?.documented ||', '!metric?.documented ||', 'a warning about a ceiling'],
      [
        "metric.name === 'aws:disconnect-duration' && operator",
        "metric.name === 'aws:num-disconnects' && operator",
        'a warning that belongs to another metric',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/place.ts',
    [
      [
        "'sa-east-1', 'eu-south-1', 'il-central-1'",
        "'sa-east-1', 'eu-south-1'",
        'nobody is warned of a Region without Device Defender',
      ],
      ['`${region}, account ${account}`', '`${region}`', 'targets of two accounts agree'],
      ['[...others, ...topicOf(profile)]', '[...others]', 'a topic elsewhere is not told'],
      ['.slice(0, 1)', '', 'one Region is warned of many times'],
      [
        'if (!regionsWithoutLearning.includes(region)) return fine;',
        'return fine;',
        'nobody is warned of a Region without learning',
      ],
      [' && isAccount(arn.account)', '', 'a bad account is reported twice'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/profile.ts',
    [
      ["!kinds.includes('ML') || !kinds.includes('rule')", "!kinds.includes('ML')", 'a warning about learning alone'],
      [
        "|| criteria?.StatisticalThreshold.state === 'valid') return 'rule'",
        ") return 'rule'",
        'a percentile is no rule',
      ],
      [
        'validValue(value.ExportMetric) === true',
        'validValue(value.ExportMetric) !== undefined',
        'a warning about what is not exported',
      ],
      ['isAbsent(profile.MetricsExportConfig)\n', 'true\n', 'a warning about an export that has its destination'],
      [
        "...elementsOf(profile.AdditionalMetricsToRetainV2, 'AdditionalMetricsToRetainV2'),\n",
        '',
        'nobody is warned of a retained metric that is not exported',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/quota.ts',
    [
      ['= 1000;', '= 1001;', 'a quota is one too high'],
      ["['Count', 'Cidrs', 'Ports']", "['Cidrs', 'Ports']", 'counts do not count'],
      ["rule(perhapsCounted, 'uncertain'", "rule(perhapsCounted, 'certain'", 'values that may not count are refused'],
      ["if (read.state === 'unresolved') return Number.NaN;", '', 'an unresolved member counts for nothing'],
      [
        "read.value.some(({ state }) => state === 'unresolved') ? Number.NaN : read.value.length",
        'read.value.length',
        'a list with an unresolved element is counted',
      ],
      [
        "if ([behavior, criteria, value].some((read) => read?.state === 'unresolved')) return Number.NaN;",
        '',
        'an unresolved behavior counts for nothing',
      ],
      [
        'sum + elementsOfBehavior(one, names), 0',
        'Math.max(sum, elementsOfBehavior(one, names)), 0',
        'the quota is taken for that of one behavior',
      ],
    ],
    [...suites, 'test/core/iot-security-profile/properties/unresolved'],
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/rule.ts',
    [['name === undefined ? undefined : findMetric(name)', 'undefined', 'no metric is known']],
    suites,
  ),
  ...mutantsOf(
    'core/schema/rules.ts',
    [
      ['path: `${path}.${one.path}`', 'path: one.path', 'a problem does not tell in which behavior'],
      [
        '(validValue(list) ?? []).flatMap(',
        "(validValue(list) ?? []).filter(({ state }) => state === 'valid').flatMap(",
        'a problem is told of another element',
      ],
      [
        'if (earlier === undefined) first.set(text, path);',
        'first.set(text, path);',
        'the third of a kind names the second',
      ],
      ['if (earlier === undefined) first.set(text, path);', '', 'duplicates are not found'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/unique.ts',
    [
      ["'strong',\n    'a key has", "'certain',\n    'a key has", 'a key given twice stops a roll back'],
      ["'uncertain',\n    'a profile is", "'strong',\n    'a profile is", 'a target given twice is refused'],
      ["'uncertain',\n    'AWS tells", "'strong',\n    'AWS tells", 'a name given twice is refused'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/value.ts',
    [
      [
        'metric?.documented ? byMetric(metric) :',
        'metric ? byMetric(metric) :',
        'a metric of which little is known is refused',
      ],
      [
        "right: ['Count'],\n        doubtful: { Number: 'uncertain' }",
        "right: ['Count'],\n        doubtful: { Number: 'certain' }",
        'a number for a count is refused',
      ],
      [
        "doubtful: { Numbers: 'strong', Strings: 'strong' }",
        'doubtful: {}',
        'a doubtful value of ports stops a roll back',
      ],
      [
        "name === undefined || isCustomMetric(name) ? 'strong' : 'certain'",
        "'certain'",
        'a value of a custom metric is refused for certain',
      ],
      ["right: ['Strings', 'Numbers']", "right: ['Strings']", 'a set of numbers is refused'],
      [
        "? { right: ['Number'], doubtful: { Count: 'uncertain' }",
        "? { right: ['Number'], doubtful: { Count: 'certain' }",
        'a count of a custom metric is refused',
      ],
      ['if (!right.every((name) => isAbsent(value[name]))) return fine;', '', 'an unresolved value is called missing'],
      ['.filter((name) => name !== rightOne)\n', '.filter(() => false)\n', 'nobody is warned of two values'],
      ['read.value.length === 0', 'read.value.length < 0', 'nobody is warned of an empty list'],
      ['if (names.every((name) => isAbsent(value[name]))) {', 'if (false) {', 'nobody is warned of an empty value'],
      ["isMissed ? 'strong' : 'uncertain'", "'uncertain'", 'an operator with nothing to compare with is accepted'],
      ["isMissed ? 'strong' : 'uncertain'", "isMissed ? 'certain' : 'uncertain'", 'an empty value stops a roll back'],
      [
        'validValue(threshold)?.Statistic ?? threshold',
        'threshold',
        'an empty percentile is something to compare with',
      ],
      [
        'operator !== undefined && isAbsent(validValue(',
        'isAbsent(validValue(',
        'an empty value without an operator is refused',
      ],
      [
        ' && isAbsent(validValue(threshold)?.Statistic ?? threshold)',
        '',
        'an empty value beside a percentile is refused',
      ],
      [
        "return { right: ['Ports'], otherwise, reason",
        "return { right: ['Cidrs'], otherwise, reason",
        'ports are refused where they belong',
      ],
      [
        "if (name === undefined) return { right: ['Count', 'Number'],",
        "if (name === undefined) return { right: ['Number'],",
        'a count is refused where the metric is known only later',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/properties/rules/index.ts',
    [
      ['  valueIsNotEmpty,\n  threshold', '  threshold', 'a rule is forgotten'],
      [
        'const retainedMetricRules = [metricIsKnown, dimensionFitsRetained] as const;',
        'const retainedMetricRules = [metricIsKnown] as const;',
        'retained metrics are not checked',
      ],
      ['  placesAgree,\n  region', '  region', 'targets of two Regions agree'],
      ['...profileRules.flatMap((rule) => rule(profile)),', '', 'rules over the whole profile are not checked'],
      ['  percentileFitsMetric,\n  learningFitsMetric,\n];', '];', 'percentiles and learning fit everything'],
    ],
    suites,
  ),
];
