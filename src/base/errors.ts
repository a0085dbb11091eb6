/**
 * Codes of the errors a person or a program may meet; they are a contract
 * (command line, panes, logs) and never change their meaning.
 */
export type ErrorCode =
  | 'file/not-found'
  | 'file/forbidden'
  | 'file/empty'
  | 'file/not-hdf5'
  | 'file/truncated'
  | 'file/html-login'
  | 'file/no-range'
  | 'file/changed'
  | 'file/unreadable'
  | 'file/unreachable'
  | 'file/write-failed'
  | 'file/outside'
  | 'filter/missing'
  | 'scan/no-energy'
  | 'scan/no-intensity'
  | 'scan/shape-mismatch'
  | 'scan/channel-missing'
  | 'scan/not-a-map'
  | 'scan/not-a-spectrum'
  | 'scan/too-scattered'
  | 'scan/unknown-format'
  | 'scan/columns-unknown'
  | 'cut/empty'
  | 'energy/impossible'
  | 'spectrum/invalid'
  | 'spectrum/too-few'
  | 'spectrum/empty-range'
  | 'spectrum/no-overlap'
  | 'spectrum/units-differ'
  | 'spectrum/scale-undetermined'
  | 'spectrum/no-counts'
  | 'spectrum/no-area'
  | 'spectrum/no-peak'
  | 'spectrum/saturated'
  | 'spectrum/parameter'
  | 'fit/expression'
  | 'fit/model'
  | 'fit/no-data'
  | 'fit/not-converged'
  | 'fit/not-finite'
  | 'fit/parameter'
  | 'fit/window'
  | 'analysis/invalid'
  | 'analysis/edit'
  | 'analysis/newer'
  | 'analysis/too-large'
  | 'analysis/scan-target'
  | 'analysis/no-steps'
  | 'step/unknown'
  | 'step/parameter'
  | 'step/input'
  | 'step/skipped'
  | 'table/invalid'
  | 'cli/interrupted'
  | 'recipe/names-scans'
  | 'step/input-failed'
  | 'worker/crashed'
  | 'worker/cancelled'
  | 'compute/crashed'
  | 'compute/out-of-memory'
  | 'plot/failed'
  | 'command/argument'
  | 'command/no-viewer'
  | 'cli/usage'
  | 'internal/error';

/** An error that says what to do: a code for programs, a sentence for people. */
export class XESError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown }
  ) {
    super(message, options);
    this.name = 'XESError';
  }
}

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

/** Causes of causes that are told. */
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
export function revive(code: ErrorCode, message: string, stack: string): XESError {
  const cause = new Error(message);
  cause.name = 'WorkerError';
  cause.stack = stack;
  return new XESError(code, message, { cause });
}
