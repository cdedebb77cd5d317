import type { Annotation } from '../outcome';
import { visible } from './visible';

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const data = (text: string): string => visible(text).replaceAll('%', '%25');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A workflow command of GitHub, by which a pull request shows the finding in its place. */
export const annotationLine = ({ level, file, line, column, title, message }: Annotation): string => {
  const places = Object.entries({ file, line, col: column, title }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  );
  return `::${level} ${places.join(',')}::${data(message)}`;
};
