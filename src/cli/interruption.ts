import { XESError } from '../base/errors.js';

/** Whether the user interrupted the work. */
export interface Interruption {
  readonly aborted: boolean;
}

const [requested, writing, over] = [0, 1, 2];

/**
 * An interruption shared between threads: the thread that receives signals is never busy, the one
 * that computes may be for a minute.
 */
export class SharedInterruption implements Interruption {
  /** @param memory of the other thread's instance. */
  constructor(readonly memory = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)) {
    this._flags = new Int32Array(memory);
  }

  get aborted(): boolean {
    return Atomics.load(this._flags, requested) === 1;
  }

  /** Request the end. */
  abort(): void {
    Atomics.store(this._flags, requested, 1);
  }

  /**
   * Prevent further writes.
   * @returns false while files are being replaced, which takes a moment and must be completed.
   */
  forbidWrites(): boolean {
    Atomics.store(this._flags, over, 1);
    return Atomics.load(this._flags, writing) === 0;
  }

  /** Report the writes of this thread to the other one, which can prevent them. */
  guardWrites(): void {
    guard = isBusy => {
      Atomics.store(this._flags, writing, isBusy ? 1 : 0);
      return Atomics.load(this._flags, over) === 0;
    };
  }

  private _flags: Int32Array;
}

/** Called at the start and the end of a write. @returns whether it is permitted. */
let guard: (isBusy: boolean) => boolean = () => true;

/** Do work that must not be interrupted: replacing files. @throws XESError `cli/interrupted` */
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

/** The error of interrupted work. */
export function interrupted(): XESError {
  return new XESError('cli/interrupted', 'Interrupted: incomplete results are not written.');
}
