import type { StepWarning } from '../analysis/steps/index.js';
import { interrupted, type Interruption } from './interruption.js';
import { harmlessJson, harmlessText } from './printable.js';
import { Progress } from './progress.js';
import { Reads } from './reads.js';

/** Where the command line prints. */
export interface IPrinter {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` goes to a terminal, where a line can be drawn over. */
  isTerminal?: boolean;
}

/** What a command works with, besides its files and options. */
export class Context {
  /**
   * @param isJson whether results and warnings are printed as JSON.
   * @param line the command line, which outputs record as their origin.
   */
  constructor(
    private _print: IPrinter,
    readonly isJson: boolean,
    readonly line: string,
    private _signal: Interruption,
    { progress, reads }: { progress?: Context['progress']; reads?: Reads } = {}
  ) {
    this.reads = reads ?? new Reads();
    this.progress =
      progress ??
      new Progress(
        text => this._print.err(text),
        () => this._print.isTerminal ?? false
      );
  }

  readonly progress: Pick<Progress, 'show' | 'end'>;

  /** All that the command reads, it reads by these. */
  readonly reads: Reads;

  get isInterrupted(): boolean {
    return this._signal.aborted;
  }

  /** Let an interruption come through, and others do what they have to. @throws XESError `cli/interrupted` */
  async checkpoint(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve));
    this.requireTime();
  }

  /** @throws XESError `cli/interrupted` */
  requireTime(): void {
    if (this._signal.aborted) {
      throw interrupted();
    }
  }

  /** A warning about how the command was called, printed with the result or the refusal. */
  note(warning: StepWarning): void {
    this._notes.push(warning);
  }

  get notes(): readonly StepWarning[] {
    return this._notes;
  }

  /** Print the result: JSON, which includes the warnings, or text, with the warnings beside it. */
  result(json: Record<string, unknown>, text: string, more: readonly StepWarning[] = []): void {
    this.progress.end();
    // a warning that a file and a step share is given once
    const warnings = [...this._notes, ...more].filter(
      ({ code, message }, i, all) =>
        all.findIndex(one => one.code === code && one.message === message) === i
    );
    if (this.isJson) {
      this._print.out(harmlessJson(JSON.stringify({ ...json, warnings }, null, 2)) + '\n');
      return;
    }
    this._print.out(harmlessText(text.endsWith('\n') ? text : text + '\n'));
    warnings.forEach(({ code, message }) =>
      this._print.err(harmlessText(`warning: ${message} [${code}]\n`))
    );
  }

  /** A line of text about something that failed, while the rest goes on. */
  complain(text: string): void {
    this.progress.end();
    this._print.err(harmlessText(text) + '\n');
  }

  private _notes: StepWarning[] = [];
}
