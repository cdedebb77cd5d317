import type { GivenParameters } from '../../cloudformation/parameters';
import type { ReadTemplate } from '../../cloudformation/template';
import { isList, isMap, type Value } from '../../cloudformation/values';
import { explain } from '../../core/iot-security-profile/explain';
import { type Problem, readProperties } from '../../core/iot-security-profile/properties';
import { readNativeProperties } from '../../core/iot-security-profile/properties/native';
import { readTemplateFiles, type TemplateFile } from '../declared/files';
import { checkGiven } from '../declared/given';
import {
  type DeclaredProfile,
  isProfileType,
  isUnresolved,
  ownType,
  type ProfileType,
  positionIn,
  profilesIn,
  unknownPaths,
} from '../declared/resources';
import {
  asCommandError,
  isNoTemplate,
  mayHoldProfiles,
  nestedIn,
  readTemplateOf,
  unrolled,
} from '../declared/template';
import { type World, worldsOf } from '../declared/worlds';
import { CommandError } from '../errors';
import type { Annotation, Outcome } from '../outcome';
import { counted, type Screen, wrapped } from '../screen/screen';
import { visible } from '../screen/visible';

export interface ValidateOptions {
  readonly parameter: GivenParameters;
  /** Whether warnings fail too. */
  readonly strict: boolean;
  /** Whether every behavior is shown with its sentence. */
  readonly explain: boolean;
}

type Severity = 'error' | 'warning';

interface Finding {
  /** The property as the template spells it; empty for the resource as a whole. */
  readonly path: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly severity: Severity;
  readonly message: string;
}

interface ExplainedBehavior {
  readonly name: string;
  readonly line: number | undefined;
  readonly sentence: string;
  /** With which values of parameters it is there, where it is not with the defaults. */
  readonly where?: string;
}

interface ValidatedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly line: number | undefined;
  readonly findings: readonly Finding[];
  readonly behaviors: readonly ExplainedBehavior[];
  /** Paths of values that are known only when the template is deployed. */
  readonly notChecked: readonly string[];
}

/** A resource with what only the text needs. */
interface ExaminedResource extends ValidatedResource {
  /** The behavior that a finding is of. */
  readonly behaviorOf: (finding: Finding) => ExplainedBehavior | undefined;
}

interface ValidatedFile {
  readonly file: string;
  readonly resources: readonly ExaminedResource[];
  /** Parts that a transform turns into resources; there where there are any. */
  readonly notLookedInto?: readonly { readonly name: string; readonly line: number | undefined }[];
  /** There where a file of a folder is none. */
  readonly isTemplate?: false;
  /** Why the file could not be read as a template. */
  readonly error?: { readonly message: string; readonly line?: number; readonly column?: number };
}

/** More findings of one resource nobody reads. */
const mostProblems = 10_000;

const severityOf = ({ certainty }: Problem): Severity => (certainty === 'uncertain' ? 'warning' : 'error');

/** What CloudFormation itself asks of a custom resource. */
const tokenProblems = ({ type, properties }: DeclaredProfile): readonly Problem[] => {
  if (type !== ownType) return [];
  const { ServiceToken: token, ServiceTimeout: timeout } = properties;
  const problems: Problem[] = [];
  if (token === undefined || token === '')
    problems.push({
      path: 'ServiceToken',
      certainty: 'certain',
      message: "is missing; CloudFormation sends a custom resource's events to it: give the ARN of the function",
    });
  if (typeof timeout === 'string' && !(/^\d+$/.test(timeout) && 1 <= Number(timeout) && Number(timeout) <= 3600))
    problems.push({
      path: 'ServiceTimeout',
      certainty: 'certain',
      message: `${JSON.stringify(timeout)} is not accepted; accepted: 1 to 3600, in seconds`,
    });
  return problems;
};

const problemsOf = (profile: DeclaredProfile): readonly Problem[] => {
  const read = profile.type === ownType ? readProperties : readNativeProperties;
  const { problems } = read(profile.properties, { isUnresolved: isUnresolved(profile.type), mostProblems });
  return [...tokenProblems(profile), ...problems];
};

