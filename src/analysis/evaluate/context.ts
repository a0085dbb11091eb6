import type { Id, ItemKey } from '../document/types.js';
import type { Computing } from './computing.js';
import type { Recipe } from './options.js';
import type { NodeResult, Progress, ScanSource } from './outcome.js';

/** Keys of the items that are needed of a node; null: all. */
export type Wanted = ReadonlySet<ItemKey> | null;

/** What the evaluation of one node has of the pass that it is part of. */
export interface PassContext {
  readonly recipe: Recipe;
  readonly sources: ReadonlyMap<Id, ScanSource>;
  readonly computing: Computing;
  /** How many values may be worked on in all: steps that work on all before them double the values each. */
  readonly room: number;
  /** How many were. */
  used: number;
  /** Scans that were needed and are not there. */
  readonly needs: Set<Id>;
  /** Keep a scan, or a result by the key of its value, until what waits with it is computed. */
  hold(scan: Id | null, valueKey: string | null): void;
  isStep(id: Id): boolean;
  /** Another node, evaluated once. */
  node(id: Id, wanted: Wanted): Promise<NodeResult>;
  /** Report how far a node is. */
  progress(id: Id, progress: Progress): void;
}
