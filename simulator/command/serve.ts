import { createColors, isColorSupported } from 'picocolors';
import { type Simulator, type SimulatorOptions, startSimulator } from '../index';
import { documentedRateLimits } from '../iot';
import { callLine, queryCallLine } from '../screen/call-line';
import { Screen } from '../screen/screen';
import { deployServed } from './deploy-served';
import { lateReadsOf } from './fault-syntax';
import { greeting } from './greeting';
import { type ServeOptions, serveCommand } from './serve-options';

const isColored = isColorSupported && process.stdout.isTTY === true;
const colors = createColors(isColored);
const screen = new Screen({ write: (text) => process.stdout.write(text), isColored });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const timed = (time: number, line: string): void => screen.note(`${new Date(time).toISOString().slice(11, 19)}${line}`);

const shown: SimulatorOptions = {
  onMadeUp: (type) => screen.madeUp(type),
  onStandIn: (arn) => screen.standIn(arn),
  onEvent: (event) => screen.event(event),
  onInvocation: (invocation) => screen.invocation(invocation),
  onViolation: (violation) => screen.violation(violation),
  onQueryCall: (call) => timed(call.time, queryCallLine(call, colors)),
  onDefect: (error) => screen.bad(`the simulator itself failed: ${reasonOf(error)}`),
};

/** Deploys what is asked for, and only then lets things go wrong. */
const prepare = async (simulator: Simulator, options: ServeOptions): Promise<void> => {
  const { template: templates, stackName: stackNames, parameter: parameters, fault: faults } = options;
  simulator.iot.journal.onCall((call) => timed(call.time, callLine(call, colors)));
  await deployServed(simulator, screen, { templates, stackNames, parameters });
  for (const asked of faults) if (asked.kind === 'service') simulator.iot.faults.add(asked.fault);
  simulator.iot.service.readLate(lateReadsOf(faults));
};

const serve = async (options: ServeOptions): Promise<void> => {
  const { region, port, account } = options;
  const simulator = await startSimulator({
    ...shown,
    region,
    port,
    ...(account === undefined ? {} : { accountId: account }),
    isStrict: options.strict,
    ssmParameters: options.ssm,
    isBundleOptional: options.template.length === 0,
    iot: {
      missing: new Set(options.missing),
      ...(options.rateLimit ? { rateLimit: documentedRateLimits } : {}),
    },
  });
  const end = (): void => void simulator.close().then(() => process.exit());
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    await prepare(simulator, options);
  } catch (error) {
    await simulator.close();
    throw error;
  }
  screen.note(greeting(simulator.endpoint, simulator.account));
};

void serveCommand(serve)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`error: ${reasonOf(error)}\n`);
    process.exitCode = 1;
  });
