import { tagKeyFormat, tagKeyLetters } from '../../ownership/tag-key';
import type { Member } from '../../schema/members';
import type { Check, Problem } from '../../schema/problem';
import { elementPath, memberPath } from '../../schema/shown';
import { behaviorNameFormat, descriptionFormat, metricFormat, mqttTopicFormat, nameFormat } from './formats';
import { securityProfile } from './table';

/** Checks that look at every character by itself, so that what one finds in a part it would find in the whole. */
const onParts: ReadonlyMap<Check, Check> = new Map([
  [nameFormat, nameFormat],
  [behaviorNameFormat, behaviorNameFormat],
  [metricFormat, behaviorNameFormat],
  [descriptionFormat, descriptionFormat],
  [mqttTopicFormat, (text) => (/[+#]/.test(text) ? mqttTopicFormat(text) : undefined)],
  [tagKeyFormat, tagKeyLetters],
]);

/** The parts of a text that are known, where others are known only later; `undefined` for any other value. */
export type KnownParts = (value: unknown) => readonly string[] | undefined;

const readText = (checks: readonly Check[], parts: readonly string[], path: string): readonly Problem[] => {
  for (const check of checks)
    for (const part of parts) {
      const finding = part === '' ? undefined : onParts.get(check)?.(part);
      if (finding !== undefined) return [{ path, ...finding }];
    }
  return [];
};

const read = (member: Member, value: unknown, path: string, knownParts: KnownParts): readonly Problem[] => {
  if (member.kind === 'text') return readText(member.checks ?? [], knownParts(value) ?? [], path);
  if (member.kind === 'list' && Array.isArray(value))
    return value.flatMap((item, index) => read(member.element, item, elementPath(path, index), knownParts));
  if (member.kind !== 'structure' || typeof value !== 'object' || value === null) return [];
  const properties = new Map(Object.entries(value));
  return Object.entries(member.members).flatMap(([name, inner]) =>
    read(inner, properties.get(name), memberPath(path, name), knownParts),
  );
};

/**
 * What is wrong with the characters of texts that are known in part, as `my fleet-${AWS::Region}`: `readProperties` passes
 * over them. Lengths and forms are not looked at: the other parts decide about them.
 */
export const readKnownParts = (properties: unknown, knownParts: KnownParts): readonly Problem[] =>
  read(securityProfile, properties, '', knownParts);
