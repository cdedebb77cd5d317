import { runCaptured } from '../../simulator/command/captured';
import { styled } from './styled';
import { svg, type Theme } from './svg';

/** Characters in a line of the picture. */
const columns = 112;

const title = 'npm start: a profile is renamed';

/** What the walk prints of the rename: from its heading to the end of the stack's update. */
const ofRename = (output: string): readonly string[] => {
  const lines = output.split('\n');
  const from = lines.findIndex((line) => line.includes('== 3. '));
  const length = lines.slice(from).indexOf('');
  if (from < 0 || length < 0)
    throw new Error('npm start prints no third step any more: adapt scripts/picture/picture.ts');
  return lines.slice(from, from + length);
};

/** Runs `npm start` in this process and draws what it prints. @throws Error where it does not end well. */
export const drawPictures = async (): Promise<Readonly<Record<Theme, string>>> => {
  const { exitCode, output, errors } = await runCaptured([], true);
  if (exitCode !== 0) throw new Error(`npm start has failed: ${errors}`);
  const lines = [styled('$ npm start', columns), ...ofRename(output).map((line) => styled(line, columns))];
  return { light: svg(title, lines, columns, 'light'), dark: svg(title, lines, columns, 'dark') };
};

/** Where it lies, below the project's folder. */
export const pictureFile = (theme: Theme): string => `docs/npm-start-${theme}.svg`;
