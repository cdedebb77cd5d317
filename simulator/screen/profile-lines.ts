import { stringify } from 'yaml';
import type { StoredProfile } from '../iot';
import type { Colors } from './colors';

/** A profile as the service holds it, with its targets and its tags. */
export const profileLines = (name: string, stored: StoredProfile | undefined, colors: Colors): readonly string[] => {
  if (stored === undefined) return [colors.bold(`The service holds no profile ${name}.`)];
  const { profile, targets, tags } = stored;
  const text = stringify({ ...profile, targets, tags }, { lineWidth: 0, aliasDuplicateObjects: false });
  const body = text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
  return [colors.bold(`The service now holds the profile ${name}:`), ...body];
};
