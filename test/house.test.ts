import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

/** What each room may import of the others; itself it always may. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  runtime: [],
  cloudformation: [],
  aws: ['core', 'runtime'],
  lambda: ['core', 'runtime', 'aws'],
  cli: ['core', 'runtime', 'aws', 'cloudformation'],
  cdk: [],
  simulator: ['cloudformation', 'core'],
  scripts: ['core', 'simulator'],
  bench: ['simulator', 'scripts'],
  test: ['core', 'runtime', 'cloudformation', 'aws', 'lambda', 'cdk', 'cli', 'simulator', 'scripts'],
};

/** What of the packages the pure rooms may import beside types. */
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  core: ['node:crypto'],
  runtime: [],
  cloudformation: ['yaml', 'jsonc-parser'],
};

interface Import {
  /** The file that is imported, below the project's folder, or the name of a package. */
  readonly what: string;
  readonly isOfTypes: boolean;
}

const files = Object.keys(mayImport).flatMap((room) =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(room, file)),
);
const known = new Set(files);

const resolved = (from: string, specifier: string): string => {
  if (!specifier.startsWith('.')) return specifier;
  const stem = path.join(path.dirname(from), specifier).replace(/\.js$/, '');
  return [`${stem}.ts`, `${stem}/index.ts`, stem].find((file) => known.has(file)) ?? stem;
};

const statement = /^(?:import|export)\s(type\s)?(?:[^;'"]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm;

const importsOf = (file: string): readonly Import[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(statement)].map(([, type, fixed, late]) => ({
    what: resolved(file, fixed ?? late ?? ''),
    isOfTypes: type !== undefined,
  }));

const imports: ReadonlyMap<string, readonly Import[]> = new Map(files.map((file) => [file, importsOf(file)]));

const roomOf = (file: string): string => file.split(path.sep)[0] ?? '';

/** The first way found that leads from a file back to it. */
const circle = (): readonly string[] | undefined => {
  const ended = new Set<string>();
  const from = (file: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (ended.has(file)) return undefined;
    for (const { what } of imports.get(file) ?? []) {
      const found = from(what, [...way, file]);
      if (found !== undefined) return found;
    }
    ended.add(file);
    return undefined;
  };
  for (const file of files) {
    const found = from(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
};

test('every import is read', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(imports.get('lambda/lifecycle/create.ts')).toContainEqual({
    what: 'lambda/lifecycle/converge.ts',
    isOfTypes: false,
  });
  expect(imports.get('lambda/index.ts')).toContainEqual({ what: 'lambda/security-profile.ts', isOfTypes: false });
});

test('no import leads up: what is below knows nothing of what is above', () => {
  const wrong = files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter(({ what }) => known.has(what) && roomOf(what) !== roomOf(file))
      .filter(({ what }) => !mayImport[roomOf(file)]?.includes(roomOf(what)))
      .map(({ what }) => `${file} imports ${what}`),
  );
  expect(wrong).toEqual([]);
});

test('what is simulated knows nothing of the rules it is to put to the test: the screen alone does', () => {
  const wrong = files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter(({ what }) => roomOf(file) === 'simulator' && roomOf(what) === 'core')
      .filter(() => !file.startsWith('simulator/screen/'))
      .map(({ what }) => `${file} imports ${what}`),
  );
  expect(wrong).toEqual([]);
});

test('the simulated services do not know each other, and what they share knows none of them', () => {
  const parts = ['simulator/service/', 'simulator/iot/', 'simulator/connect/'];
  const partOf = (file: string): string | undefined => parts.find((part) => file.startsWith(part));
  expect(new Set(files.map(partOf))).toEqual(new Set([...parts, undefined]));
  const wrong = files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter(() => partOf(file) !== undefined)
      .filter(({ what }) => ![undefined, partOf(file), 'simulator/service/'].includes(partOf(what)))
      .map(({ what }) => `${file} imports ${what}`),
  );
  expect(wrong).toEqual([]);
});

/** Every file that is loaded with these. */
const loadedWith = (entries: readonly string[]): ReadonlySet<string> => {
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { what, isOfTypes } of imports.get(file) ?? []) if (known.has(what) && !isOfTypes) reach(what);
  };
  entries.forEach(reach);
  return reached;
};

test('the words of explain are not in the function', () => {
  const reached = loadedWith(['lambda/index.ts']);
  expect(reached).toContain('core/iot-security-profile/properties/rules/operator.ts');
  expect([...reached].filter((file) => /\/expla/.test(file))).toEqual([]);
});

test('the function for Amazon Connect has neither names of permissions nor words for screens, and nothing of AWS IoT', () => {
  const reached = loadedWith(['lambda/connect.ts']);
  expect(reached).toContain('core/connect-security-profile/properties/rules/permissions.ts');
  expect([...reached].filter((file) => /permission-names|descriptions|risks/.test(file))).toEqual([]);
  expect([...reached].filter((file) => /iot[-/]/.test(file))).toEqual([]);
});

test('the function for AWS IoT has nothing of Amazon Connect', () => {
  expect([...loadedWith(['lambda/index.ts'])].filter((file) => /connect/.test(file))).toEqual([]);
});

test('nothing imports, over however many files, itself: types count too', () => {
  expect(circle()).toBeUndefined();
});

test('the pure rooms use of the packages nothing but types, with exceptions that are named', () => {
  const wrong = files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter(({ what, isOfTypes }) => !known.has(what) && !isOfTypes)
      .filter(({ what }) => packagesOf[roomOf(file)]?.includes(what) === false)
      .map(({ what }) => `${file} imports ${what}`),
  );
  expect(wrong).toEqual([]);
});

test('what answers CloudFormation does not know which service it works for', () => {
  const words = /\bIoT\b|security profile/i;
  const wrong = files.filter(
    (file) => file.startsWith('lambda/custom-resource/') && words.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test('the drawing of the house in the docs shows these arrows', () => {
  const [, drawing = ''] =
    /flowchart TB\n(.*?)```/s.exec(readFileSync(path.join(root, 'docs/architecture.md'), 'utf8')) ?? [];
  const drawn = [...drawing.matchAll(/^ *(\w+) --> (.*)$/gm)].map(([, from = '', to = '']) => [
    from,
    to.split(' & ').sort(),
  ]);
  const allowed = Object.entries(mayImport).filter(([from, to]) => from !== 'test' && to.length > 0);
  expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(allowed.map(([from, to]) => [from, [...to].sort()])));
});
