/**
 * Codes of errors for users and programs; they are a contract (command line, panes, logs) and never
 * change their meaning.
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
  | 'file/too-large'
  | 'file/write-failed'
  | 'file/outside'
  | 'filter/missing'
  | 'examples/missing'
  | 'scan/no-energy'
  | 'scan/no-intensity'
  | 'scan/shape-mismatch'
  | 'scan/channel-missing'
  | 'scan/not-a-map'
  | 'scan/not-a-spectrum'
  | 'scan/too-scattered'
  | 'scan/unknown-format'
  | 'scan/columns-unknown'
  | 'scan/entry-missing'
  | 'schema/invalid'
  | 'map/grids-differ'
  | 'contours/too-many'
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
  | 'figure/nothing'
  | 'figure/too-large'
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
  | 'engine/ended'
  | 'engine/protocol'
  | 'engine/version'
  | 'table/unknown'
  | 'recipe/names-scans'
  | 'code/nothing'
  | 'code/not-plain'
  | 'step/input-failed'
  | 'worker/crashed'
  | 'worker/cancelled'
  | 'compute/crashed'
  | 'compute/out-of-memory'
  | 'plot/failed'
  | 'command/argument'
  | 'command/no-viewer'
  | 'command/no-notebook'
  | 'viewer/missing'
  | 'viewer/path'
  | 'viewer/protocol'
  | 'cli/usage'
  | 'internal/error';

/**
 * Data that a program needs to recover, in addition to the sentence: a plain object, as in JSON.
 */
export type ErrorDetails = object;

/** An error that says what to do: a code for programs, a sentence for people. */
export class XESError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown; details?: ErrorDetails }
  ) {
    super(message, options);
    this.name = 'XESError';
    this.details = options?.details;
  }

  readonly details: ErrorDetails | undefined;
}
