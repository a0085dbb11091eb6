import type { Scan } from '../formats/scan.js';
import type { XESError } from '../science/errors.js';

/** A scan of the analysis and what became of reading it. */
export interface ILoadedScan {
  /** Path as JupyterLab knows it. */
  readonly path: string;
  /** `released`: read before, given up to spare memory, and read again when it is shown. */
  readonly state: 'loading' | 'ready' | 'failed' | 'released';
  readonly scan: Scan | null;
  /** Why it could not be read, or where it could, why the shown arm can't be shown. */
  readonly error: XESError | null;
  readonly progress: { bytes: number; total: number | null } | null;
  readonly cost: { bytes: number; requests: number; milliseconds: number } | null;
}
