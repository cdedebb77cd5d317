import { Screen } from '../screen/screen';
import { connectWalk } from './connect-walk';
import { CommandError, oneLine } from './errors';
import { iotWalk } from './iot-walk';
import { parseOptions } from './options';
import { runOwnTemplate } from './own-template';
import { withRemedy } from './remedy';
import { runWalk } from './walk';

export interface CommandEnvironment {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly isColored: boolean;
}

/** Runs the command; gives back its exit code. Whatever is wrong is one line of `writeError`. */
export const run = async (args: readonly string[], environment: CommandEnvironment): Promise<number> => {
  const { write, isColored } = environment;
  try {
    const order = parseOptions(args);
    const screen = new Screen({ write, isColored });
    switch (order.kind) {
      case 'help':
        write(order.text);
        return 0;
      case 'walk':
        await runWalk(order.connectBundle === undefined ? iotWalk : connectWalk(order.connectBundle), screen);
        return 0;
      case 'template':
        await runOwnTemplate(order, screen);
        return 0;
    }
  } catch (error) {
    const isExpected = error instanceof CommandError || (error instanceof Error && error.name === 'ValidationError');
    const message = error instanceof Error ? error.message : String(error);
    environment.writeError(
      `error: ${oneLine(isExpected ? withRemedy(message) : `the simulator itself failed: ${message}`)}\n`,
    );
    return 1;
  }
};
