import type { ScanWarning } from '../scan.js';
import type { Tree } from '../tree.js';

/** The NXdata to read. */
export interface DataGroup {
  tree: Tree;
  data: string;
  entry: string;
  signal: string;
  warnings: ScanWarning[];
}
