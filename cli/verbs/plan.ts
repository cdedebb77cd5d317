import type { GivenParameters } from '../../cloudformation/parameters';
import { checkGiven } from '../declared/given';
import { pairsOf } from '../declared/pairs';
import { nativeType, ownType } from '../declared/resources';
import type { Account } from '../live/account';
import type { Annotation, Outcome } from '../outcome';
import { checkLines, resourceLines, words } from '../plan/lines';
import { type PlannedResource, planAll, versionOf } from '../plan/planned';
import { stackChecks } from '../plan/preflight';
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

const annotationsOf = (resources: readonly PlannedResource[]): readonly Annotation[] =>
  resources.flatMap(({ source, line, logicalId, action, reasons, checks, name }) => {
    const place = { file: source, ...(line === undefined ? {} : { line }), title: logicalId };
    const failures = [
      ...(action === 'refused' ? reasons : []),
      ...checks.filter(({ kind }) => kind === 'failure').map(({ message }) => message),
    ];
    return [
      ...failures.map((message): Annotation => ({ level: 'error', ...place, message })),
      ...(action === 'no changes' || action === 'leave' || action === 'refused'
        ? []
        : [{ level: 'notice' as const, ...place, message: `${words[action]}: profile ${name}` }]),
    ];
  });

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
  const stackFindings = pairs.flatMap(({ stack }) =>
    stack === undefined ? [] : stackChecks(stack.name, stack.status),
  );
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
      ...stackFindings.map(
        ({ kind, message }): Annotation => ({
          level: kind === 'failure' ? 'error' : 'warning',
          title: 'stack',
          message,
        }),
      ),
      ...annotationsOf(resources),
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
