import { lookForProfile } from '../../aws/iot/read';
import type { GivenParameters } from '../../cloudformation/parameters';
import type { Difference } from '../../core/iot-security-profile/differences';
import { contentOf } from '../../core/iot-security-profile/goal';
import { nameOf } from '../../core/iot-security-profile/name';
import { claimantOf, ownershipTagKeys } from '../../core/ownership/marks';
import { checkGiven } from '../declared/given';
import { type Pair, pairsOf, type Unseen } from '../declared/pairs';
import { nativeType, ownType } from '../declared/resources';
import type { Account } from '../live/account';
import type { Annotation, Outcome } from '../outcome';
import { eventsOf, type ResourceEvent } from '../plan/events';
import { type Action, type Forecast, type ForecastCall, forecast, type Surroundings } from '../plan/forecast';
import { type Check, doubtsAbout, preflight, stackChecks } from '../plan/preflight';
import { shortArn } from '../screen/arn';
import { differenceLines, placesIn } from '../screen/differences';
import { counted, type Screen, wrapped } from '../screen/screen';
import { shownValue, visible } from '../screen/visible';

export interface PlanOptions {
  readonly stack?: string;
  readonly parameter: GivenParameters;
  /** Whether changes fail. */
  readonly fail: boolean;
  /** Whether what was not compared fails. */
  readonly strict: boolean;
}

interface PlannedResource extends Forecast {
  readonly source: string;
  readonly line: number | undefined;
  readonly stackName: string;
  readonly checks: readonly Check[];
  /** What was taken for granted where no stack was asked for. */
  readonly assumption: string | undefined;
}

const accountOf = (pair: Pair) => {
  const { partition, accountId, region } = pair.after.known.place;
  return (name: string): string | undefined =>
    partition === undefined || accountId === undefined || region === undefined
      ? undefined
      : `arn:${partition}:iot:${region}:${accountId}:securityprofile/${name}`;
};

const surroundingsOf = (pair: Pair, { iot }: Account): Surroundings => ({
  call: iot.call,
  stackId: pair.stack?.id,
  stackName: pair.stackName === '' ? 'stack' : pair.stackName,
  arnOf: accountOf(pair),
});

/**
 * Without a stack nobody says whether a profile that stands is the resource's own. Its marks may: then what stands is
 * taken for what an update finds.
 */
const ownerOfStanding = async (event: ResourceEvent, surroundings: Surroundings) => {
  if (event.kind !== 'Create') return undefined;
  const { properties, logicalId } = event.declared;
  const name = nameOf({ stackId: '', logicalResourceId: logicalId, properties });
  if (!properties.SecurityProfileName || name === '') return undefined;
  const live = await lookForProfile(surroundings.call, { name, arn: undefined, targets: false });
  const claimant = live && claimantOf(live.tags);
  return claimant?.logicalResourceId === logicalId ? { stackId: claimant.stackId, name } : undefined;
};

const planned = async (pair: Pair, event: ResourceEvent, account: Account): Promise<PlannedResource> => {
  const surroundings = surroundingsOf(pair, account);
  const standing = pair.stackName === '' ? await ownerOfStanding(event, surroundings) : undefined;
  const isAssumed = standing !== undefined && event.kind === 'Create';
  // As an update in place of which nothing is known but what it declares.
  const assumed: ResourceEvent = isAssumed
    ? {
        kind: 'Update',
        declared: event.declared,
        before: { ...event.declared, properties: { SecurityProfileName: standing.name } },
        physicalId: standing.name,
      }
    : event;
  const told = await forecast(
    assumed,
    isAssumed ? { ...surroundings, stackId: standing.stackId, isBeforeKnown: false } : surroundings,
  );
  const position = 'declared' in event ? event.declared.position : undefined;
  return {
    ...told,
    source: 'declared' in event ? pair.after.source : (pair.before?.source ?? ''),
    line: position?.line,
    stackName: pair.stackName,
    checks: [...doubtsAbout(assumed), ...(await preflight(told, account.iot.call))],
    assumption: isAssumed
      ? `taken for an update of ${standing.stackId}, whose mark the profile bears; --stack tells what that stack declared before, and so which tags and targets it takes away`
      : undefined,
  };
};

const symbols: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  replace: '±',
  adopt: '~',
  delete: '-',
  release: '-',
  leave: '=',
  'no changes': '=',
  refused: '✗',
  unknown: '?',
};

