import type { GivenParameters } from '../../cloudformation/parameters';
import { checkGiven } from '../declared/given';
import { type Pair, pairsOf } from '../declared/pairs';
import { nativeType, ownType } from '../declared/resources';
import type { Account } from '../live/account';
import type { Annotation, Outcome } from '../outcome';
import { checkLines, resourceLines, words } from '../plan/lines';
import { type PlannedResource, planAll, versionOf } from '../plan/planned';
import { type Check, parameterChecks, stackChecks, templateChecks } from '../plan/preflight';
import { summaryOf, summaryText } from '../plan/summary';
import { counted, wrapped } from '../screen/screen';
import { visible } from '../screen/visible';

export interface PlanOptions {
  readonly stack?: string;
  readonly parameter: GivenParameters;
  /** Whether changes fail. */
  readonly fail: boolean;
  /** Whether what was not compared fails. */
  readonly strict: boolean;
}

const documentOf = (resource: PlannedResource) => {
  const { logicalId, action, name, physicalId, source, line, stackName, reasons, calls, differences, overwritten } =
    resource;
  return {
    source,
    ...(line === undefined ? {} : { line }),
    ...(stackName === '' ? {} : { stack: stackName }),
    resource: logicalId,
    action,
    name,
    ...(physicalId === undefined ? {} : { physicalId }),
    ...(versionOf(resource) === undefined ? {} : { version: versionOf(resource) }),
    reasons,
    ...(resource.assumption === undefined ? {} : { assumption: resource.assumption }),
    calls,
    differences: differences.map(({ path, declared, live }) => ({
      path,
      ...(live === undefined ? {} : { live }),
      ...(declared === undefined ? {} : { declared }),
      ...(overwritten.has(path) ? { overwrites: overwritten.get(path) ?? null } : {}),
    })),
    detachedFromOthers: resource.detachedFromOthers,
    checks: resource.checks,
    notCompared: resource.unknown,
  };
};

const levels = { failure: 'error', doubt: 'warning', note: 'notice' } as const satisfies Record<
  Check['kind'],
  Annotation['level']
>;

const annotationsOf = (resources: readonly PlannedResource[]): readonly Annotation[] =>
  resources.flatMap(({ source, line, logicalId, action, reasons, checks, name, unknown }) => {
    const place = { file: source, ...(line === undefined ? {} : { line }), title: logicalId };
    const isQuiet = action === 'no changes' || action === 'leave' || action === 'refused' || action === 'unknown';
    return [
      ...(action === 'refused' ? reasons : []).map((message): Annotation => ({ level: 'error', ...place, message })),
      ...(action === 'unknown' ? reasons : []).map((message): Annotation => ({ level: 'warning', ...place, message })),
      ...checks.map(({ kind, message }): Annotation => ({ level: levels[kind], ...place, message })),
      ...(unknown.length === 0
        ? []
        : [{ level: 'warning' as const, ...place, message: `not compared: ${unknown.join(', ')}` }]),
      ...(isQuiet ? [] : [{ level: 'notice' as const, ...place, message: `${words[action]}: profile ${name}` }]),
    ];
  });

/** What is found of the stacks and the templates as such. */
const checksOf = (pairs: readonly Pair[]): readonly Check[] =>
  pairs.flatMap(({ stack, stackName, after }) => [
    ...(stack === undefined ? aboutNewStack(stackName) : stackChecks(stack.name, stack.status)),
    ...templateChecks(after),
    ...parameterChecks(after),
  ]);

const aboutNewStack = (stackName: string): readonly Check[] =>
  stackName === ''
    ? []
    : [{ kind: 'note', message: `there is no stack ${stackName} yet: the deployment would create it` }];

/** What a deployment of a file would do to the live profiles. */
export const plan = async (file: string, options: PlanOptions, account: Account): Promise<Outcome> => {
  const { pairs, unseen } = await pairsOf(
    { file, parameters: options.parameter, ...(options.stack === undefined ? {} : { stack: options.stack }) },
    account,
  );
  checkGiven(
    Object.keys(options.parameter),
    pairs.map(({ after }) => after.read),
  );
  const resources = await planAll(pairs, account);
  const stackFindings = checksOf(pairs);
  const natives = pairs.flatMap(({ after }) => after.profiles.filter(({ type }) => type === nativeType));
  const summary = summaryOf(resources, unseen, stackFindings);
  const hasChanges =
    summary.create +
      summary.update +
      summary.replace +
      summary.adopt +
      summary.delete +
      summary.refused +
      summary.failures >
    0;
  return {
    document: {
      region: account.region,
      resources: resources.map(documentOf),
      nativeResources: natives.map(({ logicalId }) => logicalId),
      stackChecks: stackFindings,
      notSeen: unseen,
      summary,
    },
    annotations: [
      ...stackFindings.map(({ kind, message }): Annotation => ({ level: levels[kind], title: 'stack', message })),
      ...annotationsOf(resources),
      ...unseen.map(
        ({ what, why }): Annotation => ({ level: 'warning', title: 'not compared', message: `${what}: ${why}` }),
      ),
      { level: 'notice', title: 'plan', message: summaryText(summary).join(' ') },
    ],
    isFinding: (options.fail && hasChanges) || (options.strict && summary.notCompared > 0),
    text: (screen) => [
      ...resources.flatMap((resource) => resourceLines(resource, screen)),
      ...stackFindings.flatMap((check) => checkLines(check, screen)),
      ...unseen.flatMap(({ what, why }) => wrapped(`not compared: ${visible(what)}: ${why}`, screen)),
      ...(natives.length === 0
        ? []
        : wrapped(
            `${counted(natives.length, 'resource')} of the native type ${natives.length === 1 ? 'is' : 'are'} left to CloudFormation's change sets.`,
            screen,
          )),
      ...(resources.length === 0 ? wrapped(`No ${ownType} in ${visible(file)}.`, screen) : []),
      ...wrapped(summaryText(summary).join(' '), screen),
    ],
  };
};
