import type { Scan, ScanOutline } from '../../formats/scan.js';
import type { Id, ItemKey, Ref } from '../document/types.js';
import type { Failure, StepPart } from '../steps/part.js';
import type { Value } from '../steps/values.js';

/**
 * The state of a node. `blocked`: an input failed, or is disabled; `waiting`: for a scan to be
 * read; `partly`: some of its items failed.
 */
export type State = 'off' | 'blocked' | 'waiting' | 'running' | 'done' | 'partly' | 'failed';

export interface Progress {
  done: number;
  total: number;
}

/** The outcome of one item of a node. */
export interface ItemOutcome {
  state: State;
  /** Index of its part in the node's `items`. */
  part: number;
  error: Failure | null;
}

/** The outcome of a scan or a step of the document; plain data. */
export interface Outcome {
  state: State;
  /** Changes whenever anything that the results depend on changes; null while it is not known. */
  key: string | null;
  progress?: Progress;
  error: Failure | null;
  /** The failed or disabled inputs, if the state is `blocked`. */
  blockedBy?: readonly Ref[];
  items: ReadonlyMap<ItemKey, ItemOutcome>;
}

/** A scan of the document as far as it has been read. */
export interface ScanSource {
  id: Id;
  /**
   * Digest of everything that determines what was read: path, stamps, entry, mapping, the reader's
   * version; null before reading.
   */
  key: string | null;
  state: 'waiting' | 'loading' | 'ready' | 'failed';
  /** Null before reading, and if it was evicted; its results may still be cached. */
  scan: Scan | null;
  /** Of a scan that was read, even if it was evicted since. */
  outline: ScanOutline | null;
  /** For a file that holds a result: the curve or map used instead of the scan. */
  value?: Exclude<Value, { kind: 'scan' }>;
  error: Failure | null;
}

/** One item of a node: the result for one input, or for all together. */
export interface Item {
  key: ItemKey;
  state: State;
  error: Failure | null;
  /** The step's part; null for scans, for disabled steps, and if there is no result yet. */
  part: StepPart | null;
  /** Identifies the part, as `valueKey` does the value; null if the part is null. */
  partKey: string | null;
  /** Its main value, or that of the requested output; null if it has none. */
  value: Value | null;
  /**
   * Identifies the value: the same key is the same value, in any document. Null without a value.
   */
  valueKey: string | null;
}

/** A node with its items. */
export interface NodeResult {
  id: Id;
  outcome: Outcome;
  /** All parameters, defaults included; unchanged if they were rejected; none for a scan. */
  parameters: Readonly<Record<string, unknown>>;
  /** Keys of its inputs, in the order of `{0}`, `{1}`, … in its warnings and failures. */
  inputs: readonly ItemKey[];
  items: readonly Item[];
}
