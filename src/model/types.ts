import type { Id } from '../analysis/document/index.js';
import type { DrawnSpectrum, ScanState, ScanSummary } from '../compute/types.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { XESError } from '../base/errors.js';

/** A scan of the analysis and the outcome of reading it. */
export interface ModelScan {
  readonly id: Id;
  /** JupyterLab path. */
  readonly path: string;
  /**
   * `waiting`: not requested yet; `loading`: being read, or its displayed result is being computed
   * for the first time; `released`: evicted to save memory, and read again when it is displayed.
   */
  readonly state: ScanState;
  /** Null before it was read. */
  readonly facts: ScanFacts | null;
  /**
   * Why it could not be read, or why its displayed result can't be computed. The same object for
   * the same failure.
   */
  readonly error: XESError | null;
  readonly progress: ScanSummary['progress'];
  readonly cost: ScanSummary['cost'];
  /** The other files that it refers to, as read; absent: none. */
  readonly linked?: ScanSummary['linked'];
  /** Paths of referenced files that are missing; absent: none. */
  readonly absent?: ScanSummary['absent'];
}

/** The curve along a cut through the displayed map. */
export interface Profile {
  /**
   * `empty`: no measured cell is in the band of the cut, or it does not go through the displayed
   * scan.
   */
  readonly state: 'waiting' | 'ready' | 'empty' | 'failed';
  /** If it is stale, the curve of the cut before the change. */
  readonly curve: DrawnSpectrum | null;
  readonly isStale: boolean;
  readonly error: XESError | null;
}

/** An id of a scan or step whose entry, state, outcome or value changed, or one of `modelKeys`: no id begins with `#`. */
export type ModelKey = string;

export const modelKeys = {
  /** The scans and their order. */
  scans: '#scans',
  steps: '#steps',
  /** The undo and redo history. */
  history: '#history',
  /** Whether the document could be read. */
  failure: '#failure'
} as const;

/** A change of a model. A view updates if `keys` has one of its keys. */
export interface ModelChange {
  /** Whether the work changed: it has unsaved changes. */
  readonly document?: true;
  /** Whether the view changed. */
  readonly view?: true;
  /**
   * Whether the view changed in a way that is no change by itself, and is saved with the next one.
   */
  readonly look?: true;
  /**
   * Whether the user changed the view: selection, active row, ticks, zoom, scales. This is no
   * change of the work either, and is saved with the next save.
   */
  readonly chosen?: true;
  /** Whether scans were moved or renamed. */
  readonly paths?: true;
  readonly keys: ReadonlySet<ModelKey>;
}
