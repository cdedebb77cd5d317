import { type Check, certain } from '../schema/problem';
import { quoted } from '../schema/shown';
import { reservedTagPrefix } from './marks';

/** The API's pattern for TagKey. */
export const tagKeyLetters: Check = (text) =>
  /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text)
    ? undefined
    : certain(
        `${quoted(text)} has characters that are not accepted; accepted: letters, digits, spaces and _ . : / = + - @`,
      );

export const tagKeyFormat: Check = (text) => {
  // The service keeps `aws:` for itself; the marks of the owner begin with `cloudformation:`.
  const reserved = ['aws:', reservedTagPrefix].find((prefix) => text.startsWith(prefix));
  if (reserved !== undefined)
    return certain(`${quoted(text)} begins with "${reserved}", which is reserved; give the tag another key`);
  return tagKeyLetters(text);
};

/** That of a native type: only ours keeps a prefix for its marks; `aws:` is the service's for both. */
export const nativeTagKey: Check = (text) => (text.startsWith('aws:') ? tagKeyFormat(text) : tagKeyLetters(text));
