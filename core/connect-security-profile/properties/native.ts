import { mostTags } from '../../ownership/quotas';
import { nativeTagKey } from '../../ownership/tag-key';
import { readMember } from '../../schema/interpreter';
import { list, required, sameNames, structure, text, textOrEmpty, withSameNames } from '../../schema/members';
import { toOutput } from '../../schema/output';
import { Problems } from '../../schema/problem';
import { absent, validValue } from '../../schema/tree';
import type { Reading, ReadOptions } from './index';
import { checkProfile } from './rules';
import { securityProfile } from './table';

const {
  AllowedAIAgents: _allowedAIAgents,
  AdoptExisting: _adoptExisting,
  Revision: _revision,
  ...members
} = securityProfile.members;

const tag = withSameNames({
  Key: required(text({ maximum: 128, checks: [nativeTagKey] })),
  Value: textOrEmpty(256),
});

/**
 * The same without what is ours: a few properties more, and tags that mark the owner. The limits are the API's: the schema
 * of the type has been behind it more than once.
 */
const nativeSecurityProfile = sameNames(
  structure(
    { ...members, Tags: list(tag, { maximum: mostTags }) },
    {
      refused: {
        ...securityProfile.refused,
        AllowedAIAgents: 'is not a property of the native type; Custom::ConnectSecurityProfile has it',
      },
    },
  ),
);

/** Reads the properties of an `AWS::Connect::SecurityProfile` as `readProperties` does those of ours. */
export const readNativeProperties = (
  properties: unknown,
  { isUnresolved = () => false, mostProblems, knownPermissions }: Omit<ReadOptions, 'place'> = {},
): Omit<Reading, 'profile'> => {
  const problems = new Problems(mostProblems);
  const read = readMember(nativeSecurityProfile, properties, '', { problems, isUnresolved });
  const profile = validValue(read);
  if (profile !== undefined)
    problems.addAll(
      checkProfile({ ...profile, AllowedAIAgents: absent, AdoptExisting: absent, Revision: absent }, knownPermissions),
    );
  return { ...problems.found(), readable: toOutput(nativeSecurityProfile, read) ?? {} };
};