const words: Readonly<Record<Action, string>> = {
  create: 'create',
  update: 'update in place',
  replace: 'replace',
  adopt: 'adopt: take over what is there already',
  delete: 'delete',
  release: 'let go: the marks of ownership go, the profile stays',
  leave: 'leave as it is',
  'no changes': 'no changes',
  refused: 'the deployment fails',
  unknown: 'not known',
};

const isOwnTag = (key: string): boolean => ownershipTagKeys.includes(key);

/** That of the profile itself; a new one has none yet, also where it takes the place of another. */
const versionOf = ({ live, name }: Forecast): number | undefined => (live?.name === name ? live.version : undefined);

/** What a call says, in a few words. */
const callWords = (call: ForecastCall): string => {
  switch (call.operation) {
    case 'CreateSecurityProfile': {
      const { behaviors = [], tags = [] } = call.input;
      return `${call.input.securityProfileName}, ${counted(behaviors.length, 'behavior')}, ${counted(tags.length, 'tag')}`;
    }
    case 'UpdateSecurityProfile': {
      const { securityProfileName, expectedVersion, ...members } = call.input;
      return `${securityProfileName} ${Object.keys(members).join(', ')}, expectedVersion ${expectedVersion}`;
    }
    case 'AttachSecurityProfile':
    case 'DetachSecurityProfile':
      return `${call.input.securityProfileName} ${shortArn(call.input.securityProfileTargetArn ?? '')}`;
    case 'DeleteSecurityProfile':
      return `${call.input.securityProfileName}, expectedVersion ${call.input.expectedVersion}`;
    case 'TagResource':
      return (call.input.tags ?? []).map(({ Key = '' }) => (isOwnTag(Key) ? `${Key} (mark)` : Key)).join(', ');
    case 'UntagResource':
      return (call.input.tagKeys ?? []).map((key) => (isOwnTag(key) ? `${key} (mark)` : key)).join(', ');
  }
};

const attachments = ({ calls, detachedFromOthers }: Forecast, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const lines = calls.flatMap((call): readonly string[] => {
    if (call.operation === 'AttachSecurityProfile')
      return [`      ${colors.green('+')} ${shortArn(call.input.securityProfileTargetArn ?? '')}`];
    if (call.operation !== 'DetachSecurityProfile') return [];
    const arn = call.input.securityProfileTargetArn ?? '';
    const remark = detachedFromOthers.includes(arn)
      ? `  ${colors.magenta('attached elsewhere: this stack never declared it')}`
      : '';
    return [`      ${colors.red('-')} ${shortArn(arn)}${remark}`];
  });
  const left = detachedFromOthers
    .filter(
      (arn) =>
        !calls.some(
          ({ operation, input }) => operation === 'DetachSecurityProfile' && input.securityProfileTargetArn === arn,
        ),
    )
    .map(
      (arn) =>
        `      ${colors.red('-')} ${shortArn(arn)}  ${colors.magenta('attached elsewhere: it does not go over to the new profile')}`,
    );
  const all = [...lines, ...left];
  return all.length === 0 ? [] : [`  ${colors.yellow('~')} targets`, ...all];
};

const tagLines = ({ calls, live }: Forecast, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const set = calls.flatMap((call) =>
    call.operation === 'TagResource' || call.operation === 'CreateSecurityProfile' ? (call.input.tags ?? []) : [],
  );
  const gone = calls.flatMap((call) => (call.operation === 'UntagResource' ? (call.input.tagKeys ?? []) : []));
  const own = set.filter(({ Key = '', Value }) => !isOwnTag(Key) && live?.tags.get(Key) !== Value);
  const lines = [
    ...own.map(({ Key = '', Value }) => {
      const before = live?.tags.get(Key);
      return before === undefined
        ? `      ${colors.green('+')} ${visible(Key)}=${shownValue(Value)}`
        : `      ${colors.yellow('~')} ${visible(Key)}  ${shownValue(before)} → ${shownValue(Value)}`;
    }),
    ...gone.filter((key) => !isOwnTag(key)).map((key) => `      ${colors.red('-')} ${visible(key)}`),
  ];
  return lines.length === 0 ? [] : [`  ${colors.yellow('~')} tags`, ...lines];
};

const remarkOf =
  ({ overwritten }: Forecast) =>
  ({ path }: Difference): string =>
    overwritten.has(path) ? `overwrites a change made elsewhere (deployed: ${shownValue(overwritten.get(path))})` : '';

const checkLines = ({ kind, message }: Check, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const words = { failure: colors.red('fails:'), doubt: colors.yellow('doubt:'), note: 'note:' };
  return wrapped(`${words[kind]} ${visible(message)}`, screen, 2);
};

