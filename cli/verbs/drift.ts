import type { Behavior } from '@aws-sdk/client-iot';
import { lookForProfile } from '../../aws/iot/read';
import type { GivenParameters } from '../../cloudformation/parameters';
import type { Difference } from '../../core/iot-security-profile/differences';
import { explain } from '../../core/iot-security-profile/explain';
import { contentOf } from '../../core/iot-security-profile/goal';
import { nameOf } from '../../core/iot-security-profile/name';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import { stackNameOf } from '../../core/ownership/generated-name';
import type { Environment } from '../context';
import { declareStack, exportsFor } from '../declared/deployment';
import { checkGiven } from '../declared/given';
import { pairsOf, placeOf, stackDeclarations } from '../declared/pairs';
import { type DeclaredProfile, nativeType, ownType, unknownPaths } from '../declared/resources';
import { type Drift, type DriftStatus, driftOf, without } from '../drift/compare';
import { CommandError } from '../errors';
import type { Account } from '../live/account';
import { ownershipOf } from '../live/owner';
import { profileNames, type SeenProfile, seeProfiles } from '../live/profiles';
import type { Annotation, Outcome } from '../outcome';
import { behaviorOf, type DifferenceGroup, grouped, placesIn, sideOf } from '../screen/differences';
import { progressLine } from '../screen/progress';
import { type Row, rowsIn } from '../screen/rows';
import { counted, type Screen, wrapped } from '../screen/screen';
import { shownValue, visible } from '../screen/visible';

export interface DriftOptions {
  readonly stack?: string;
  readonly all: boolean;
  readonly parameter: GivenParameters;
  /** Whether what was not compared fails. */
  readonly strict: boolean;
}

interface DriftedProfile extends Drift {
  /** The stack or the file. */
  readonly source: string;
  readonly isFile: boolean;
  readonly line: number | undefined;
  readonly logicalId: string;
  readonly name: string;
}

/** What was looked at, and what was not. */
interface Examination {
  readonly profiles: readonly DriftedProfile[];
  /** What else there is and was not compared, with why. */
  readonly notSeen: readonly string[];
}

const look = ({ iot }: Account, name: string): Promise<LiveProfile | undefined> =>
  lookForProfile(iot.call, { name, arn: undefined, targets: true });

const natives = (profiles: readonly DeclaredProfile[]): number =>
  profiles.filter(({ type }) => type === nativeType).length;

const nativeNote = (count: number): readonly string[] =>
  count === 0
    ? []
    : [`${counted(count, 'resource')} of the native type: aws cloudformation detect-stack-drift looks at those`];

const ofStack = async (name: string, account: Account): Promise<Examination> => {
  const declarations = await stackDeclarations(name, account, await placeOf(account));
  const profiles: DriftedProfile[] = [];
  for (const { stack, declaration } of declarations)
    for (const declared of declaration.profiles.filter(({ type }) => type === ownType)) {
      const { logicalId } = declared;
      const physicalId = stack.physicalIds[logicalId];
      const drift =
        physicalId === undefined
          ? without('missing', 'the stack has no such resource yet')
          : driftOf(declared, await look(account, physicalId), stack.id);
      profiles.push({
        ...drift,
        source: `stack ${stack.name}`,
        isFile: false,
        line: undefined,
        logicalId,
        name: physicalId ?? '',
      });
    }
  return { profiles, notSeen: nativeNote(natives(declarations.flatMap(({ declaration }) => declaration.profiles))) };
};

const ofFile = async (file: string, parameters: GivenParameters, account: Account): Promise<Examination> => {
  const { pairs, unseen } = await pairsOf({ file, parameters }, account);
  checkGiven(
    Object.keys(parameters),
    pairs.map(({ after }) => after.read),
  );
  const profiles: DriftedProfile[] = [];
  for (const { after } of pairs)
    for (const declared of after.profiles.filter(({ type }) => type === ownType)) {
      const { logicalId, properties, position } = declared;
      const name = properties.SecurityProfileName
        ? nameOf({ properties, stackId: '', logicalResourceId: logicalId })
        : '';
      const drift =
        name === ''
          ? without(
              'not compared',
              unknownPaths(declared).includes('SecurityProfileName')
                ? 'its name is known only when it is deployed; --stack looks at what is deployed'
                : 'its name is generated for the stack that it is in; --stack looks at what is deployed',
              ['SecurityProfileName'],
            )
          : driftOf(declared, await look(account, name), undefined);
      profiles.push({ ...drift, source: after.source, isFile: true, line: position?.line, logicalId, name });
    }
  return {
    profiles,
    notSeen: [
      ...unseen.map(({ what, why }) => `${what}: ${why}`),
      ...nativeNote(natives(pairs.flatMap(({ after }) => after.profiles))),
    ],
  };
};

