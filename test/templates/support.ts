import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const root = join(__dirname, '../..');
export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The short forms of CloudFormation's functions, in their long form. */
const shortForms = ['And', 'Ref', 'Equals', 'GetAtt', 'If', 'ImportValue', 'Join', 'Not', 'Or', 'Split', 'Sub'].flatMap(
  (name) => {
    const key = name === 'Ref' ? name : `Fn::${name}`;
    const wrap = (value: unknown) => ({ [key]: value });
    return [
      { tag: `!${name}`, resolve: (text: string) => wrap(text) },
      { tag: `!${name}`, collection: 'seq' as const, resolve: (node: { toJSON(): unknown }) => wrap(node.toJSON()) },
      { tag: `!${name}`, collection: 'map' as const, resolve: (node: { toJSON(): unknown }) => wrap(node.toJSON()) },
    ];
  },
);

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface TemplateFile {
  readonly Metadata: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A template as it is written, with the functions in their long form. */
export const template = (file: string): TemplateFile => parse(read(file), { customTags: shortForms }) as TemplateFile;

export const resource = (file: string, logicalId: string): Resource => {
  const found = template(file).Resources[logicalId];
  if (found === undefined) throw new Error(`${file} has no resource ${logicalId}`);
  return found;
};

/** The code of the function that a template carries. */
export const codeOf = (file: string): string => {
  const { Code: code } = resource(file, 'ProviderFunction').Properties as { Code: { ZipFile: string } };
  return code.ZipFile;
};

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

/** Or a policy that is there on a condition. */
type WrittenPolicy = Policy | { readonly 'Fn::If': readonly [string, Policy, unknown] };

const policiesOf = (file: string): readonly WrittenPolicy[] =>
  resource(file, 'ProviderRole').Properties.Policies as readonly WrittenPolicy[];

/** What the function may do in any case. */
export const statementsOf = (file: string): readonly Statement[] =>
  policiesOf(file).flatMap((policy) => ('PolicyDocument' in policy ? policy.PolicyDocument.Statement : []));

/** What the function may do on a condition, with that. */
export const conditionalStatementsOf = (file: string): readonly (Statement & { readonly If: string })[] =>
  policiesOf(file).flatMap((policy) => {
    if ('PolicyDocument' in policy) return [];
    const [If, { PolicyDocument: document }] = policy['Fn::If'];
    return document.Statement.map((statement) => ({ ...statement, If }));
  });

export const packageVersion = (JSON.parse(read('package.json')) as { readonly version: string }).version;
