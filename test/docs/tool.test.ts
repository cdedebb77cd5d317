import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readCommandLine } from '../../cli/command-line';
import { version } from '../../package.json';
import { outputFolder } from '../../scripts/tool-outputs/outputs';
import { blocksIn, commands, pages, read, root } from './pages';

/** What the tool prints, as test/package runs it. */
const kept = new Map(
  readdirSync(path.join(root, outputFolder)).map((name) => [name, read(path.join(outputFolder, name))]),
);

const shown = blocksIn('text').filter(({ code }) => code.startsWith('$ security-profile'));

test('what is shown of the tool is what it prints, to the letter; if not: npm run tool-outputs', () => {
  const printed = [...kept.values()];
  expect(shown.filter(({ code }) => !printed.includes(code)).map(({ file, code }) => `${file}: ${code}`)).toEqual([]);
});

test('the page of the tool shows all that is kept, the README and the package a screen of each verb they speak of', () => {
  const shownOn = (page: string): readonly string[] =>
    [...kept]
      .filter(([, text]) => shown.some(({ file, code }) => file === page && code === text))
      .map(([name]) => name);
  const screens = (...verbs: readonly string[]) => verbs.map((verb) => `${verb}.txt`);
  expect(shownOn('docs/tool.md')).toEqual([...kept.keys()]);
  expect(shownOn('README.md').toSorted()).toEqual(screens('drift', 'plan', 'validate'));
  expect(shownOn('cli/package/README.md').toSorted()).toEqual(
    screens('connect-show', 'drift', 'export', 'list', 'plan', 'show', 'validate'),
  );
});

/** A redirection is the shell's. */
const wordsOf = (command: string): readonly string[] =>
  command
    .replace(/ > .*$/, '')
    .split(/\s+/)
    .slice(1);

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

const ofWorkflows = blocksIn('yaml')
  .filter(({ code }) => code.startsWith('on:'))
  .flatMap(({ code }) => Object.values((parse(code) as Workflow).jobs).flatMap(({ steps }) => steps))
  .flatMap(({ run = '' }) => (run.startsWith('security-profile ') ? [run] : []));

test.each([
  ...commands.map(({ command }) => command).filter((command) => command.startsWith('security-profile ')),
  ...ofWorkflows,
])('%s', (command) => {
  const { verb } = readCommandLine(wordsOf(command), version);
  expect(verb).toBe(command.endsWith('--help') ? 'help' : wordsOf(command)[0]);
});

test('a workflow is shown', () => {
  expect(ofWorkflows.length).toBeGreaterThan(1);
});

test('every option of every verb is on the page, and no other', () => {
  const optionsIn = (text: string): readonly string[] =>
    [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option))].sort();
  const help = ['', 'validate', 'list', 'show', 'plan', 'drift', 'export'].map((verb) => {
    const order = readCommandLine([...(verb === '' ? [] : [verb]), '--help'], version);
    return order.verb === 'help' ? order.text : '';
  });
  // Those of other commands on the page.
  const others = ['--global', '--port', '--stack-name', '--template'];
  expect(optionsIn(read('docs/tool.md')).filter((option) => !others.includes(option))).toEqual(
    optionsIn(help.join('\n')).filter((option) => option !== '--verb'),
  );
});

interface Policy {
  readonly Statement: readonly {
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

/** What a file sends, by the names of the SDK's commands and paginators. */
const operationsIn = (file: string): readonly string[] =>
  [...read(file).matchAll(/new (\w+)Command\(|\bpaginate(\w+)\(/g)].map(([, sent, paged]) => sent ?? paged ?? '');

test('the policies of the tool allow what it asks for, and nothing else', () => {
  const policies = blocksIn('json').filter(({ file }) => file === 'docs/tool.md');
  const statements = policies.flatMap(({ code }) => (JSON.parse(code) as Policy).Statement);
  const allowed = statements.flatMap(({ Action }) => Action);
  const asked = [
    ...operationsIn('aws/iot/reading.ts').map((operation) => `iot:${operation}`),
    ...operationsIn('aws/cloudformation.ts').map((operation) => `cloudformation:${operation}`),
    ...operationsIn('aws/connect/reading.ts').map((operation) => `connect:${operation}`),
  ];
  // Whoever has no Amazon Connect needs no right to it, nor the other way round.
  expect(policies.map(({ code }) => code.includes('"connect:'))).toEqual([false, true]);
  expect(asked.length).toBeGreaterThan(10);
  expect(allowed.toSorted()).toEqual(asked.toSorted());
  expect(allowed.filter((action) => !/^\w+:(?:Describe|Get|List)\w+$/.test(action))).toEqual([]);
  // These know no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/
  const everywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(everywhere).toEqual(['iot:ListSecurityProfiles', 'cloudformation:ListExports']);
});

test('every tarball that is named is of this version', () => {
  const named = [...pages.values()].flatMap((page) =>
    [...page.matchAll(/-profile-(\d[\w.-]*)\.tgz/g)].map(([, of]) => of),
  );
  expect(named.length).toBeGreaterThan(2);
  expect(new Set(named)).toEqual(new Set([version]));
});
