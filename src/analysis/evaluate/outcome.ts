import type { Scan, ScanOutline } from '../../formats/scan.js';
import type { Id, ItemKey, Ref } from '../document/types.js';
import type { Failure, StepPart } from '../steps/part.js';
import type { Value } from '../steps/values.js';

/**
 * What became of a node. `blocked`: what it works on failed, or is switched off; `waiting`: for a scan to be read;
 * `partly`: some of its items failed.
 */
export type State = 'off' | 'blocked' | 'waiting' | 'running' | 'done' | 'partly' | 'failed';

export interface Progress {
  done: number;
  total: number;
}

/** What became of one item of a node. */
export interface ItemOutcome {
  state: State;
  /** Index of its part in the node's `items`. */
  part: number;
  error: Failure | null;
}

/** What became of a scan or a step of the document; plain data. */
export interface Outcome {
  state: State;
  /** Changes whenever anything changes that the results follow from; null where it is not known yet. */
  key: string | null;
  progress?: Progress;
  error: Failure | null;
  /** What failed or is off, where the state is `blocked`. */
  blockedBy?: readonly Ref[];
  items: ReadonlyMap<ItemKey, ItemOutcome>;
}

/** A scan of the document as far as it was read. */
export interface ScanSource {
  id: Id;
  /** Digest of what was read: path, stamps, entry, mapping, the reader's version; null before it was. */
  key: string | null;
  state: 'waiting' | 'loading' | 'ready' | 'failed';
  /** Null before it was read, and where it was evicted; its results may still be cached. */
  scan: Scan | null;
  /** Of a scan that was read, even if evicted since. */
  outline: ScanOutline | null;
  /** Of a file that holds a result: the curve or map that takes the scan's place. */
  value?: Exclude<Value, { kind: 'scan' }>;
  error: Failure | null;
}

/** One item of a node: what was made of one input, or of all together. */
export interface Item {
  key: ItemKey;
  state: State;
  error: Failure | null;
  /** What the step made; null of scans, of what is switched off, and where there is no result yet. */
  part: StepPart | null;
  /** Names the part, as `valueKey` does the value; null where the part is. */
  partKey: string | null;
  /** Its main value, or that of the output asked for; null where it has none. */
  value: Value | null;
  /** Names the value: the same key is the same value, in any document. Null without a value. */
  valueKey: string | null;
}

/** A node with its items. */
export interface NodeResult {
  id: Id;
  outcome: Outcome;
  /** All parameters, defaults included; as given where they were refused; none of a scan. */
  parameters: Readonly<Record<string, unknown>>;
  /** Keys of the items that it worked on, in the order of `{0}`, `{1}`, … of its warnings and failures. */
  inputs: readonly ItemKey[];
  items: readonly Item[];
}