const findingsOf = (profile: DeclaredProfile, { note }: World): readonly Finding[] => {
  const suffix = note === '' ? '' : ` (${note})`;
  const found = problemsOf(profile).map((problem): Finding => {
    const position = positionIn(profile, problem.path);
    return {
      path: problem.path,
      line: position?.line,
      column: position?.column,
      severity: severityOf(problem),
      message: `${problem.message}${suffix}`,
    };
  });
  const mistakes = profile.mistakes.map(
    ({ message, position = profile.position }): Finding => ({
      path: '',
      line: position?.line,
      column: position?.column,
      severity: 'error',
      message: `${message}${suffix}`,
    }),
  );
  return [...mistakes, ...found];
};

/** The sentence of a behavior as it is written; `undefined` where a part of it is not known yet. */
const sentenceOf = (type: ProfileType, behavior: Value): string | undefined => {
  if (unknownPaths({ type, properties: { Behaviors: [behavior] } }).length > 0) return undefined;
  const [read] = readProperties({ Behaviors: [behavior] }).readable.behaviors ?? [];
  return read && explain(read);
};

const behaviorOf = (profile: DeclaredProfile, behavior: Value, index: number, note: string): ExplainedBehavior => {
  const path = `Behaviors[${index}]`;
  const name = isMap(behavior) ? behavior.Name : undefined;
  return {
    name: typeof name === 'string' ? name : path,
    ...(note === '' ? {} : { where: note }),
    // Of most behaviors nobody asks.
    get line() {
      return positionIn(profile, path)?.line;
    },
    get sentence() {
      return (
        sentenceOf(profile.type, behavior) ?? 'depends on values that are known only when the template is deployed'
      );
    },
  };
};

/** The behaviors of a resource in all worlds, each once. */
class Behaviors {
  readonly #all = new Map<string, ExplainedBehavior>();
  readonly #places = new Map<string, ExplainedBehavior>();

  add(profile: DeclaredProfile, { note }: World): void {
    const { Behaviors: behaviors } = profile.properties;
    for (const [index, behavior] of (isList(behaviors) ? behaviors : []).entries()) {
      const key = profile.isFixed ? String(index) : JSON.stringify(behavior);
      const before = this.#all.get(key);
      const one = before ?? behaviorOf(profile, behavior, index, note);
      if (before === undefined) this.#all.set(key, one);
      this.#places.set(`${index}${note}`, one);
    }
  }

