import { risksOf } from '../../core/connect-security-profile/risks';
import type { Environment } from '../context';
import { CommandError } from '../errors';
import { isOfStack, type Ownership, ownershipOf, shortOwner } from '../live/owner';
import { ifRead } from '../live/readable';
import type { Outcome } from '../outcome';
import { progressLine } from '../screen/progress';
import { type Row, rowsIn } from '../screen/rows';
import { counted, wrapped } from '../screen/screen';
import { visible } from '../screen/visible';
import { type ListOptions, refuseFilters } from '../verbs/list';
import type { Instance } from './instance';
import { namedProfiles, type SeenProfile, seeProfiles } from './profiles';

interface ListedProfile {
  readonly name: string;
  readonly arn: string;
  /** How many; `null`: they may not be read. */
  readonly permissions: number | null;
  /** What people with it can do that few should; `null`: the permissions may not be read. */
  readonly risks: readonly string[] | null;
  readonly owner: Ownership;
}

const listed = ({ name, arn, permissions, tags }: SeenProfile): ListedProfile => {
  const Permissions = ifRead(permissions);
  return {
    name,
    arn,
    permissions: Permissions === null ? null : Permissions.length,
    risks: Permissions && risksOf({ Permissions }),
    owner: ownershipOf(tags),
  };
};

const header = ['NAME', 'PERMISSIONS', 'RISKS', 'OWNER'];

const row = ({ name, permissions, risks, owner }: ListedProfile): Row => {
  const [many, risky] = [permissions ?? '?', risks?.length ?? '?'].map(String);
  const first = visible(name);
  const whose = shortOwner(owner);
  return {
    cells: [first, many ?? '', risky ?? '', whose],
    told: [first, `permissions ${many}, risks ${risky}`, `owner ${whose}`],
  };
};

/** @throws CommandError for filters on what profiles of Amazon Connect do not have */
const refuseIotFilters = ({ metric, target }: ListOptions): void => {
  const given = Object.entries({ metric, target }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  );
  if (given.length > 0)
    throw new CommandError(
      `${given.join(', ')}: for profiles of AWS IoT alone; with --connect there are --stack and --names-only`,
    );
};

/** All profiles of an instance of Amazon Connect. */
export const listOfInstance = async (
  options: ListOptions,
  instance: Instance,
  environment: Environment,
): Promise<Outcome> => {
  const { stack, namesOnly } = options;
  const { region, instanceId } = instance;
  refuseIotFilters(options);
  refuseFilters(namesOnly, stack === undefined ? [] : ['stack']);
  const named = await namedProfiles(instance);
  const names = named.map(({ name }) => name);
  if (namesOnly)
    return {
      document: { region, instanceId, names },
      annotations: [],
      isFinding: false,
      text: () => names.map(visible),
    };
  const progress = progressLine(environment, 'profiles');
  const seen = await seeProfiles(instance, named, progress.at);
  progress.end();
  const all = seen.map(listed);
  const profiles = all.filter(({ owner }) => stack === undefined || isOfStack(owner, stack));
  const summary = {
    profiles: profiles.length,
    all: all.length,
    risky: profiles.filter(({ risks }) => (risks?.length ?? 0) > 0).length,
    notAllowed: profiles.filter(({ permissions }) => permissions === null).length,
  };
  return {
    document: { region, instanceId, profiles, summary },
    annotations: [],
    isFinding: false,
    text: (screen) => [
      ...(profiles.length === 0 ? [] : [...rowsIn(profiles.map(row), screen, { header, alignRight: [1, 2] }), '']),
      ...wrapped(summaryText(summary, instance), screen),
    ],
  };
};

const summaryText = (
  { profiles, all, risky, notAllowed }: Readonly<Record<'profiles' | 'all' | 'risky' | 'notAllowed', number>>,
  { instanceId, region }: Instance,
): string => {
  const selected = profiles === all ? counted(all, 'profile') : `${profiles} of ${counted(all, 'profile')}`;
  return [
    `${selected} of the instance ${instanceId} in ${region}.`,
    ...(risky === 0 ? [] : [`${risky} ${risky === 1 ? 'lets' : 'let'} people do what few should: show says what.`]),
    ...(notAllowed === 0 ? [] : [`Of ${notAllowed} the permissions may not be read with these credentials.`]),
  ].join(' ');
};
