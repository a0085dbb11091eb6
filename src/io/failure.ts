import { XESError, type ErrorCode } from '../base/errors.js';

/**
 * The error of a read as an XESError. Three kinds: errors of the file or its server;
 * `worker/crashed` if the HDF5 library itself crashed and can't be used again; `internal/error` for
 * a bug.
 */
export function readingError(reason: unknown): XESError {
  if (reason instanceof XESError) {
    return reason;
  }
  const what = reason instanceof Error ? reason.message : String(reason);
  if (isLackOfSymbol(reason)) {
    return new XESError(
      'worker/crashed',
      'A decompressor stopped at what it was given: the file is probably damaged. Copy it again.',
      { cause: reason }
    );
  }
  if (isAbort(reason)) {
    return new XESError(
      'worker/crashed',
      `The reader stopped at this file (${what.slice(0, 80)}) and is started again. Read it once more; where it stops again, the file is damaged: copy it again.`,
      { cause: reason }
    );
  }
  // h5wasm throws plain errors for what HDF5 refuses; any other class is a bug
  return (reason as { name?: unknown } | null)?.name === 'Error'
    ? new XESError('file/unreadable', `The file can't be read (${what}). Copy it again.`, {
        cause: reason
      })
    : new XESError('internal/error', what, { cause: reason });
}

/** Whether the reader, rather than the file, is at fault: it must not be used again. */
export function isCrash(code: ErrorCode | undefined): boolean {
  return code === 'worker/crashed' || code === 'internal/error';
}

/** WebAssembly trapped or ran out of stack or memory: its memory may be in any state. */
function isAbort(reason: unknown): boolean {
  const { name, message } = (reason ?? {}) as { name?: unknown; message?: unknown };
  return (
    reason instanceof WebAssembly.RuntimeError ||
    name === 'RuntimeError' ||
    /^Maximum call stack|^too much recursion|allocation failed|out of memory/i.test(String(message))
  );
}

/**
 * Whether a filter's plugin called a function that the HDF5 library lacks, as LZF does for damaged
 * bytes: Emscripten resolves it only then. The library's operation was interrupted.
 */
function isLackOfSymbol(reason: unknown): boolean {
  return reason instanceof TypeError && reason.message === 'resolved is not a function';
}