  all(): readonly ExplainedBehavior[] {
    return [...this.#all.values()];
  }

  of({ path, message }: Finding): ExplainedBehavior | undefined {
    const index = indexOf(path);
    const [, note = ''] = / \((where .*)\)$/.exec(message) ?? [];
    return index === undefined ? undefined : this.#places.get(`${index}${note}`);
  }
}

const bySeverityAndPlace = (one: Finding, other: Finding): number =>
  (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);

const keyOf = ({ path, line, column, message }: Finding): string =>
  JSON.stringify([path, line, column, message.replace(/ \(where .*\)$/, '')]);

const unreadOf = ({ unread }: ReadTemplate): readonly ExaminedResource[] =>
  unread
    .filter(({ type }) => isProfileType(type))
    .map(({ logicalId, type, message, position }) => ({
      logicalId,
      type,
      line: position?.line,
      findings: [{ path: '', line: position?.line, column: position?.column, severity: 'error', message }],
      behaviors: [],
      behaviorOf: () => undefined,
      notChecked: [],
    }));

/** A resource with what was found in all worlds. */
interface Examined extends Pick<ValidatedResource, 'logicalId' | 'type' | 'line'> {
  readonly findings: Map<string, Finding>;
  /** What it was in the worlds that were looked at. */
  readonly forms: Set<string>;
  readonly behaviors: Behaviors;
  readonly notChecked: Set<string>;
}

const examined = (profile: DeclaredProfile): Examined => ({
  logicalId: profile.logicalId,
  type: profile.type,
  line: profile.position?.line,
  findings: new Map(),
  forms: new Set(),
  behaviors: new Behaviors(),
  notChecked: new Set(),
});

/** Of a template's own resources those that have a name which an earlier one has too, each with that. */
const namesakes = (profiles: readonly DeclaredProfile[]): readonly (readonly [DeclaredProfile, DeclaredProfile])[] => {
  const owners = new Map<string, DeclaredProfile>();
  return profiles.flatMap((profile) => {
    const { SecurityProfileName: name } = profile.properties;
    if (typeof name !== 'string' || name === '' || isUnresolved(profile.type)(name)) return [];
    const owner = owners.get(name);
    if (owner !== undefined) return [[profile, owner] as const];
    owners.set(name, profile);
    return [];
  });
};

const namesakeFinding = (profile: DeclaredProfile, owner: DeclaredProfile, { note }: World): Finding => {
  const position = positionIn(profile, 'SecurityProfileName');
  return {
    path: 'SecurityProfileName',
    line: position?.line,
    column: position?.column,
    severity: 'error',
    message: `${owner.logicalId} has this name too; two resources cannot have one profile${note === '' ? '' : ` (${note})`}`,
  };
};

const validateTemplate = (
  whole: ReadTemplate,
  read: ReadTemplate,
  parameters: GivenParameters,
): readonly ExaminedResource[] => {
  const resources = new Map<string, Examined>();
  const fixed = new Map<string, DeclaredProfile>();
  // What is found in one world is not told again of the others.
  const found = (resource: Examined | undefined, finding: Finding): void => {
    const key = keyOf(finding);
    if (resource?.findings.has(key) === false) resource.findings.set(key, finding);
  };
  const order = Object.keys(read.template.resources);
  for (const world of worldsOf(read.template, parameters)) {
    const known = { ...world, place: {}, physicalIds: {}, exports: undefined };
    const profiles = profilesIn(whole, known, new Set(fixed.keys()));
    for (const profile of profiles) {
      const { logicalId, isFixed, properties, mistakes } = profile;
      // It is the same in every world.
      if (isFixed) fixed.set(logicalId, profile);
      const form = isFixed ? '' : JSON.stringify([properties, mistakes]);
      if (resources.get(logicalId)?.forms.has(form)) continue;
      const resource = resources.get(logicalId) ?? examined(profile);
      resources.set(logicalId, resource);
      resource.forms.add(form);
      resource.behaviors.add(profile, world);
      for (const path of unknownPaths(profile)) resource.notChecked.add(path);
      for (const finding of findingsOf(profile, world)) found(resource, finding);
    }
    // Where a parameter is none of the values it is compared with, nobody knows whether it can be that.
    if (Object.keys(world.inConditions).length > 0) continue;
    const there = new Map([...fixed, ...profiles.map((profile) => [profile.logicalId, profile] as const)]);
    const certain = order.flatMap((logicalId) => {
      const profile = there.get(logicalId);
      return profile === undefined || profile.isUncertain ? [] : [profile];
    });
    for (const [profile, owner] of namesakes(certain))
      found(resources.get(profile.logicalId), namesakeFinding(profile, owner, world));
  }
  const all = [...resources.values()].map(
    ({ forms: _, findings, behaviors, notChecked, ...resource }): ExaminedResource => ({
      ...resource,
      findings: [...findings.values()].sort(bySeverityAndPlace),
      behaviors: behaviors.all(),
      behaviorOf: (finding) => behaviors.of(finding),
      notChecked: [...notChecked],
    }),
  );
  return [...all, ...unreadOf(read)];
};

/** Validates a file and what is nested in it. `seen`: the templates of the files that were looked at already. */
const validateFile = async (
  file: TemplateFile,
  parameters: GivenParameters,
  seen: Map<string, ReadTemplate | undefined>,
): Promise<readonly ValidatedFile[]> => {
  if (seen.has(file.path)) return [];
  seen.set(file.path, undefined);
  if (!mayHoldProfiles(file.text)) return [{ file: file.path, resources: [] }];
  try {
    const read = readTemplateOf(file);
    if (isNoTemplate(file, read)) return [{ file: file.path, resources: [], isTemplate: false }];
    seen.set(file.path, read);
    const whole = unrolled(read);
    const own: ValidatedFile = {
      file: file.path,
      resources: validateTemplate(whole, read, parametersOf(read, parameters)),
      ...(whole.notLookedInto.length === 0
        ? {}
        : { notLookedInto: whole.notLookedInto.map(({ name, position }) => ({ name, line: position?.line })) }),
    };
    const nested = nestedIn(read, file.path).filter(({ path }) => !seen.has(path));
    const files: ValidatedFile[] = [own];
    for (const { path } of nested) files.push(...(await validateNested(path, parameters, seen)));
    return files;
  } catch (error) {
    if (seen.get(file.path) === undefined && isNoTemplate(file))
      return [{ file: file.path, resources: [], isTemplate: false }];
    return [unreadFile(file.path, asCommandError(file.path, error))];
  }
};

const validateNested = async (
  path: string,
  parameters: GivenParameters,
  seen: Map<string, ReadTemplate | undefined>,
): Promise<readonly ValidatedFile[]> => {
  try {
    const files: ValidatedFile[] = [];
    for (const inner of await readTemplateFiles([path])) files.push(...(await validateFile(inner, parameters, seen)));
    return files;
  } catch (error) {
    return [unreadFile(path, error)];
  }
};

/** Its mistake is a finding like those inside it. */
const unreadFile = (file: string, error: unknown): ValidatedFile => {
  if (!(error instanceof CommandError)) throw error;
  const message = error.message.replace(`${file}: `, '');
  const [, line, column] = /\(line (\d+), column (\d+)\)/.exec(message) ?? [];
  const place = line === undefined ? {} : { line: Number(line), column: Number(column) };
  return { file, resources: [], error: { message, ...place } };
};

/** Of several templates each has only some of the parameters that are given. */
const parametersOf = ({ template }: ReadTemplate, given: GivenParameters): GivenParameters =>
  Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(template.parameters, name)));

