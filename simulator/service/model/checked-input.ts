import type { ServiceError } from '../errors';
import type { Input } from '../types';
import { constraintErrors, validationMessage } from './constraints';
import { jsonCopy } from './json';
import type { StructureShape } from './shapes';

/**
 * The input once it has the shape that the operation demands. It is copied as the wire would: no caller keeps
 * a part of the state in hand, `undefined` members are absent, and numbers that JSON does not know become null.
 * @throws what `refusal` makes of a text that names every breach
 */
export const checkedInput = <Checked>(
  shape: StructureShape,
  input: Input,
  refusal: (message: string) => ServiceError,
): Checked => {
  const copy: unknown = jsonCopy(input);
  const errors = constraintErrors(shape, copy, '');
  if (errors.length > 0) throw refusal(validationMessage(errors));
  return copy as Checked;
};