const liveOf = ({ name, arn, version, content, tags, targets }: SeenProfile): LiveProfile => ({
  name,
  arn,
  version,
  content,
  tags: tags.kind === 'read' ? tags.value : new Map(),
  targets: targets.kind === 'read' ? targets.value : undefined,
});

/** By the marks alone: no list of stacks is kept anywhere. */
const ofAll = async (account: Account, environment: Environment): Promise<Examination> => {
  const progress = progressLine(environment, 'profiles');
  const seen = await seeProfiles(account.iot, await profileNames(account.iot), progress.at);
  progress.end();
  const byStack = new Map<string, { readonly logicalId: string; readonly profile: SeenProfile }[]>();
  const counts = { nobody: 0, native: 0, unclear: 0, denied: 0 };
  for (const profile of seen) {
    if (profile.tags.kind === 'denied' || profile.targets.kind === 'denied') {
      counts.denied += 1;
      continue;
    }
    const owner = ownershipOf(profile.tags.value);
    switch (owner.kind) {
      case 'stack': {
        const { stackId, logicalId } = owner;
        byStack.set(stackId, [...(byStack.get(stackId) ?? []), { logicalId, profile }]);
        break;
      }
      case 'native type':
        counts.native += 1;
        break;
      case 'unclear':
        counts.unclear += 1;
        break;
      case 'nobody':
        counts.nobody += 1;
    }
  }
  const place = await placeOf(account);
  const profiles: DriftedProfile[] = [];
  for (const [stackId, members] of byStack) {
    const stack = await account.stacks.stack(stackId);
    const isGone = stack === undefined || stack.status === 'DELETE_COMPLETE';
    const declaration = isGone ? undefined : declareStack(stack, place, await exportsFor([stack.template], account));
    const source = `stack ${stack?.name ?? stackNameOf(stackId)}`;
    const ofStackHere = { source, isFile: false, line: undefined };
    const left = new Map(
      (declaration?.profiles ?? [])
        .filter(({ type }) => type === ownType)
        .map((declared) => [declared.logicalId, declared]),
    );
    for (const { logicalId, profile } of members) {
      const declared = left.get(logicalId);
      const isCurrent = stack?.physicalIds[logicalId] === profile.name;
      const orphaned = isGone
        ? `its stack ${stackId} is gone`
        : declared === undefined
          ? 'its stack declares no such resource any more'
          : `its stack has ${stack.physicalIds[logicalId] ?? 'nothing'} for that resource`;
      const drift =
        declared === undefined || !isCurrent
          ? { ...without('orphaned', `${orphaned}: nobody looks after it`), live: liveOf(profile) }
          : driftOf(declared, liveOf(profile), stackId);
      if (isCurrent) left.delete(logicalId);
      profiles.push({ ...drift, ...ofStackHere, logicalId, name: profile.name });
    }
    for (const declared of left.values()) {
      const name = stack?.physicalIds[declared.logicalId] ?? '';
      const live = name === '' ? undefined : await look(account, name);
      profiles.push({ ...driftOf(declared, live, stackId), ...ofStackHere, logicalId: declared.logicalId, name });
    }
  }
  return {
    profiles,
    notSeen: [
      ...(counts.nobody === 0 ? [] : [`${counted(counts.nobody, 'profile')} that no stack has marked`]),
      ...(counts.native === 0
        ? []
        : [
            `${counted(counts.native, 'profile')} of the native type: aws cloudformation detect-stack-drift looks at those`,
          ]),
      ...(counts.unclear === 0 ? [] : [`${counted(counts.unclear, 'profile')} with a part of the marks only`]),
      ...(counts.denied === 0 ? [] : [`${counted(counts.denied, 'profile')} whose tags or targets may not be read`]),
    ],
  };
};

