import { mostTags } from '../../ownership/quotas';
import { nativeTagKey } from '../../ownership/tag-key';
import { readMember } from '../../schema/interpreter';
import { list, required, structure, text, textOrEmpty, withSameNames } from '../../schema/members';
import { toOutput } from '../../schema/output';
import { Problems } from '../../schema/problem';
import { absent, validValue } from '../../schema/tree';
import type { Reading, ReadOptions } from './index';
import { checkProfile } from './rules';
import { securityProfile } from './table';

const { AdoptExisting: _adoptExisting, Revision: _revision, ...members } = securityProfile.members;

const tag = withSameNames({
  Key: required(text({ maximum: 128, checks: [nativeTagKey] })),
  Value: textOrEmpty(256),
});

/** The same without what is ours: a few properties more, and tags that mark the owner. */
const nativeSecurityProfile = structure(
  { ...members, Tags: list(tag, { maximum: mostTags }) },
  { refused: securityProfile.refused ?? {} },
);

/** Reads the properties of an `AWS::IoT::SecurityProfile` as `readProperties` does those of ours. */
export const readNativeProperties = (
  properties: unknown,
  { isUnresolved = () => false, mostProblems }: ReadOptions = {},
): Omit<Reading, 'profile'> => {
  const problems = new Problems(mostProblems);
  const read = readMember(nativeSecurityProfile, properties, '', { problems, isUnresolved });
  const profile = validValue(read);
  if (profile !== undefined) problems.addAll(checkProfile({ ...profile, AdoptExisting: absent, Revision: absent }));
  return { ...problems.found(), readable: toOutput(nativeSecurityProfile, read) ?? {} };
};
