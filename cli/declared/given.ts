import type { ReadTemplate } from '../../cloudformation/template';
import { nearest } from '../../core/schema/hints';
import { CommandError } from '../errors';
import { visible } from '../screen/visible';

/** A parameter that no template has is a slip. @throws CommandError */
export const checkGiven = (given: readonly string[], templates: readonly ReadTemplate[]): void => {
  const known = [...new Set(templates.flatMap(({ template }) => Object.keys(template.parameters)))];
  const unknown = given.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  const hint =
    near === undefined
      ? known.length === 0
        ? 'there are none'
        : `there are ${known.join(', ')}`
      : `did you mean ${near}?`;
  throw new CommandError(`--parameter: no template has a parameter ${visible(unknown)}; ${hint}`);
};
