import { type Mutant, mutantsOf } from '../mutant';

const suites = ['test/cloudformation/', 'test/cli/declared/'];
/** Those that need no bundle. */
const stacks = 'test/simulator/stacks/(engine|exports|readings|operations)';

/** How templates are read: what is read wrongly is deployed, or told, wrongly. */
export const templateMutants: readonly Mutant[] = [
  ...mutantsOf(
    'cloudformation/scalars.ts',
    [
      ["digits.length > 1 && digits.startsWith('0') ? '0o' : ''", "''", 'an octal number is a decimal one'],
      ['size < 1e-3 || size >= 1e7', 'size < 1e-3 || size > 1e7', 'ten million is written without an exponent'],
      ['size < 1e-3 || size >= 1e7', 'size >= 1e7', 'a small number is written without an exponent'],
      ['}.0` : String(value)', '}` : String(value)', 'a floating-point number loses its fraction'],
      ['sum * 60 + Number(part)', 'sum * 100 + Number(part)', 'minutes have a hundred seconds'],
      ["source.replaceAll('_', '');\n  const sign", 'source;\n  const sign', 'an underscore ends a number'],
      ['if (empty.test(source)) return null;', '', 'nothing is a text'],
      ['yes|Yes|YES|', '', 'yes is a text'],
      ['if (notFinite.test(source)) return', 'if (false) return', 'infinity is a text'],
    ],
    suites,
  ),
  ...mutantsOf(
    'cloudformation/yaml.ts',
    [
      ["node.type === 'PLAIN' ? this", 'true ? this', 'a text in quotes becomes a number'],
      ['dot > 0 ? [', 'dot > 1 ? [', 'the attribute of a resource with a short name is lost'],
      [
        "tag === 'Ref' || tag === 'Condition' ? tag",
        "tag === 'Ref' ? tag",
        'a condition is a function that does not exist',
      ],
      ['uniqueKeys: false', 'uniqueKeys: true', 'a key that is there twice is refused'],
      ['if (!shortForms.has(tag)) throw', 'if (false) throw', 'a tag that does not exist passes'],
      ["tag?.startsWith('!') ? Math.max(", 'false ? Math.max(', 'a function begins where its argument does'],
      ['this.#depth -= 1;', '', 'a long template is nested too deeply'],
      ['if (this.#depth > deepest) throw tooDeep();', '', 'what is nested deeply breaks whatever follows'],
    ],
    suites,
  ),
  ...mutantsOf(
    'cloudformation/json.ts',
    [
      ['line: low + 1', 'line: low', 'lines count from nought'],
      ['- (starts[low] ?? 0) + 1 }', '- (starts[low] ?? 0) }', 'columns count from nought'],
      ['if (path.length > deepest) throw tooDeep();', '', 'what is nested deeply breaks whatever follows'],
      ["if (root?.type !== 'object') throw", 'if (root === undefined) throw', 'a list passes for a template'],
      ['offsets.push(value.offset);', 'offsets.push(key.offset);', 'a mistake is where its key is'],
    ],
    suites,
  ),
  ...mutantsOf(
    'cloudformation/repetition.ts',
    [
      [
        'const variables = [...outer, variable];',
        'const variables = [variable];',
        'the variable of an outer loop is text',
      ],
      ['inText !== undefined) return { Ref: inText };', 'false) return item;', 'the other form of a variable is text'],
      ['bodies.every((some) => some !== undefined) ?', 'true ?', 'a loop of another form holds nothing'],
    ],
    [...suites, 'test/cli/validate'],
  ),
  ...mutantsOf(
    'cloudformation/places.ts',
    [
      ['?? position;', ';', 'what is missing has no place'],
      ['known.keys ?? known.offsets', 'known.offsets', 'a resource is where its type is'],
      [
        'kept.map(({ key }) => key)',
        'kept.map((_, index) => String(index + 1))',
        'what a condition takes away moves all places',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'cloudformation/dynamic-references.ts',
    [
      ["const [name = ''] = rest.split(':');", 'const name = rest;', 'a version belongs to the name'],
      ['if (isCustom) return whole;', '', 'a custom resource is refused its secret'],
      [
        "value.includes('{{resolve:') ? resolveDynamicText",
        "value.startsWith('{{resolve:') ? resolveDynamicText",
        'a reference inside a text stays',
      ],
      ['isList(value) ? value.map(resolve)', 'isList(value) ? value', 'a reference in a list stays'],
    ],
    ['test/cloudformation/', stacks],
  ),
  ...mutantsOf(
    'cloudformation/parameters.ts',
    [
      ['`^(?:${pattern})$`', '`${pattern}`', 'a part that fits is enough'],
      ['value.length < Number(shortest)', 'value.length <= Number(shortest)', 'the shortest text is refused'],
      ['value.length > Number(longest)', 'value.length >= Number(longest)', 'the longest text is refused'],
      ['Number(value) < Number(least)', 'Number(value) <= Number(least)', 'the least number is refused'],
      ['Number(value) > Number(most)', 'Number(value) >= Number(most)', 'the greatest number is refused'],
      ['.map((item) => item.trim())', '', 'blanks belong to the elements of a list'],
      [
        'isScalar(item) && String(item) === value',
        'String(item) === value',
        'a map among the allowed values breaks the tool',
      ],
      [
        '=== undefined ? others : definition',
        '=== undefined ? definition : definition',
        'a pattern of Java hides a whole template',
      ],
      [
        '(Object.hasOwn(given, name) ? given[name] : undefined) ??',
        'given[name] ??',
        'a parameter named toString has a value',
      ],
    ],
    ['test/cloudformation/', stacks, 'test/cli/declared/'],
  ),
  ...mutantsOf(
    'cloudformation/intrinsics.ts',
    [
      [
        'error instanceof UnknownValueError || error instanceof UnsupportedError',
        'error instanceof UnknownValueError',
        'what is not supported counts as a mistake',
      ],
      [
        "if (name === 'Fn::If') return walk(",
        'if (false) return walk(',
        'what is not known in a branch hides the branch',
      ],
      ['onMistake(error.message, placeOf(call, name));', '', 'a mistake is not told'],
      ['scope.condition(condition) ? yes : no', 'scope.condition(condition) ? no : yes', 'the other branch is taken'],
      [
        'Object.hasOwn(variables, name) ? variables[name] : undefined',
        'variables[name]',
        'every text has a variable named constructor',
      ],
    ],
    suites,
  ),
  ...mutantsOf(
    'cloudformation/conditions.ts',
    [
      ['      open.delete(name);', '', 'whoever asks twice is told of a circle'],
      ['if (open.has(name))', 'if (false)', 'a circle of conditions never ends'],
      ["'Fn::Or')(argument).some(", "'Fn::Or')(argument).every(", 'or is and'],
      ["'Fn::And')(argument).every(", "'Fn::And')(argument).some(", 'and is or'],
      ['return !evaluate(operand, scope);', 'return evaluate(operand, scope);', 'not is nothing'],
    ],
    [...suites, stacks],
  ),
  ...mutantsOf(
    'cloudformation/cidr-blocks.ts',
    [
      ['if (count * size > whole) return undefined;', '', 'there are more blocks than fit'],
      ['given - (given % whole)', 'given', 'the first block begins at the host'],
      ['octet <= 255', 'octet <= 256', 'an octet has 257 values'],
      ['first + index * size', 'first + index', 'blocks overlap'],
    ],
    suites,
  ),
  ...mutantsOf(
    'cloudformation/bytes.ts',
    [["'utf-16le', feff", "'utf-8', feff", 'what PowerShell writes is no template']],
    [...suites, 'test/cli/validate'],
  ),
  ...mutantsOf(
    'cloudformation/scope.ts',
    [
      ['isMap(map) && Object.hasOwn(map, name)', 'isMap(map)', 'every mapping has a constructor'],
      ['known[name] ?? live.ref(name)', 'live.ref(name)', 'no parameter has a value'],
      ['scope(beforeResources)', 'scope(noResources)', 'a condition on a value that is not known is a mistake'],
    ],
    [...suites, stacks],
  ),
  ...mutantsOf(
    'cloudformation/intrinsic-syntax.ts',
    [
      ["name === 'Ref' || name.startsWith('Fn::')", "name.startsWith('Fn::')", 'no reference is one'],
      ['others.length === 0 && isFunctionName(name)', 'isFunctionName(name)', 'a map with a Ref in it is one'],
      ['dot < 1 || dot === argument.length - 1', 'dot < 1', 'an attribute may be empty'],
    ],
    [...suites, stacks],
  ),
  ...mutantsOf(
    'cloudformation/references.ts',
    [
      [
        'own = inText.filter((name) => !Object.hasOwn(variables, name))',
        'own = inText',
        'a variable of a text is a resource',
      ],
      ['if (ready.length === 0)', 'if (false)', 'a circle of resources never ends'],
      ['[...definition.dependsOn, ...references(', '[...references(', 'DependsOn orders nothing'],
    ],
    [...suites, stacks],
  ),
  ...mutantsOf(
    'cloudformation/template.ts',
    [
      ["text.replace(/^\\uFEFF/, '')", 'text', 'a mark at the beginning is a mistake'],
      ["text.trimStart().startsWith('{')", 'true', 'no YAML can be read'],
      ['{1,255}$/.test(logicalId)', '{1,25}$/.test(logicalId)', 'a long logical id is refused'],
      [
        'unread.push({ logicalId, type, message, position',
        'if (false) unread.push({ logicalId, type, message, position',
        'a resource that cannot be read is not told of',
      ],
    ],
    [...suites, stacks],
  ),
  ...mutantsOf(
    'cloudformation/values.ts',
    [
      ['if (isScalar(value)) return String(value);', 'if (isScalar(value)) return value;', 'numbers stay numbers'],
      ['keys.length === Object.keys(right).length &&', '', 'what has more members is the same'],
      [
        'return inheritPlaces(value.map(stringified), value);',
        'return value.map(stringified);',
        'what is in a list has no place',
      ],
    ],
    [...suites, stacks],
  ),
  ...mutantsOf(
    'cloudformation/native-types.ts',
    [['thinggroup/', 'thingGroup/', 'no group has its ARN']],
    [...suites, stacks],
  ),
  ...mutantsOf(
    'cloudformation/blueprint.ts',
    [['checkReferences(template);', '', 'a reference that leads nowhere is deployed']],
    [...suites, stacks],
  ),
];
