import { XESError } from '../base/errors.js';

/** Whether the user interrupted the work. */
export interface Interruption {
  readonly aborted: boolean;
}

const [asked, writing, over] = [0, 1, 2];

/**
 * An interruption that is shared between threads: the thread that gets the signals is never busy, the one
 * that works may be for a minute.
 */
export class SharedInterruption implements Interruption {
  /** @param memory what the other thread's was made with. */
  constructor(readonly memory = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)) {
    this._flags = new Int32Array(memory);
  }

  get aborted(): boolean {
    return Atomics.load(this._flags, asked) === 1;
  }

  /** Ask for the end. */
  abort(): void {
    Atomics.store(this._flags, asked, 1);
  }

  /**
   * Let nothing more be written. @returns false where files are being replaced: that takes a moment, and
   * has to come to its end.
   */
  forbidWrites(): boolean {
    Atomics.store(this._flags, over, 1);
    return Atomics.load(this._flags, writing) === 0;
  }

  /** Report the writes of this thread to the other one, which may forbid them. */
  guardWrites(): void {
    guard = isBusy => {
      Atomics.store(this._flags, writing, isBusy ? 1 : 0);
      return Atomics.load(this._flags, over) === 0;
    };
  }

  private _flags: Int32Array;
}

/** Called at the beginning and the end of a write. @returns whether it may be. */
let guard: (isBusy: boolean) => boolean = () => true;

/** Do what must not be cut short: the replacing of files. @throws XESError `cli/interrupted` */
export function uninterrupted(work: () => void): void {
  try {
    if (!guard(true)) {
      throw interrupted();
    }
    work();
  } finally {
    guard(false);
  }
}

/** What is said of work that was ended. */
export function interrupted(): XESError {
  return new XESError('cli/interrupted', 'Interrupted: what was begun is not written.');
}
