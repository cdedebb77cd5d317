import { Document } from 'yaml';
import type { StoredProfile } from '../connect';
import type { Colors } from './colors';

/** A profile as Amazon Connect holds it, with its users and its tags. */
export const connectProfileLines = (
  { name, arn, content, users, tags }: StoredProfile,
  colors: Colors,
): readonly string[] => {
  const held = { SecurityProfileArn: arn, ...content, ...(users.length > 0 ? { users } : {}), tags };
  const body = new Document(held, { aliasDuplicateObjects: false })
    .toString({ lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
  return [colors.bold(`Amazon Connect now holds the profile ${name}:`), ...body];
};