const findingLines = (finding: Finding, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const { line = 0, column = 0, severity, path, message } = finding;
  const word = severity === 'error' ? colors.red('error  ') : colors.yellow('warning');
  const place = line === 0 ? '' : `${line}:${column}`;
  return [`  ${place.padEnd(7)} ${word}  ${visible(path)}`, ...wrapped(visible(message), screen, 19)];
};

const resourceLines = (
  { file, resource, options }: { file: string; resource: ExaminedResource; options: ValidateOptions },
  screen: Screen,
): readonly string[] => {
  const { colors } = screen;
  const { logicalId, type, findings, behaviors, line } = resource;
  const lines = [
    `${visible(file)}${line === undefined ? '' : `:${line}`}  ${colors.cyan(visible(logicalId))}  ${type}`,
  ];
  const open = new Set(behaviors);
  const refused = new Set(findings.filter(({ severity }) => severity === 'error').map(resource.behaviorOf));
  const sentence = (behavior: ExplainedBehavior): void => {
    if (!open.delete(behavior)) return;
    // Of what is refused nothing can be said.
    if (refused.has(behavior)) return;
    lines.push(...wrapped(`as written: ${behavior.sentence}`, screen, 19));
  };
  for (const [at, finding] of findings.entries()) {
    lines.push(...findingLines(finding, screen));
    const behavior = resource.behaviorOf(finding);
    const next = findings[at + 1];
    if (behavior !== undefined && (next === undefined || resource.behaviorOf(next) !== behavior)) sentence(behavior);
  }
  if (options.explain) {
    for (const { name, sentence: words, where } of open)
      lines.push(
        ...wrapped(`${visible(name)}: ${words}${where === undefined ? '' : visible(` (${where})`)}`, screen, 2),
      );
  }
  return lines;
};

const indexOf = (path: string): number | undefined => {
  const [, index] = /^Behaviors\[(\d+)\]/.exec(path) ?? [];
  return index === undefined ? undefined : Number(index);
};

const annotationsOf = (files: readonly ValidatedFile[]): readonly Annotation[] =>
  files.flatMap(({ file, resources, notLookedInto = [], error }) => [
    ...notLookedInto.map(
      ({ name, line }): Annotation => ({
        level: 'notice',
        file,
        ...(line === undefined ? {} : { line }),
        title: 'not looked into',
        message: `${name}: only the transform knows what it makes`,
      }),
    ),
    ...(error === undefined ? [] : [{ level: 'error' as const, file, title: 'template', ...error }]),
    ...resources.flatMap(({ logicalId, findings }) =>
      findings.map(
        ({ severity, line, column, path, message }): Annotation => ({
          level: severity,
          file,
          ...(line === undefined ? {} : { line }),
          ...(column === undefined ? {} : { column }),
          title: path === '' ? logicalId : `${logicalId} ${path}`,
          message,
        }),
      ),
    ),
  ]);

