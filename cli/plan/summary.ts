import type { Unseen } from '../declared/pairs';
import { placesIn } from '../screen/differences';
import { counted } from '../screen/screen';
import type { Action } from './forecast';
import type { PlannedResource } from './planned';
import type { Check } from './preflight';

const count = (resources: readonly PlannedResource[], ...actions: readonly Action[]): number =>
  resources.filter(({ action }) => actions.includes(action)).length;

const isFailure = ({ kind }: Check): boolean => kind === 'failure';

export const summaryOf = (
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
  notCompared:
    resources.reduce((sum, { unknown }) => sum + unknown.length, unseen.length) + count(resources, 'unknown'),
});

export const summaryText = (summary: ReturnType<typeof summaryOf>): readonly string[] => {
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
