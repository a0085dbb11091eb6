import { XESError } from '../base/errors.js';
import { isCrash } from './failure.js';
import type { FileVersion, OpenResult } from './protocol.js';

/** A finished read. */
export interface FileRead<T> {
  value: T;
  /** When the first bytes were sent, by the server's clock (ms since 1970). */
  served: number;
  /** The file's version when the last bytes had arrived; null if it is still to be requested. */
  after: FileVersion | null;
  /** Whether the file is still being written, and was read in a state it had at some time. */
  mayGrow?: boolean;
}

export interface IUnchangedOptions<T> {
  /** The file's current version; null if unknown. May reject. */
  version: () => Promise<FileVersion | null>;
  read: () => Promise<FileRead<T>>;
  /**
   * Whether it was still being written at its last read: most likely it changed just now, and will
   * again.
   */
  isGrowing?: boolean;
  /** Aborted when the result is no longer wanted. */
  signals: readonly AbortSignal[];
  /** Timeout of a version request (ms). */
  timeout?: number;
}

/**
 * Time since a file's last change after which versions requested during a read are conclusive (ms).
 */
const restTime = 10_000;

/** The result of a read, and its version; null if versions are unavailable. */
export interface UnchangedRead<T> {
  value: T;
  version: string | null;
}

/**
 * Read a file that must not change during the read. Its version is requested in parallel, so that
 * the request does not delay the read, and again when the last bytes have arrived. If they differ,
 * the file is read once more. A change between the first bytes and the first answer would go
 * unnoticed; if the file changed that recently, it is read again too, now with a version from
 * before. Without versions the read alone decides. A file that is still being written may grow
 * meanwhile: the result has the version from before, which differs from the next one. If it is
 * known to be growing, that version is awaited, and the file read once.
 * @throws XESError `file/changed` if it changed again; `worker/cancelled`; and what `read` throws.
 */
export async function readUnchanged<T>(options: IUnchangedOptions<T>): Promise<UnchangedRead<T>> {
  let before = versionOrNull(options);
  let isKnownBefore = options.isGrowing ?? false;
  if (isKnownBefore) {
    await before;
  }
  for (let changes = 0; ;) {
    const attempt = await settled(options.read);
    if ('error' in attempt && isFinal(attempt.error)) {
      throw attempt.error;
    }
    const after = ('value' in attempt && attempt.value.after) || (await versionOrNull(options));
    const first = await before;
    const isUnknown = first === null || after === null;
    const isSame = isUnknown || first.id === after.id;
    if (isSame && (isUnknown || isKnownBefore || isAtRest(attempt, after))) {
      if ('error' in attempt) {
        throw attempt.error;
      }
      return { value: attempt.value.value, version: after?.id ?? first?.id ?? null };
    }
    if (!isSame && isKnownBefore && 'value' in attempt && attempt.value.mayGrow) {
      return { value: attempt.value.value, version: first.id };
    }
    if (!isSame && ++changes > 1) {
      throw new XESError(
        'file/changed',
        'The file changes while it is read. Reload the scan when it is written.'
      );
    }
    before = Promise.resolve(after);
    isKnownBefore = true;
  }
}

type Attempt<T> = { value: T } | { error: unknown };

function isAtRest<T>(attempt: Attempt<FileRead<T>>, { changed }: FileVersion): boolean {
  return 'error' in attempt || attempt.value.served - changed > restTime;
}

async function settled<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

/** Errors unrelated to the file. */
function isFinal(error: unknown): boolean {
  return error instanceof XESError && (isCrash(error.code) || error.code === 'worker/cancelled');
}

/**
 * @throws XESError `worker/cancelled` as soon as a signal is aborted; handled even if the promise
 * is dropped.
 */
function versionOrNull<T>(options: IUnchangedOptions<T>): Promise<FileVersion | null> {
  const { version, signals, timeout = 5000 } = options;
  const answer = new Promise<FileVersion | null>((resolve, reject) => {
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
    // a failed version request counts as no version: the read itself reports the problem
    void settled(version).then(result =>
      end(() => resolve('value' in result ? result.value : null))
    );
  });
  answer.catch(() => undefined);
  return answer;
}

export function cancelled(): XESError {
  return new XESError('worker/cancelled', 'Reading was cancelled. Reload the scan to read it.');
}

/**
 * A read with the data needed to compare it with the file's versions; by the page's clock if the
 * server reports no time.
 */
export async function timed<T extends Omit<OpenResult, 'scan'>>(
  read: () => Promise<T>
): Promise<FileRead<T>> {
  const start = Date.now();
  const value = await read();
  const { served, versionAfter, isBeingWritten } = value;
  return {
    value,
    served: Number.isFinite(served) ? served : start,
    after: versionAfter,
    mayGrow: isBeingWritten
  };
}
