import { UnknownValueError, ValidationError } from '../../cloudformation/errors';
import { references } from '../../cloudformation/references';
import type { Declaration } from '../declared/deployment';
import { scopeOf } from '../declared/known';
import { isActive } from '../declared/resources';

/** What a profile refers to, as the end of its ARN names it. */
export type Surrounding = `${'custommetric' | 'dimension' | 'thinggroup'}/${string}`;

const kinds: Readonly<Record<string, 'custommetric' | 'dimension' | 'thinggroup'>> = {
  'AWS::IoT::CustomMetric': 'custommetric',
  'AWS::IoT::Dimension': 'dimension',
  'AWS::IoT::ThingGroup': 'thinggroup',
};

/** What the template itself makes, with the logical id; of what has no name that is known nothing can be asked anyway. */
export const madeBy = ({ read, known }: Declaration): ReadonlyMap<string, string> => {
  const scope = scopeOf(read.template, known);
  const made = new Map<string, string>();
  for (const definition of Object.values(read.template.resources)) {
    const kind = Object.hasOwn(kinds, definition.type) ? kinds[definition.type] : undefined;
    if (kind === undefined || isActive(definition, scope) === false) continue;
    try {
      made.set(`${kind}/${String(scope.ref(definition.logicalId))}`, definition.logicalId);
    } catch (error) {
      if (!(error instanceof UnknownValueError || error instanceof ValidationError)) throw error;
    }
  }
  return made;
};

/** Whether CloudFormation makes one resource before the other: the order follows from references alone. */
export const comesAfter = ({ read }: Declaration, logicalId: string, other: string): boolean => {
  const definition = read.template.resources[logicalId];
  if (definition === undefined) return false;
  return definition.dependsOn.includes(other) || references(definition.properties).some(({ name }) => name === other);
};