const symbolOf = ({ status }: DriftedProfile, { colors }: Screen): string => {
  const symbols: Readonly<Record<DriftStatus, string>> = {
    'in sync': colors.green('='),
    drifted: colors.yellow('~'),
    missing: colors.red('-'),
    'not ours': colors.red('✗'),
    orphaned: colors.magenta('?'),
    'not compared': colors.dim('?'),
  };
  return symbols[status];
};

const sentence = (label: string, behavior: Behavior | undefined, screen: Screen): readonly string[] =>
  behavior === undefined ? [] : wrapped(`${label}${explain(behavior)}`, screen, 6);

/** A target, as a behavior, is there or not: it has no value. */
const differenceRow = ({ path, declared, live }: Difference): Row => {
  const place = visible(path);
  const sides = path.startsWith('TargetArns[')
    ? [declared === undefined ? 'not declared, and there' : 'declared, and gone']
    : [`declared ${shownValue(declared)}`, `now ${shownValue(live)}`];
  return { cells: [place, ...sides], told: [place, ...sides] };
};

const groupLines = (profile: DriftedProfile, group: DifferenceGroup, screen: Screen): readonly string[] => {
  const { behavior, differences } = group;
  const rows = rowsIn(differences.map(differenceRow), screen, { indent: 4 });
  if (behavior === undefined) return rows;
  const declared = behaviorOf(profile.declared && contentOf(profile.declared.profile), behavior);
  const live = behaviorOf(profile.live?.content, behavior);
  switch (sideOf(group)) {
    case 'added':
      return [`    Behaviors[${visible(behavior)}]  declared, and gone`, ...sentence('', declared, screen)];
    case 'removed':
      return [`    Behaviors[${visible(behavior)}]  not declared, and there`, ...sentence('', live, screen)];
    case 'changed':
      return [...rows, ...sentence('declared: ', declared, screen), ...sentence('now: ', live, screen)];
  }
};

const profileLines = (profile: DriftedProfile, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const { source, line, logicalId, name, status, reasons, differences, unknown, foreignTags, live } = profile;
  const version = live?.version === undefined ? '' : ` version ${live.version}`;
  const place = `${visible(source)}${line === undefined ? '' : `:${line}`}`;
  const rows = grouped(differences).flatMap((group) => groupLines(profile, group, screen));
  return [
    `${symbolOf(profile, screen)} ${place}  ${colors.cyan(visible(logicalId))}  ${name === '' ? '' : `profile ${visible(name)}${version}  `}${colors.bold(status)}`,
    ...reasons.flatMap((reason) => wrapped(visible(reason), screen, 4)),
    ...rows,
    ...(unknown.length === 0
      ? []
      : wrapped(`not compared: ${unknown.map(visible).join(', ')} (not known outside the deployment)`, screen, 4)),
    ...(foreignTags.length === 0
      ? []
      : wrapped(`tags of others, left alone: ${foreignTags.map(visible).join(', ')}`, screen, 4)),
  ];
};

const isDrift = ({ status }: DriftedProfile): boolean => status !== 'in sync' && status !== 'not compared';

const summaryOf = ({ profiles, notSeen }: Examination) => ({
  profiles: profiles.length,
  inSync: profiles.filter(({ status, unknown }) => status === 'in sync' && unknown.length === 0).length,
  drifted: profiles.filter(({ status }) => status === 'drifted').length,
  missing: profiles.filter(({ status }) => status === 'missing').length,
  notOurs: profiles.filter(({ status }) => status === 'not ours').length,
  orphaned: profiles.filter(({ status }) => status === 'orphaned').length,
  differences: profiles.reduce((sum, { differences }) => sum + placesIn(differences), 0),
  /** In sync as far as was compared. */
  incomplete: profiles.filter(
    ({ status, unknown }) => status === 'not compared' || (status === 'in sync' && unknown.length > 0),
  ).length,
  notCompared: profiles.reduce((sum, { unknown }) => sum + unknown.length, notSeen.length),
});

