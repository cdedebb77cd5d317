import { isList, isMap, type Value } from '../../cloudformation/values';
import { explain } from '../../core/iot-security-profile/explain';
import { readProperties } from '../../core/iot-security-profile/properties';
import { type DeclaredProfile, isIotType, type ProfileType, positionIn, unknownPaths } from '../declared/resources';
import type { World } from '../declared/worlds';
import { type Finding, indexOf } from './findings';

/** A behavior, and what raises its alarm. */
export interface ExplainedBehavior {
  readonly name: string;
  readonly line: number | undefined;
  readonly sentence: string;
  /** With which values of parameters it is there, where it is not with the defaults. */
  readonly where?: string;
}

/** The sentence of a behavior as it is written; `undefined` where a part of it is not known yet. */
const sentenceOf = (type: ProfileType, behavior: Value): string | undefined => {
  if (unknownPaths({ type, properties: { Behaviors: [behavior] } }).length > 0) return undefined;
  const [read] = readProperties({ Behaviors: [behavior] }).readable.behaviors ?? [];
  return read && explain(read);
};

const behaviorOf = (profile: DeclaredProfile, behavior: Value, index: number, note: string): ExplainedBehavior => {
  const path = `Behaviors[${index}]`;
  const name = isMap(behavior) ? behavior.Name : undefined;
  return {
    name: typeof name === 'string' ? name : path,
    ...(note === '' ? {} : { where: note }),
    // Of most behaviors nobody asks.
    get line() {
      return positionIn(profile, path)?.line;
    },
    get sentence() {
      return (
        sentenceOf(profile.type, behavior) ?? 'depends on values that are known only when the template is deployed'
      );
    },
  };
};

/** The behaviors of a resource in all worlds, each once. */
export class Behaviors {
  readonly #all = new Map<string, ExplainedBehavior>();
  readonly #places = new Map<string, ExplainedBehavior>();

  add(profile: DeclaredProfile, { note }: World): void {
    // Those of Amazon Connect have none, though a template may say so.
    if (!isIotType(profile.type)) return;
    const { Behaviors: behaviors } = profile.properties;
    for (const [index, behavior] of (isList(behaviors) ? behaviors : []).entries()) {
      const key = profile.isFixed ? String(index) : JSON.stringify(behavior);
      const before = this.#all.get(key);
      const one = before ?? behaviorOf(profile, behavior, index, note);
      if (before === undefined) this.#all.set(key, one);
      this.#places.set(`${index}${note}`, one);
    }
  }

  all(): readonly ExplainedBehavior[] {
    return [...this.#all.values()];
  }

  of({ path, message }: Finding): ExplainedBehavior | undefined {
    const index = indexOf(path);
    const [, note = ''] = / \((where .*)\)$/.exec(message) ?? [];
    return index === undefined ? undefined : this.#places.get(`${index}${note}`);
  }
}
