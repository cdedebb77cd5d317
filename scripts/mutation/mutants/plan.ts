import { type Mutant, mutantsOf } from '../mutant';

const updates = ['test/lifecycle/update', 'test/lifecycle/targets-and-tags', 'test/lifecycle/adoption'];
const suites = [
  'test/core/iot-security-profile/plan/profile',
  'test/core/iot-security-profile/plan/plan-model',
  'test/core/iot-security-profile/plan/tags',
  'test/core/iot-security-profile/plan/targets',
  'test/core/iot-security-profile/plan/content',
  'test/core/iot-security-profile/goal',
  ...updates,
];

/** The difference between what is and what should be, and the calls that it takes. */
export const planMutants: readonly Mutant[] = [
  ...mutantsOf(
    'core/iot-security-profile/plan/profile.ts',
    [
      [', expectedVersion: live.version }', ' }', 'a change made meanwhile is overwritten: no expected version'],
      [
        "if (removed.length > 0) calls.push({ operation: 'UntagResource', input: { resourceArn, tagKeys: [...removed] } });\n  if (set.size > 0) calls.push({ operation: 'TagResource', input: { resourceArn, tags: toTagList(set) } });",
        "if (set.size > 0) calls.push({ operation: 'TagResource', input: { resourceArn, tags: toTagList(set) } });\n  if (removed.length > 0) calls.push({ operation: 'UntagResource', input: { resourceArn, tagKeys: [...removed] } });",
        'tag before untag passes the limit on the way',
      ],
      [
        "...attachmentCalls('AttachSecurityProfile', name, attach),\n    ...attachmentCalls('DetachSecurityProfile', name, detach),",
        "...attachmentCalls('DetachSecurityProfile', name, detach),\n    ...attachmentCalls('AttachSecurityProfile', name, attach),",
        'detach before attach leaves a gap',
      ],
      ['...(description ? { securityProfileDescription: description } : {}),', '', 'a new profile has no description'],
      [
        'planAttachments(desired.name, [], desired.targets)',
        "planAttachments(desired.name, [], { kind: 'unmanaged' })",
        'a profile made again is attached to nothing',
      ],
      ['live.targets ?? []', '[]', 'what is attached is not known, so nothing is ever detached'],
      [
        'planContent(live, desired, marking.isAdoption)',
        'planContent(live, desired, false)',
        'no adoption moves a version',
      ],
      ['[...desired.tags, ...first]', '[...first, ...desired.tags]', 'a tag of the user replaces a mark'],
      [', ...calls, ...tagCalls(arn, [], last)]', ', ...calls]', 'what is made is never claimed'],
      [
        '...tagCalls(live.arn, [], first),\n      ...planContent(live, desired, marking.isAdoption),',
        '...planContent(live, desired, marking.isAdoption),\n      ...tagCalls(live.arn, [], first),',
        'what is taken over is changed before it is marked',
      ],
      [
        '...calls,\n      ...tagCalls(live.arn, removed, last),',
        '...tagCalls(live.arn, removed, last),\n      ...calls,',
        'what fails half-way bears its last mark already',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/ownership/quotas.ts',
    [
      ['= 50;', '= 51;', 'the limit of tags is one too high'],
      [' - ownershipTagKeys.length', '', 'the marks of ownership find no room'],
    ],
    [...suites, 'test/core/iot-security-profile/properties/limits'],
  ),
  ...mutantsOf(
    'core/ownership/tag-plan.ts',
    [
      ["key.startsWith('aws:')", "key === 'aws:'", "AWS's own tags count and are touched"],
      ['&& !key.startsWith(reservedTagPrefix)', '', 'a mark of ownership is removed'],
      ['!isAws(key) && !key.startsWith', '!key.startsWith', 'a tag of AWS is removed, which fails'],
      ['&& live.has(key)', '', 'a tag is removed that is not there'],
      [' && !desired.tags.has(key)', '', 'a declared tag is removed'],
      ['live.get(key) !== value', '!live.has(key)', 'a changed value of a tag is not set'],
      [
        'live.get(key) !== value',
        'live.get(key)?.toLowerCase() !== value.toLowerCase()',
        'a value of a tag that differs only in its case is not set',
      ],
      ['for (const key of removed) left.delete(key);', '', 'removed tags count'],
      [
        'for (const tags of [marked, left])',
        'for (const tags of [left])',
        'the first step of an adoption is not counted',
      ],
      ['for (const tags of [marked, left])', 'for (const tags of [marked])', 'only the first step is counted'],
      ['[...desired.tags, ...marking.last]', '[...desired.tags]', 'the last mark is never written'],
      ['first: differing(live, marking.first)', 'first: marking.first', 'marks that stand are written again'],
      [
        'last: differing(marked, wanted)',
        'last: differing(live, wanted)',
        'the mark that an adoption begins with stays',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/plan/targets.ts',
    [
      [
        'attach: without(wanted.arns, live), detach, detached',
        'attach: wanted.arns, detach, detached',
        'what is attached is attached again',
      ],
      [
        'const detach = without(live, wanted.arns);',
        'const detach = without(wanted.before, wanted.arns);',
        'what others have attached stays, although the list is exact',
      ],
      ['without(detach, wanted.before)', 'detach', 'what we attached passes for that of others'],
      ['without(detach, wanted.before)', '[]', 'what others had attached goes without a word'],
      ['.filter((arn) => live.includes(arn))', '', 'what is not attached is detached'],
      [
        '.filter((arn) => !set.has(arn))',
        '.filter((arn) => ![...set].some((other) => arn.startsWith(other)))',
        'a target whose ARN goes on where that of another ends passes for it',
      ],
      [
        '.filter((arn) => !set.has(arn))',
        '.filter((arn) => ![...set].some((other) => other.startsWith(arn)))',
        'a target whose ARN ends where that of another goes on passes for it',
      ],
      [
        'live.includes(arn)',
        'live.some((other) => other.startsWith(arn))',
        'a target is detached because one is attached whose ARN begins alike',
      ],
      ['[...new Set(arns)]', '[...arns]', 'a target named twice is attached twice'],
      [
        "case 'unmanaged':\n      return { attach: [], detach: [],",
        "case 'unmanaged':\n      return { attach: [], detach: live,",
        'attachments made elsewhere are detached',
      ],
      [
        'return { attach: without(wanted.arns, live), detach: []',
        'return { attach: [], detach: []',
        'a replacement does not take over the attachments',
      ],
    ],
    [...suites, 'test/lifecycle/replacement'],
  ),
  ...mutantsOf(
    'core/iot-security-profile/plan/content.ts',
    [
      [
        "alertTargets: 'deleteAlertTargets'",
        "alertTargets: 'deleteBehaviors'",
        'alerts go on to where they must no longer go',
      ],
      ["'deleteMetricsExportConfig'", "'deleteAlertTargets'", 'metrics are exported for ever'],
      [
        'return isEmpty(changes) ? undefined : changes;',
        'return changes;',
        'an update with nothing to do writes all the same',
      ],
      [
        'isDeclaredAnew || !isSameButForDefaults',
        '!isSameButForDefaults',
        'a reversed event does not move the version: a cancelled update undoes it',
      ],
      ['contentBefore !== undefined && !isSame(', '!isSame(', 'an event that comes again writes again'],
      [
        "return sendsAll && (desired !== undefined || member === 'securityProfileDescription');",
        'return sendsAll && desired !== undefined;',
        'the adoption of an empty profile moves no version',
      ],
      [
        "return sendsAll && (desired !== undefined || member === 'securityProfileDescription');",
        'return false;',
        'an adoption without a difference moves no version: the former owner deletes the profile',
      ],
      ["desired.content[member] ?? ''", 'desired.content[member]', 'a removed description stays'],
      [
        'else if (isEmpty(desired.content[member])) changes[deleteFlags[member]] = true;',
        '',
        'what is removed from the template stays: the delete flag is forgotten',
      ],
      ['if (!isEmpty(content[member])) copy(member', 'copy(member', 'a create sends empty collections'],
      ['suppressAlerts: false,', '', 'a default that the service fills in is a difference for ever'],
      ["operator: 'IN',", "operator: 'NOT_IN',", 'the opposite of a dimension is no difference'],
      ['consecutiveDatapointsToClear: 1,', 'consecutiveDatapointsToClear: 2,', 'a changed threshold is no difference'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/schema/canonical.ts',
    [
      ['      .sort()\n', '\n', 'another order of a list is a difference for ever'],
      ['members.sort().join()', 'members.join()', 'another order of members is a difference for ever'],
      [
        "JSON.stringify(value) ?? ''",
        "JSON.stringify(typeof value === 'string' ? value.trim() : value) ?? ''",
        'a blank at the end of a description is no difference',
      ],
      ['member !== undefined && ', '', 'an absent member is a difference'],
      ['JSON.stringify(value) ??', 'String(value) ??', 'text and number are the same'],
    ],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/plan/tags.ts',
    [['allows ${mostTags}:', 'allows 51:', 'a person takes away a tag too few']],
    suites,
  ),
  ...mutantsOf(
    'core/iot-security-profile/goal.ts',
    [
      ['targetsInPlace(declared.profile.targetArns, before)', "{ kind: 'unmanaged' }", 'targets never change'],
      [
        "kind: 'exactly', arns: declared, before: targetArns",
        "kind: 'exactly', arns: declared, before: declared",
        'what others had attached is not told from ours',
      ],
      [
        "declared === undefined ? { kind: 'unmanaged' }",
        "true ? { kind: 'unmanaged' as const }",
        'a new profile is attached to nothing',
      ],
      [
        "targetArns.length > 0 ? { kind: 'without'",
        "false ? { kind: 'without'",
        'what the template lets go of stays attached',
      ],
      ['contentBefore: before.content', 'contentBefore: undefined', 'what the template drops stays on the service'],
      ['tagKeysBefore: before.tagKeys', 'tagKeysBefore: []', 'a removed tag stays'],
      [
        'metricsExportConfig: profile.metricsExportConfig',
        'metricsExportConfig: undefined',
        'metrics are never exported',
      ],
      [
        '{ tags = [], targetArns = [] } = readable',
        '{ tags = [], targetArns = [] } = profile ?? {}',
        'what properties declared that were refused in part is not let go of',
      ],
      ['Key ?? []', 'Key as string', 'bad old tags pass for tags'],
    ],
    [...suites, 'test/lifecycle/known-failure-modes', 'test/lifecycle/create'],
  ),
];
