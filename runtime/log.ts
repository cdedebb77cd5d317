import { errorText } from './error-text';

/** Writes one event of an invocation as a line of JSON. */
export type Log = (message: string, details?: Readonly<Record<string, unknown>>) => void;

/** Takes out of a text what must not be told. */
export type Tell = (text: string) => string;

/** Bytes. CloudWatch Logs keeps one event up to 256 KB; what is longer would be split in the middle of the JSON. */
const longestLine = 200_000;
/** Characters: of three bytes at most each, or of one byte that is escaped a second time. */
const longestCut = 60_000;

/** A log whose every line carries `fields`. It never throws: an event may nest deeper than can be written. */
export const jsonLog =
  (write: (line: string) => void, fields: Readonly<Record<string, unknown>>, tell: Tell = (text) => text): Log =>
  (message, details = {}) =>
    write(jsonLine({ message, ...fields }, details, tell));

const jsonLine = (
  head: Readonly<Record<string, unknown>>,
  details: Readonly<Record<string, unknown>>,
  tell: Tell,
): string => {
  try {
    // Before it becomes JSON, and before it is cut: a half of a secret would have no shape.
    const tellTexts = (_key: string, value: unknown) => (typeof value === 'string' ? tell(value) : value);
    const line = JSON.stringify({ ...head, ...details }, tellTexts);
    return Buffer.byteLength(line) <= longestLine ? line : JSON.stringify({ ...head, cut: line.slice(0, longestCut) });
  } catch (error) {
    return JSON.stringify({ ...head, unwritable: tell(errorText(error)) });
  }
};
