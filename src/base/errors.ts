import { XESError, type ErrorCode, type ErrorDetails } from './xeserror.js';

export { XESError, type ErrorCode, type ErrorDetails };

/** Anything thrown, as an XESError; an XESError is returned unchanged. */
export function asXESError(reason: unknown, code: ErrorCode = 'internal/error'): XESError {
  if (reason instanceof XESError) {
    return reason;
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  if (isOutOfMemory(reason)) {
    return new XESError(
      'compute/out-of-memory',
      'This needs more memory than there is. Close other documents, or work on fewer scans or a smaller region.',
      { cause: reason }
    );
  }
  return new XESError(code, message, { cause: reason });
}

/**
 * Whether memory was insufficient for arrays: the data are not at fault, and a retry may succeed
 * later.
 */
export function isOutOfMemory(reason: unknown): boolean {
  const message = reason instanceof Error ? reason.message : String(reason);
  return /allocation failed|out of memory|allocation size overflow|^Invalid typed array length: \d/i.test(
    message
  );
}

/** Most nested causes in a text. */
const maxCauses = 5;

/** The stack of an error and of its causes, as text that can be sent from a worker. */
export function stackOf(error: Error): string {
  const parts: string[] = [];
  let at: unknown = error;
  while (at !== undefined && at !== null && parts.length < maxCauses) {
    parts.push(at instanceof Error ? (at.stack ?? String(at)) : JSON.stringify(at));
    at = at instanceof Error ? at.cause : null;
  }
  return parts.join('\nCaused by: ');
}

/** The error of a worker, with its stack there as the cause. */
export function revive(
  code: ErrorCode,
  message: string,
  stack: string,
  details?: ErrorDetails
): XESError {
  const cause = new Error(message);
  cause.name = 'WorkerError';
  cause.stack = stack;
  return new XESError(code, message, { cause, details });
}