const summaryText = (summary: ReturnType<typeof summaryOf>): string => {
  const { profiles, inSync, drifted, missing, notOurs, orphaned, differences, incomplete, notCompared } = summary;
  if (profiles === 0) return 'No profile was compared.';
  const parts = [
    `${drifted} of ${counted(profiles, 'profile')} drifted${differences > 0 ? `, in ${counted(differences, 'place')}` : ''}`,
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(notOurs > 0 ? [`${notOurs} of somebody else`] : []),
    ...(orphaned > 0 ? [`${orphaned} that nobody looks after`] : []),
    ...(inSync > 0 ? [`${inSync} in sync`] : []),
    ...(incomplete > 0 ? [`${incomplete} compared in part or not at all`] : []),
  ];
  return `${parts.join(', ')}. ${notCompared === 0 ? 'Everything was compared.' : `${counted(notCompared, 'thing')} not compared.`}`;
};

const documentOf = (profile: DriftedProfile) => {
  const { source, line, logicalId, name, status, reasons, differences, unknown, foreignTags, live } = profile;
  return {
    source,
    ...(line === undefined ? {} : { line }),
    resource: logicalId,
    name,
    status,
    ...(live?.version === undefined ? {} : { version: live.version }),
    reasons,
    differences: differences.map(({ path, declared, live: now }) => ({
      path,
      ...(declared === undefined ? {} : { declared }),
      ...(now === undefined ? {} : { live: now }),
    })),
    foreignTags,
    notCompared: unknown,
  };
};

const annotationsOf = (profiles: readonly DriftedProfile[]): readonly Annotation[] =>
  profiles.filter(isDrift).map(({ source, isFile, line, logicalId, name, status, differences, reasons }) => ({
    level: 'error',
    ...(isFile ? { file: source } : {}),
    ...(line === undefined ? {} : { line }),
    title: `${isFile ? '' : `${source} `}${logicalId}`,
    message: `profile ${name} ${status}${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}${differences.map(({ path, declared, live }) => `; ${path} declared ${shownValue(declared)}, now ${shownValue(live)}`).join('')}`,
  }));

const examine = (file: string | undefined, options: DriftOptions, account: Account, environment: Environment) => {
  const { stack, all, parameter } = options;
  const given = [
    ...(file === undefined ? [] : ['FILE']),
    ...(stack === undefined ? [] : ['--stack']),
    ...(all ? ['--all'] : []),
  ];
  if (given.length !== 1)
    throw new CommandError(
      `what is declared comes from one place: give FILE, or --stack STACK, or --all${given.length === 0 ? '' : `; given were ${given.join(' and ')}`}`,
    );
  if (file !== undefined) return ofFile(file, parameter, account);
  if (Object.keys(parameter).length > 0)
    throw new CommandError('--parameter belongs to a file; a stack has its parameters already');
  return stack === undefined ? ofAll(account, environment) : ofStack(stack, account);
};

/** Live profiles against what is declared. */
export const drift = async (
  file: string | undefined,
  options: DriftOptions,
  account: Account,
  environment: Environment,
): Promise<Outcome> => {
  const examination = await examine(file, options, account, environment);
  const { profiles, notSeen } = examination;
  const summary = summaryOf(examination);
  const drifted = profiles.filter(({ status }) => status === 'drifted');
  return {
    document: { region: account.region, profiles: profiles.map(documentOf), notSeen, summary },
    annotations: annotationsOf(profiles),
    isFinding: profiles.some(isDrift) || (options.strict && summary.notCompared > 0),
    hints:
      drifted.length === 0
        ? []
        : [
            'put it back: change Revision in the template and deploy',
            `keep it: security-profile export ${drifted[0]?.name ?? ''}`,
          ],
    text: (screen) => [
      ...profiles.flatMap((profile) => [...profileLines(profile, screen), '']),
      ...notSeen.flatMap((one) => wrapped(`not compared: ${visible(one)}`, screen)),
      ...wrapped(summaryText(summary), screen),
    ],
  };
};
