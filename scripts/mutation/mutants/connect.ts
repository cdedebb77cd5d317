import { type Mutant, mutantsOf } from '../mutant';

const core = 'core/connect-security-profile';
const suites = ['test/core/connect-security-profile/'];

type Change = readonly [find: string, replace: string, harm: string];

const of = (file: string, changes: readonly Change[]): readonly Mutant[] =>
  mutantsOf(`${core}/${file}`, changes, suites);

/** Amazon Connect's security profiles: what they may be, what should become of them, and what must go. */
export const connectMutants: readonly Mutant[] = [
  ...of('arn.ts', [
    ['longestInstanceId = 100', 'longestInstanceId = 101', 'the id of an instance may be too long for the API'],
    ["kind !== 'instance' ||", '', 'a queue is an instance'],
    [
      '&& more.length === 0 ? { ...place, instanceId } : undefined',
      '? { ...place, instanceId } : undefined',
      'what is in an instance is an instance',
    ],
    ["kind === 'security-profile' && more", 'more', 'a queue is a profile'],
  ]),
  ...of('name.ts', [
    [' && more.length === 0\n', '\n', 'a text with two colons is a key'],
    [
      "instance === undefined || name === '' ? ''",
      "instance === undefined ? ''",
      'an instance without a name is a key',
    ],
    ['key === keyBefore(update) && ', '', 'a profile that gets another name is updated under its old one'],
    [' && key.startsWith(`${instanceId}:`)', '', 'a profile of another instance is updated'],
  ]),
  ...of('default-profiles.ts', [["'Agent', ", '', 'nothing is said of who adopts the agents’ profile']]),
  ...of('goal.ts', [
    [
      'Permissions: once(profile.Permissions)',
      'Permissions: profile.Permissions && [...profile.Permissions]',
      'what is listed twice is sent twice',
    ],
    [
      'TagRestrictedResources: once(profile.TagRestrictedResources)',
      'TagRestrictedResources: undefined',
      'a restriction is never set',
    ],
    [
      "return before.length > 0 ? { kind: 'without', items: before } : { kind: 'unmanaged' };",
      "return { kind: 'unmanaged' };",
      'a grant that the template takes back stays',
    ],
    [
      "return before.length > 0 ? { kind: 'without', items: before } : { kind: 'unmanaged' };",
      "return { kind: 'exactly', items: [], before };",
      'grants that are not ours are taken away',
    ],
    [
      'before.key === keyText(keyOfProfile(profile)) ? before : nothingBefore',
      'before',
      'what was declared of another profile is taken from this one',
    ],
    ['profile.AdoptExisting === true', 'profile.AdoptExisting !== undefined', 'AdoptExisting: false adopts'],
    [
      'goalOf(claim, address, declared, ofSameKey(declared, before))',
      'goalByKey(claim, declared, before)',
      'a profile renamed in the admin site is made again',
    ],
  ]),
  ...of('preview.ts', [
    [
      "|| owner?.kind === 'ours' ? claim",
      '? claim',
      'what a delivery has made again in place is no longer known as its own',
    ],
    [
      "address.kind === 'key' || live.arn === address.arn",
      "true || address.kind === 'key' || live.arn === address.arn",
      "another's profile is taken because it bears the name of one that is gone",
    ],
    [
      'if (isAdoption && isOfAdministrators) throw new NeverAdoptedError(administrators);',
      '',
      'everybody may be locked out of the instance',
    ],
    [
      'if (isOfAdministrators) throw new NeverAdoptedError(administrators);\n      return decision;',
      'return decision;',
      "people are told to take over the administrators' profile",
    ],
    [
      '[...desired.tags].every(([key, value]) => live.tags.get(key) === value) &&\n',
      '',
      'too many tags of another stop a roll back',
    ],
    [
      'const first = isAdoption ? tagsOf(decision.mark) : noMarking.first;',
      'const first = noMarking.first;',
      'what is adopted bears no mark',
    ],
  ]),
  ...of('removal.ts', [
    [' || !isOfThis }', ' }', "an adopted profile is deleted by a clean-up with the survivor's properties"],
    [
      'live !== undefined && keyOf',
      'live === undefined || keyOf',
      'an adopted profile whose name is not known is deleted',
    ],
    ["former === '' || former", 'former', 'an illegal key is looked for'],
    [
      'isNone || !isProfileArn(update.physicalResourceId) ? undefined',
      'isNone ? undefined',
      'a create that failed is swept for',
    ],
  ]),
  ...of('risks.ts', [
    ["'Users.EditPermission', ", '', 'who can give himself every right is not told of'],
    ['by.length === 0 ? []', 'false ? []', 'every profile has every risk'],
  ]),
  ...of('plan/content.ts', [
    ["  Description: '',\n", "  Description: ' ',\n", 'a description is never cleared'],
    [
      "'AllowedAccessControlTags',\n  'TagRestrictedResources',",
      "'TagRestrictedResources',",
      'a restriction that is not there is cleared',
    ],
    [
      'if (isNothing && restrictions.has(member) && isEmpty(live[member])) continue;',
      'if (isNothing && restrictions.has(member)) continue;',
      'a restriction is never cleared',
    ],
    ['if (!isEmpty(content[member])) copy', 'copy', 'a create sends what is empty'],
    ['!isEmpty(live[member]))', 'isEmpty(live[member]))', 'what could not be cleared is not told'],
  ]),
  ...of('plan/grants.ts', [
    [
      "case 'unmanaged':\n      return { items: undefined, isAnother: false,",
      "case 'unmanaged':\n      return { items: [], isAnother: false,",
      'grants that are not ours are taken away with any update',
    ],
    ['isAnother ? items : undefined', 'items', 'what others have granted is sent without need'],
    ['grantId(item) === undefined || !gone', '!gone', 'what cannot be told from others is taken away'],
    [
      '...wanted.items, ...wanted.before',
      '...wanted.items',
      'what the template itself has dropped is told as another’s',
    ],
    [
      'isSame(withTypesOf(live, declared), declared)',
      'isSame(live, declared)',
      'a type that the service fills in is fought for ever',
    ],
    ["wanted[name].kind !== 'unmanaged'", 'wanted[name] !== undefined', 'three reads more for each profile'],
  ]),
  ...of('plan/meaning.ts', [
    ["value === '' || saysNothing", 'saysNothing', 'an empty description differs from none'],
    ['if (Array.isArray(value)) return value.length === 0;', '', 'a list of nothing is nothing'],
    [
      'return [...new Map(value.map((item) => [textOf(item), withoutRepetition(item)])).values()];',
      'return value;',
      'what is listed twice is never as declared',
    ],
    ['isEmpty(one) && isEmpty(other)', 'false', 'nothing differs from nothing'],
  ]),
  ...of('plan/profile.ts', [
    ['mostKeysInCall = 10', 'mostKeysInCall = 50', 'the address of a request is too long'],
    ['[...desired.tags, ...first]', '[...first, ...desired.tags].slice(3)', 'what is made bears no mark'],
    [
      '...untagCalls(arn, removed),\n      ...tagCall(arn, last),',
      '...tagCall(arn, last),\n      ...untagCalls(arn, removed),',
      'tag before untag passes the limit on the way',
    ],
    ['...tagCall(arn, first),\n      ...(isUpdated', '...(isUpdated', 'what is taken over is not marked'],
    ['isAnother || !holdsContent', '!holdsContent', 'grants are never updated'],
    ['.filter(([, items]) => !isEmpty(items))', '', 'a create sends empty lists'],
    ['&& !planGrants(live.grants, grants).isAnother', '', 'a profile without its grants is as desired'],
    [', ...tagCall(undefined, last)]', ']', 'what is made is never claimed'],
  ]),
  ...of('plan/tags.ts', [['Nothing was changed.', '', 'nobody knows whether something was changed']]),
  ...of('properties/index.ts', [
    ['...instanceIsHere(profile, place)', '', 'an instance of another Region is waited for in vain'],
    [
      'checkProfile(profile, knownPermissions)',
      'checkProfile(profile, undefined)',
      'nothing is said of a misspelt permission',
    ],
  ]),
  ...of('properties/permission-names.ts', [
    ["Queues: 'Delete EditExpressions Purge'", "Queues: 'Delete EditExpressions'", 'a permission is called unknown'],
    ["word === '.' ? group : ", '', 'a permission without a dot is called unknown'],
  ]),
  ...of('properties/table.ts', [
    ['{ maximum: 250 }', '{ maximum: 251 }', 'a description is too long for the service'],
    [
      'list(accessControlTag, { maximum: 4 })',
      'list(accessControlTag, { maximum: 2 })',
      'four access control tags are refused',
    ],
    ['list(application, { maximum: 10 })', 'list(application)', 'too many applications reach the service'],
    ['{ maximum: 50 })', '{ maximum: 10 })', 'fifty tools are refused'],
    ["ignored: ['ServiceToken', 'ServiceTimeout'],", "ignored: ['ServiceToken'],", 'ServiceTimeout is refused'],
    [
      'InstanceArn: required(text({ checks: [instanceFormat] }))',
      'InstanceArn: text({ checks: [instanceFormat] })',
      'no instance is needed',
    ],
  ]),
  ...of('properties/formats.ts', [
    ['longestName = 127', 'longestName = 128', 'a name is too long for the service'],
    ['return text === text.trim()', 'return true', 'nothing is said of a space around a name'],
    ['{1,127}$/.test(text)', '{1,36}$/.test(text)', 'a long id is refused'],
    ['if (message !== undefined) return strong(message);', '', 'the remedy for an ARN is not told'],
    ["['aws:', 'connect:']", "['aws:']", 'a reserved name reaches the service'],
    ['longestValue = 1000', 'longestValue = 2000', 'nothing is said of a long value'],
    ["text === 'User'", 'text.length > 0', 'a hierarchy seems to restrict queues'],
  ]),
  ...of('properties/rules/index.ts', [
    ['  flowModulesAreWhole,\n  agents', '  agents', 'a flow module without an id reaches the service'],
  ]),
  ...of('properties/rules/rule.ts', [
    ["read.state === 'absent' || (", '(', 'a restriction without a partner is not told'],
    ["read.state === 'valid' && read.value.length > 0", "read.state === 'valid'", 'an empty list restricts'],
  ]),
  ...of('properties/rules/adoption.ts', [
    ['name === undefined || !defaultProfiles.includes(name)', 'name === undefined', 'every adoption is warned of'],
  ]),
  ...of('properties/rules/applications.ts', [
    ['value === access\n', 'true\n', 'a third-party application with tools reaches the service'],
    ['some(({ value }) => value !== access)', 'some(() => true)', 'every application without a type is warned of'],
    [
      'namespacesAreUnique: ProfileRule = ({ Applications }) =>\n  duplicates(\n    elementsOf(Applications',
      "namespacesAreUnique: ProfileRule = ({ Applications }) =>\n  duplicates(\n    elementsOf({ ...Applications, state: 'absent' }",
      'an application twice reaches the service',
    ],
  ]),
  ...of('properties/rules/granular.ts', [
    [' && isEmptyList(attributesOf(profile))', '', 'every granular configuration is warned of'],
    [
      "problem('strong', `${path}.Values`",
      "problem('uncertain', `${path}.Values`",
      'an attribute that allows nothing is made',
    ],
  ]),
  ...of('properties/rules/modules-and-agents.ts', [
    [
      "problem('strong', `${path}.FlowModuleId`",
      'warning(`${path}.FlowModuleId`',
      'a flow module without an id reaches the service',
    ],
  ]),
  ...of('properties/rules/permissions.ts', [
    ["value.startsWith('connect:')", "value.startsWith('iam:')", 'an action of IAM is taken for a permission'],
    ['value.length > longestMisspelling || ', '', 'what is no misspelling is called one'],
    ["    'uncertain',\n    'once is enough", "    'strong',\n    'once is enough", 'a permission twice is refused'],
  ]),
  ...of('properties/rules/place.ts', [
    ['instance.region !== region', 'instance.region === region', 'an instance of the own Region is refused'],
    ["InstanceArn.state === 'unresolved' && ", 'false && ', 'a profile is asked for of no instance at all'],
    ['instance.account !== account', 'instance.account === account', 'an instance of the own account is refused'],
  ]),
  ...of('properties/rules/restrictions.ts', [
    ['mostHierarchyResources = 10', 'mostHierarchyResources = 11', 'too many resources reach the service'],
    ["group.state === 'valid' && isEmpty", 'isEmpty', 'every profile is warned of a hierarchy'],
  ]),
  ...of('properties/rules/tags.ts', [
    [
      "keysOf(tags, 'AllowedAccessControlTags'), 'certain'",
      "keysOf(tags, 'AllowedAccessControlTags'), 'uncertain'",
      'a restriction is lost',
    ],
  ]),
];
