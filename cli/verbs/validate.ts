import type { GivenParameters } from '../../cloudformation/parameters';
import type { ReadTemplate } from '../../cloudformation/template';
import { readTemplateFiles } from '../declared/files';
import { checkGiven } from '../declared/given';
import { isIotType } from '../declared/resources';
import type { Annotation, Outcome } from '../outcome';
import { wrapped } from '../screen/screen';
import { visible } from '../screen/visible';
import { type ValidatedFile, validateFile } from '../validate/files';
import { resourceLines, summaryLines } from '../validate/lines';

export interface ValidateOptions {
  readonly parameter: GivenParameters;
  /** Whether warnings fail too. */
  readonly strict: boolean;
  /** Whether every behavior is shown with its sentence. */
  readonly explain: boolean;
}

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
          .filter(({ findings: found, type }) => found.length > 0 || (options.explain && isIotType(type)))
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
