import { type Surrounding, surroundingKinds } from '../iot';
import { CommandError } from './errors';

const isSurrounding = (given: string): given is Surrounding =>
  new RegExp(`^(?:${surroundingKinds.join('|')})/[a-zA-Z0-9:_-]{1,128}$`).test(given);

/**
 * Reads one `--missing`.
 * @throws CommandError that says what is accepted.
 */
export const parseMissing = (given: string): Surrounding => {
  if (isSurrounding(given)) return given;
  const accepted = surroundingKinds.map((kind) => `${kind}/NAME`).join(', ');
  throw new CommandError(
    `--missing ${given}: accepted is one of ${accepted}, NAME being 1 to 128 of a-z A-Z 0-9 : _ -`,
  );
};