/** Every problem of the profiles in templates, with line and column. Sends nothing to AWS. */
export const validate = async (paths: readonly string[], options: ValidateOptions): Promise<Outcome> => {
  const given = await readTemplateFiles(paths);
  const seen = new Map<string, ReadTemplate | undefined>();
  const files: ValidatedFile[] = [];
  for (const file of given) files.push(...(await validateFile(file, options.parameter, seen)));
  checkGiven(
    Object.keys(options.parameter),
    [...seen.values()].filter((read) => read !== undefined),
  );
  const resources = files.flatMap((file) => file.resources);
  const findings = resources.flatMap((resource) => resource.findings);
  const unread = files.filter(({ error }) => error !== undefined);
  const notLookedInto = files.reduce((sum, { notLookedInto: parts = [] }) => sum + parts.length, 0);
  const summary = {
    files: files.length,
    resources: resources.length,
    errors: findings.filter(({ severity }) => severity === 'error').length + unread.length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    notChecked: resources.reduce((sum, { notChecked }) => sum + notChecked.length, 0) + notLookedInto,
    noTemplates: files.filter(({ isTemplate }) => isTemplate === false).length,
  };
  return {
    document: {
      files: files.map((file) => ({
        ...file,
        resources: file.resources.map(({ behaviorOf: _, ...resource }) => resource),
      })),
      summary,
    },
    annotations: annotationsOf(files),
    isFinding: summary.errors > 0 || (options.strict && summary.warnings > 0),
    text: (screen) => [
      ...files.flatMap(({ file, resources: own, notLookedInto: parts = [], error }) => [
        ...(error === undefined
          ? []
          : [`${visible(file)}  ${screen.colors.red('error')}`, ...wrapped(visible(error.message), screen, 2), '']),
        ...own
          .filter((resource) => resource.findings.length > 0 || options.explain)
          .flatMap((resource) => [...resourceLines({ file, resource, options }, screen), '']),
        ...parts.flatMap(({ name, line }) => [
          `${visible(file)}${line === undefined ? '' : `:${line}`}  not looked into: ${visible(name)}`,
          '',
        ]),
      ]),
      ...summaryLines(summary, notLookedInto, screen),
    ],
  };
};

interface Summary {
  readonly files: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  /** Values that are known only when deployed, and parts that were not looked into. */
  readonly notChecked: number;
  readonly noTemplates: number;
}

const was = (count: number): string => (count === 1 ? 'was' : 'were');

const summaryLines = (summary: Summary, notLookedInto: number, screen: Screen): readonly string[] => {
  const { files, resources, errors, warnings, notChecked, noTemplates } = summary;
  const values = notChecked - notLookedInto;
  const others =
    noTemplates === 0
      ? ''
      : ` ${counted(noTemplates, 'file')} ${noTemplates === 1 ? 'was no template' : 'were no templates'}.`;
  const parts =
    notLookedInto === 0
      ? ''
      : ` ${counted(notLookedInto, 'part')} that ${notLookedInto === 1 ? 'is' : 'are'} made by a transform ${was(notLookedInto)} not looked into.`;
  if (resources === 0 && errors === 0)
    return wrapped(
      `No ${ownType} and no AWS::IoT::SecurityProfile in ${counted(files, 'file')}: nothing was checked.${others}${parts}`,
      screen,
    );
  const found = `${counted(errors, 'error')}, ${counted(warnings, 'warning')} in ${counted(resources, 'profile')} of ${counted(files, 'file')}.`;
  const open = values === 0 ? '' : ` ${counted(values, 'value')} known only when deployed ${was(values)} not checked.`;
  return wrapped(`${found}${others}${open}${parts} Nothing was sent to AWS.`, screen);
};
