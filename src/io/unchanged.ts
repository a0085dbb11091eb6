import { XESError } from '../science/errors.js';
import { isCrash } from './failure.js';

export interface IUnchangedOptions<T> {
  /** What tells two versions of the file apart; null where that is not known. May reject. */
  stamp: () => Promise<string | null>;
  read: () => Promise<T>;
  /** One of them is aborted where nobody wants the result any more. */
  signals: readonly AbortSignal[];
  /** A stamp that takes longer is not waited for (ms). */
  patience?: number;
}

/**
 * Read a file that must not change meanwhile: its stamp is asked before and after. Where it differs,
 * whatever the read gave is thrown away and the file is read once more. Where a stamp is not to be
 * had, the read alone decides.
 * @throws XESError `file/changed` where it changed again; `worker/cancelled`; and what `read` throws.
 */
export async function readUnchanged<T>(options: IUnchangedOptions<T>): Promise<T> {
  let before = await stampOrNull(options);
  for (let isAgain = false; ; isAgain = true) {
    const attempt = await settled(options.read);
    if ('error' in attempt && isFinal(attempt.error)) {
      throw attempt.error;
    }
    const after = await stampOrNull(options);
    if (before === null || after === null || before === after) {
      if ('error' in attempt) {
        throw attempt.error;
      }
      return attempt.value;
    }
    if (isAgain) {
      throw new XESError(
        'file/changed',
        'The file changes while it is read. Reload the scan when it is written.'
      );
    }
    before = after;
  }
}

type Attempt<T> = { value: T } | { error: unknown };

async function settled<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

/** Ends that have nothing to do with the file. */
function isFinal(error: unknown): boolean {
  return error instanceof XESError && (isCrash(error.code) || error.code === 'worker/cancelled');
}

/** @throws XESError `worker/cancelled` as soon as a signal is aborted. */
function stampOrNull<T>(options: IUnchangedOptions<T>): Promise<string | null> {
  const { stamp, signals, patience = 5000 } = options;
  return new Promise((resolve, reject) => {
    const abort = () => end(() => reject(cancelled()));
    const timer = setTimeout(() => end(() => resolve(null)), patience);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signals.forEach(signal => signal.removeEventListener('abort', abort));
      settle();
    };
    signals.forEach(signal => signal.addEventListener('abort', abort));
    if (signals.some(signal => signal.aborted)) {
      abort();
      return;
    }
    // without a stamp the read itself says what is wrong
    void settled(stamp).then(answer => end(() => resolve('value' in answer ? answer.value : null)));
  });
}

export function cancelled(): XESError {
  return new XESError('worker/cancelled', 'Reading was cancelled. Reload the scan to read it.');
}
