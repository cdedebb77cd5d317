import { createColors, isColorSupported } from 'picocolors';
import { documentedRateLimits as connectRateLimits } from '../connect';
import { type Simulator, type SimulatorOptions, startSimulator } from '../index';
import { documentedRateLimits } from '../iot';
import { callLine, queryCallLine } from '../screen/call-line';
import { Screen } from '../screen/screen';
import { arrange } from './arrange';
import { deployServed } from './deploy-served';
import { lateReadsOf } from './fault-syntax';
import { greeting } from './greeting';
import { connectBundleOf } from './option-syntax';
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
  const isForConnect = options.connect !== undefined;
  simulator.iot.journal.onCall((call) => timed(call.time, callLine(call, colors)));
  simulator.connect.journal.onCall((call) => timed(call.time, callLine(call, colors, 'connect')));
  await deployServed(simulator, screen, { templates, stackNames, parameters }, isForConnect);
  arrange(simulator, faults);
  const { iot, connect } = lateReadsOf(faults);
  simulator.iot.service.readLate(iot);
  simulator.connect.service.readLate(connect);
};

const serve = async (options: ServeOptions): Promise<void> => {
  const { region, port, account, connect, instance: instances } = options;
  const simulator = await startSimulator({
    ...shown,
    region,
    port,
    ...(account === undefined ? {} : { accountId: account }),
    isStrict: options.strict,
    ssmParameters: options.ssm,
    isBundleOptional: options.template.length === 0,
    ...(connect === undefined ? {} : { connectBundle: connectBundleOf(connect) }),
    iot: {
      missing: new Set(options.missing),
      ...(options.rateLimit ? { rateLimit: documentedRateLimits } : {}),
    },
    connect: {
      ...(instances.length > 0 ? { instances } : {}),
      ...(options.rateLimit ? { rateLimit: connectRateLimits } : {}),
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
  screen.note(greeting(simulator.endpoint, simulator.account, instances[0]));
};

void serveCommand(serve)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`error: ${reasonOf(error)}\n`);
    process.exitCode = 1;
  });
