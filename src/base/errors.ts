import { XESError, type ErrorCode, type ErrorDetails } from './xeserror.js';

export { XESError, type ErrorCode, type ErrorDetails };

/** Anything thrown, as an XESError: what is one already is returned as it is. */
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

/** Whether arrays could not be had: it is not the data's fault, and may go well when there is more memory. */
export function isOutOfMemory(reason: unknown): boolean {
  const message = reason instanceof Error ? reason.message : String(reason);
  return /allocation failed|out of memory|allocation size overflow|^Invalid typed array length: \d/i.test(
    message
  );
}

/** Most causes of causes in a text. */
const maxCauses = 5;

/** The stack of an error and of its causes, as text that crosses a worker's boundary. */
export function stackOf(error: Error): string {
  const parts: string[] = [];
  let at: unknown = error;
  while (at !== undefined && at !== null && parts.length < maxCauses) {
    parts.push(at instanceof Error ? (at.stack ?? String(at)) : JSON.stringify(at));
    at = at instanceof Error ? at.cause : null;
  }
  return parts.join('\nCaused by: ');
}

/** The same error on the other side of the boundary, with the stack it had there as its cause's. */
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
