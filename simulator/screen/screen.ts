import { createColors } from 'picocolors';
import type { StoredProfile as StoredConnectProfile } from '../connect';
import type { StoredProfile } from '../iot';
import type { Call } from '../service/types';
import type { Invocation } from '../stacks/custom-resource/delivery';
import type { Violation } from '../stacks/custom-resource/provider';
import type { StackEvent } from '../stacks/stack';
import { callLine, type ShownService } from './call-line';
import type { Colors } from './colors';
import { connectProfileLines } from './connect-profile-lines';
import { eventLines } from './event-lines';
import { profileLines } from './profile-lines';
import { warningLines } from './warning-lines';

export interface ScreenOptions {
  readonly write: (text: string) => void;
  /** Colors and bold type; off for a pipe. */
  readonly isColored: boolean;
}

/** Shows what happens, one thing after the other, to a person. */
export class Screen {
  readonly #colors: Colors;

  constructor(private readonly options: ScreenOptions) {
    this.#colors = createColors(options.isColored);
  }

  get isColored(): boolean {
    return this.options.isColored;
  }

  heading(text: string): void {
    this.#lines(['', this.#colors.bold(`== ${text}`)]);
  }

  note(text: string): void {
    this.#lines([text]);
  }

  /** A resource type of which the simulator knows nothing. */
  madeUp(type: string): void {
    const words = 'is not simulated: it always succeeds, its Ref and attributes are made up';
    this.#lines([this.#colors.yellow(`          note ${type} ${words}`)]);
  }

  /** A function that is not here. */
  standIn(arn: string): void {
    this.#lines([this.#colors.yellow(`          note ${arn} is not here: this project's function stands in`)]);
  }

  /** A command, and what it has written. */
  command(command: string, output: string): void {
    this.#lines(['', this.#colors.bold(`$ ${command}`), output.trimEnd()]);
  }

  event(event: StackEvent): void {
    this.#lines(eventLines(event, this.#colors));
  }

  call(call: Call<string>, service: ShownService = 'iot'): void {
    this.#lines([callLine(call, this.#colors, service)]);
  }

  /** Of an invocation that went well only its warnings: its calls and its answer are on the screen already. */
  invocation(invocation: Invocation): void {
    const { event, attempt, outcome } = invocation;
    const warnings = warningLines(invocation, this.#colors);
    if (warnings.length > 0) this.#lines(warnings);
    if (outcome.kind === 'returned') return;
    const words = { threw: 'ended with an error', killed: 'was killed', timedOut: 'ran into its timeout' }[
      outcome.kind
    ];
    const lastError = outcome.stderr.trim().split('\n')[0] ?? '';
    const detail = lastError === '' ? '' : `: ${lastError}`;
    this.#lines([this.#colors.yellow(`          lambda ${event.RequestType} attempt ${attempt} ${words}${detail}`)]);
  }

  violation({ logicalResourceId, message }: Violation): void {
    this.#lines([this.#colors.yellow(`          protocol ${logicalResourceId}: ${message}`)]);
  }

  profile(name: string, profile: StoredProfile | undefined): void {
    this.#lines(['', ...profileLines(name, profile, this.#colors)]);
  }

  connectProfile(profile: StoredConnectProfile): void {
    this.#lines(['', ...connectProfileLines(profile, this.#colors)]);
  }

  good(text: string): void {
    this.#lines(['', this.#colors.green(text)]);
  }

  bad(text: string): void {
    this.#lines(['', this.#colors.red(text)]);
  }

  #lines(lines: readonly string[]): void {
    this.options.write(`${lines.join('\n')}\n`);
  }
}
