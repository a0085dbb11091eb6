import type { Id, ItemKey } from '../document/types.js';
import type { Computing } from './computing.js';
import type { Recipe } from './options.js';
import type { NodeResult, Progress, ScanSource } from './outcome.js';

/** Keys of the items that are needed of a node; null: all. */
export type Wanted = ReadonlySet<ItemKey> | null;

/** What the evaluation of one node needs from its pass. */
export interface PassContext {
  readonly recipe: Recipe;
  readonly sources: ReadonlyMap<Id, ScanSource>;
  readonly computing: Computing;
  /**
   * Limit of values in the whole pass: each step that works on all previous ones doubles their
   * number.
   */
  readonly room: number;
  /** Values worked on so far. */
  used: number;
  /** Missing scans that were needed. */
  readonly needs: Set<Id>;
  /**
   * Keep a scan, or a result by the key of its value, until the steps waiting for further inputs
   * have been computed.
   */
  hold(scan: Id | null, valueKey: string | null): void;
  isStep(id: Id): boolean;
  /** Another node, evaluated at most once. */
  node(id: Id, wanted: Wanted): Promise<NodeResult>;
  /** Report the progress of a node. */
  progress(id: Id, progress: Progress): void;
}
