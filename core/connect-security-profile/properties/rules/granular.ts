import type { Problem } from '../../../schema/problem';
import type { ElementOf, ReadValue } from '../../../schema/rules';
import { isAbsent, type Read, validValue } from '../../../schema/tree';
import { elementsOf, fine, isEmptyList, type ProfileRule, type ProfileTree, problem, warning } from './rule';

type GranularTree = ReadValue<ProfileTree['GranularAccessControlConfiguration']>;
type DataTableTree = ReadValue<GranularTree['DataTableAccessControlConfiguration']>;
type AttributesTree = ReadValue<DataTableTree['PrimaryAttributeAccessControlConfiguration']>['PrimaryAttributeValues'];

/** What is read instead of a member of something that is not there to be read. */
const inside = <Value, Inner>(read: Read<Value>, member: (value: Value) => Read<Inner>): Read<Inner> =>
  read.state === 'valid' ? member(read.value) : read;

const attributesOf = ({ GranularAccessControlConfiguration }: ProfileTree): AttributesTree => {
  const dataTable = inside(GranularAccessControlConfiguration, (one) => one.DataTableAccessControlConfiguration);
  const primary = inside(dataTable, (one) => one.PrimaryAttributeAccessControlConfiguration);
  return inside(primary, (one) => one.PrimaryAttributeValues);
};

const at = 'GranularAccessControlConfiguration';
const attributesAt = `${at}.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues`;

export const granularSaysSomething: ProfileRule = (profile) =>
  profile.GranularAccessControlConfiguration.state === 'valid' && isEmptyList(attributesOf(profile))
    ? warning(at, 'restricts nothing without PrimaryAttributeValues; give attributes, or take it out')
    : fine;

/** Optional in the API's model, required by the native CloudFormation type. */
const isWhole = ({ AccessType, AttributeName, Values }: ElementOf<AttributesTree>, path: string): readonly Problem[] =>
  Object.entries({ AccessType, AttributeName, Values }).flatMap(([name, read]: [string, Read<unknown>]) =>
    isAbsent(read) ? warning(`${path}.${name}`, 'is missing; without it the service may refuse the attribute') : fine,
  );

export const attributesAreWhole: ProfileRule = (profile) =>
  elementsOf(attributesOf(profile), attributesAt).flatMap(({ value, path }): readonly Problem[] =>
    validValue(value.Values)?.length === 0
      ? [
          ...isWhole(value, path),
          ...problem('strong', `${path}.Values`, 'an empty list allows nothing; give 1 or 2 values'),
        ]
      : isWhole(value, path),
  );
