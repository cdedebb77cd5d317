import { Document, isNode, isSeq } from 'yaml';
import { explain } from '../../core/iot-security-profile/explain';
import { isJsonObject } from '../../core/schema/json';
import type { StoredProfile } from '../iot';
import type { Colors } from './colors';

/** As the AWS SDK reads it: a whole number beyond 2^53−1 is the nearest double. */
const rounded = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, rounded(inner)]));
};

/** YAML, with what raises the alarm above each behavior: the behavior itself says what is normal. */
const explained = (content: Readonly<Record<string, unknown>>): string => {
  const document = new Document(content, { aliasDuplicateObjects: false });
  const nodes = document.get('behaviors');
  const behaviors = Array.isArray(content.behaviors) ? content.behaviors : [];
  for (const [index, node] of isSeq(nodes) ? nodes.items.entries() : []) {
    const behavior = rounded(behaviors[index]);
    if (isNode(node) && isJsonObject(behavior)) node.commentBefore = ` ${explain(behavior)}`;
  }
  return document.toString({ lineWidth: 0 });
};

/** A profile as the service holds it, with its targets and its tags. */
export const profileLines = (name: string, stored: StoredProfile | undefined, colors: Colors): readonly string[] => {
  if (stored === undefined) return [colors.bold(`The service holds no profile ${name}.`)];
  const { profile, targets, tags } = stored;
  const body = explained({ ...profile, targets, tags })
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
  return [colors.bold(`The service now holds the profile ${name}:`), ...body];
};
