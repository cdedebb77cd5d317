import { placesIn } from '../screen/differences';
import { counted } from '../screen/screen';
import type { DriftedProfile, Examination } from './examine';

/** Whether it is what a check fails for. */
export const isDrift = ({ status }: DriftedProfile): boolean => status !== 'in sync' && status !== 'not compared';

export const summaryOf = ({ profiles, notSeen }: Examination) => ({
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

export const summaryText = (summary: ReturnType<typeof summaryOf>): string => {
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
