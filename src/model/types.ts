import type { Id } from '../analysis/document/index.js';
import type { DrawnSpectrum, ScanState, ScanSummary } from '../compute/types.js';
import type { ScanFacts } from '../formats/scanfacts.js';
import type { XESError } from '../base/errors.js';

/** A scan of the analysis and what became of reading it. */
export interface ModelScan {
  readonly id: Id;
  /** Path as JupyterLab knows it. */
  readonly path: string;
  /**
   * `waiting`: not requested yet; `loading`: it is read, or what is shown of it is made for the first
   * time; `released`: read before, evicted to save memory, and read again when it is shown.
   */
  readonly state: ScanState;
  /** Null before it was read. */
  readonly facts: ScanFacts | null;
  /**
   * Why it could not be read, or where it could, why what is shown of it can't be made. The same object as long as
   * it is the same failure.
   */
  readonly error: XESError | null;
  readonly progress: ScanSummary['progress'];
  readonly cost: ScanSummary['cost'];
  /** The other files that it is put together from, as they were read; absent: none. */
  readonly linked?: ScanSummary['linked'];
  /** Where further ones were looked for that are not there; absent: nowhere. */
  readonly absent?: ScanSummary['absent'];
}

/** The curve along a cut through what is shown. */
export interface Profile {
  /** `empty`: no measured cell lies in the band of the cut, or it is none of the scan that is shown. */
  readonly state: 'waiting' | 'ready' | 'empty' | 'failed';
  /** Where it is stale, the curve of the cut as it was before. */
  readonly curve: DrawnSpectrum | null;
  readonly isStale: boolean;
  readonly error: XESError | null;
}

/** An id of a scan or step whose entry, state, outcome or value changed, or one of `modelKeys`: no id begins with `#`. */
export type ModelKey = string;

export const modelKeys = {
  /** Which scans there are, and in which order. */
  scans: '#scans',
  steps: '#steps',
  /** What can be undone or redone. */
  history: '#history',
  /** Whether the document could be read. */
  failure: '#failure'
} as const;

/** What changed in a model. A view updates where `keys` has one of its keys. */
export interface ModelChange {
  /** Whether the work changed: what is not saved yet. */
  readonly document?: true;
  /** Whether the view changed. */
  readonly view?: true;
  /** Whether it is looked at in a way that is no change by itself, and is saved with the next. */
  readonly look?: true;
  /**
   * Whether a person chose how it is looked at: selection, active row, ticks, zoom, scales. It is no change of the work
   * either, and is saved with the next save.
   */
  readonly chosen?: true;
  /** Whether scans were moved or renamed. */
  readonly paths?: true;
  readonly keys: ReadonlySet<ModelKey>;
}
