import type { GivenParameters } from '../../cloudformation/parameters';
import type { Environment } from '../context';
import { ofAll } from '../drift/all';
import { type DriftedProfile, ofFile, ofStack } from '../drift/examine';
import { profileLines } from '../drift/lines';
import { isDrift, summaryOf, summaryText } from '../drift/summary';
import { CommandError } from '../errors';
import type { Account } from '../live/account';
import type { Annotation, Outcome } from '../outcome';
import { wrapped } from '../screen/screen';
import { shownValue, visible } from '../screen/visible';

export interface DriftOptions {
  readonly stack?: string;
  readonly all: boolean;
  readonly parameter: GivenParameters;
  /** Whether what was not compared fails. */
  readonly strict: boolean;
}

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
  profiles.flatMap((profile): readonly Annotation[] => {
    const { source, isFile, line, logicalId, name, status, differences, reasons, unknown } = profile;
    const place = {
      ...(isFile ? { file: source } : {}),
      ...(line === undefined ? {} : { line }),
      title: `${isFile ? '' : `${source} `}${logicalId}`,
    };
    const because = reasons.length > 0 ? `: ${reasons.join('; ')}` : '';
    const places = differences.map(
      ({ path, declared, live }) => `; ${path} declared ${shownValue(declared)}, now ${shownValue(live)}`,
    );
    const message = `profile ${name} ${status}${because}${places.join('')}`;
    return [
      ...(isDrift(profile) ? [{ level: 'error' as const, ...place, message }] : []),
      ...(unknown.length === 0
        ? []
        : [{ level: 'warning' as const, ...place, message: `not compared: ${unknown.join(', ')}` }]),
    ];
  });

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
    annotations: [
      ...annotationsOf(profiles),
      ...notSeen.map((message): Annotation => ({ level: 'warning', title: 'not compared', message })),
      { level: 'notice', title: 'drift', message: summaryText(summary) },
    ],
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
