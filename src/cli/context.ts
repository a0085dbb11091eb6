import type { StepWarning } from '../analysis/steps/index.js';
import { interrupted, type Interruption } from './interruption.js';
import { harmlessJson, harmlessText } from './printable.js';
import { Progress } from './progress.js';
import { Reads } from './reads.js';

/** Output of the command line. */
export interface IPrinter {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a terminal, where a line can be overwritten. */
  isTerminal?: boolean;
}

/** The context of a command, in addition to its files and options. */
export class Context {
  /**
   * @param isJson whether results and warnings are printed as JSON.
   * @param line the command line, recorded in outputs as their origin.
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

  /** All reads of the command go through these. */
  readonly reads: Reads;

  get isInterrupted(): boolean {
    return this._signal.aborted;
  }

  /** Let an interruption and other tasks be handled. @throws XESError `cli/interrupted` */
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

  /** A warning about how the command was called, printed with the result or the error. */
  note(warning: StepWarning): void {
    this._notes.push(warning);
  }

  get notes(): readonly StepWarning[] {
    return this._notes;
  }

  /** Print the result: JSON including the warnings, or text, with the warnings on stderr. */
  result(json: Record<string, unknown>, text: string, more: readonly StepWarning[] = []): void {
    this.progress.end();
    // print a warning of both a file and a step only once
    const warnings = [...this._notes, ...more].filter(
      ({ code, message }, i, all) =>
        all.findIndex(warning => warning.code === code && warning.message === message) === i
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

  /** Print a line about a failure, while the rest continues. */
  complain(text: string): void {
    this.progress.end();
    this._print.err(harmlessText(text) + '\n');
  }

  private _notes: StepWarning[] = [];
}
