import { duplicates } from '../../../schema/rules';
import { valid } from '../../../schema/tree';
import { elementsOf, type ProfileRule } from './rule';

/** Violations and CloudWatch metrics are keyed by the behavior's name, though nothing says that it must be unique. */
export const behaviorNamesAreUnique: ProfileRule = ({ Behaviors }) =>
  duplicates(
    elementsOf(Behaviors, 'Behaviors').map(({ value, path }) => ({ value: value.Name, path: `${path}.Name` })),
    'uncertain',
    'AWS tells violations apart by this name; give each behavior its own',
  );

/** A tag has one value. */
export const tagKeysAreUnique: ProfileRule = ({ Tags }) =>
  duplicates(
    elementsOf(Tags, 'Tags').map(({ value, path }) => ({ value: value.Key, path: `${path}.Key` })),
    'strong',
    'a key has one value; take one out',
  );

export const targetsAreUnique: ProfileRule = ({ TargetArns }) =>
  duplicates(
    elementsOf(TargetArns, 'TargetArns').map(({ value, path }) => ({ value: valid(value), path })),
    'uncertain',
    'a profile is attached to a target once; take one out',
  );