const resourceLines = (resource: PlannedResource, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const {
    logicalId,
    action,
    name,
    source,
    line,
    reasons,
    calls,
    differences,
    checks,
    unknown,
    live,
    declared,
    assumption,
  } = resource;
  const paint =
    { '+': colors.green, '-': colors.red, '✗': colors.red, '±': colors.magenta, '~': colors.yellow }[symbols[action]] ??
    colors.dim;
  const version = versionOf(resource) === undefined ? '' : ` version ${versionOf(resource)}`;
  const head = `${visible(source)}${line === undefined ? '' : `:${line}`}  ${colors.cyan(visible(logicalId))}  ${name === '' ? '' : `profile ${visible(name)}${version}`}`;
  const changes = action === 'refused' ? [] : differences;
  return [
    head.trimEnd(),
    `  ${paint(`${symbols[action]} ${words[action]}`)}`,
    ...reasons.flatMap((reason) => wrapped(visible(reason), screen, 4)),
    ...(assumption === undefined ? [] : wrapped(visible(assumption), screen, 4)),
    ...(declared === undefined
      ? []
      : differenceLines(
          changes,
          { declared: contentOf(declared.profile), live: live?.content ?? {}, remark: remarkOf(resource) },
          screen,
        )),
    ...attachments(resource, screen),
    ...tagLines(resource, screen),
    ...checks.flatMap((check) => checkLines(check, screen)),
    ...(unknown.length === 0
      ? []
      : wrapped(`not compared: ${unknown.map(visible).join(', ')} (known only when deployed)`, screen, 2)),
    ...(calls.length === 0
      ? []
      : [
          `  ${counted(calls.length, 'call')}${calls.length === 1 ? '' : ', in this order'}:`,
          ...calls.flatMap((call, index) =>
            wrapped(`${index + 1}  ${call.operation}  ${visible(callWords(call))}`, screen, 4),
          ),
        ]),
    '',
  ];
};

const count = (resources: readonly PlannedResource[], ...actions: readonly Action[]): number =>
  resources.filter(({ action }) => actions.includes(action)).length;

const isFailure = ({ kind }: Check): boolean => kind === 'failure';

const summaryOf = (
  resources: readonly PlannedResource[],
  unseen: readonly Unseen[],
  stackFindings: readonly Check[],
) => ({
  create: count(resources, 'create'),
  update: count(resources, 'update'),
  replace: count(resources, 'replace'),
  adopt: count(resources, 'adopt'),
  delete: count(resources, 'delete', 'release'),
  unchanged: count(resources, 'no changes', 'leave'),
  refused: count(resources, 'refused'),
  unknown: count(resources, 'unknown'),
  calls: resources.reduce((sum, { calls }) => sum + calls.length, 0),
  lost: resources.reduce(
    (sum, { differences, overwritten, detachedFromOthers }) =>
      sum + placesIn(differences.filter(({ path }) => overwritten.has(path))) + detachedFromOthers.length,
    0,
  ),
  failures: [...stackFindings, ...resources.flatMap(({ checks }) => checks)].filter(isFailure).length,
  notCompared: resources.reduce((sum, { unknown }) => sum + unknown.length, unseen.length),
});

const summaryText = (summary: ReturnType<typeof summaryOf>): readonly string[] => {
  const { create, update, replace, adopt, delete: gone, refused, unknown, lost, failures, notCompared } = summary;
  const isNothing = create + update + replace + adopt + gone + refused + unknown === 0;
  return [
    ...(isNothing
      ? ['Plan: no changes.']
      : [
          `Plan: ${create} to create, ${update} to update, ${replace} to replace${adopt === 0 ? '' : `, ${adopt} to adopt`}${gone === 0 ? '' : `, ${gone} to delete or let go`}.`,
        ]),
    ...(refused + failures === 0 ? [] : [`The deployment would fail: ${counted(refused + failures, 'reason')}.`]),
    ...(unknown === 0 ? [] : [`Of ${counted(unknown, 'profile')} nothing can be said.`]),
    ...(lost === 0 ? [] : [`${counted(lost, 'change')} made elsewhere would be lost.`]),
    ...(notCompared === 0 ? [] : [`${counted(notCompared, 'value')} not compared.`]),
    'Nothing was changed.',
  ];
};

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
  const resources: PlannedResource[] = [];
  for (const pair of pairs)
    for (const event of eventsOf(pair.before, pair.after)) resources.push(await planned(pair, event, account));
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
    annotations: annotationsOf(resources),
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
