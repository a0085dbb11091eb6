import { XESError } from '../base/errors.js';
import { isCrash } from './failure.js';

export interface IUnchangedOptions<T> {
  /** The stamp of the file's current version; null where unknown. May reject. */
  stamp: () => Promise<string | null>;
  read: () => Promise<T>;
  /** Aborted when the result is no longer wanted. */
  signals: readonly AbortSignal[];
  /** Timeout of a stamp request (ms). */
  timeout?: number;
}

/**
 * Read a file that must not change during the read: its stamp is requested before and after. If they
 * differ, the result is discarded and the file is read once more. Without a stamp, the read alone
 * decides.
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

/** Failures that have nothing to do with the file. */
function isFinal(error: unknown): boolean {
  return error instanceof XESError && (isCrash(error.code) || error.code === 'worker/cancelled');
}

/** @throws XESError `worker/cancelled` as soon as a signal is aborted. */
function stampOrNull<T>(options: IUnchangedOptions<T>): Promise<string | null> {
  const { stamp, signals, timeout = 5000 } = options;
  return new Promise((resolve, reject) => {
    const abort = () => end(() => reject(cancelled()));
    const timer = setTimeout(() => end(() => resolve(null)), timeout);
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
    // a failed stamp request counts as no stamp: the read itself reports what is wrong
    void settled(stamp).then(answer => end(() => resolve('value' in answer ? answer.value : null)));
  });
}

export function cancelled(): XESError {
  return new XESError('worker/cancelled', 'Reading was cancelled. Reload the scan to read it.');
}
