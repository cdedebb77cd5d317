import { profileTypes } from '../declared/resources';
import { counted, type Screen, wrapped } from '../screen/screen';
import { visible } from '../screen/visible';
import type { ExplainedBehavior } from './behaviors';
import type { Finding } from './findings';
import type { ExaminedResource } from './template';

const findingLines = (finding: Finding, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const { line = 0, column = 0, severity, path, message } = finding;
  const word = severity === 'error' ? colors.red('error  ') : colors.yellow('warning');
  const place = line === 0 ? '' : `${line}:${column}`;
  return [`  ${place.padEnd(7)} ${word}  ${visible(path)}`, ...wrapped(visible(message), screen, 19)];
};

/** What was found of one profile, for a person. */
export const resourceLines = (
  { file, resource, options }: { file: string; resource: ExaminedResource; options: { readonly explain: boolean } },
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

export interface Summary {
  readonly files: number;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  /** Values that are known only when deployed, and parts that were not looked into. */
  readonly notChecked: number;
  readonly noTemplates: number;
}

const was = (count: number): string => (count === 1 ? 'was' : 'were');

export const summaryLines = (summary: Summary, notLookedInto: number, screen: Screen): readonly string[] => {
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
      `No ${new Intl.ListFormat('en', { type: 'disjunction' }).format(profileTypes)} in ${counted(files, 'file')}: nothing was checked.${others}${parts}`,
      screen,
    );
  const found = `${counted(errors, 'error')}, ${counted(warnings, 'warning')} in ${counted(resources, 'profile')} of ${counted(files, 'file')}.`;
  const open = values === 0 ? '' : ` ${counted(values, 'value')} known only when deployed ${was(values)} not checked.`;
  return wrapped(`${found}${others}${open}${parts} Nothing was sent to AWS.`, screen);
};
