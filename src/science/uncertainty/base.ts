import { retained } from '../buffers.js';
import { contentHash } from './contenthash.js';

/**
 * Independent deviations (m): those of the counts of a scan, or of the points of a table with their
 * σ. Derived points refer to the deviations they depend on.
 */
export interface Base {
  /**
   * Hash of their energies, counts and monitor: data that were copied, or written and read again,
   * are recognised as the same.
   */
  readonly id: string;
  /** N; null if only σ is known. */
  readonly counts: Float64Array | null;
  /** Variance of each; for pure counting statistics the counts themselves. 0 for zero counts. */
  readonly variance: Float64Array;
  /** Relative expectation of a count, such as the monitor; absent: equal. */
  readonly exposure?: Float64Array | null;
  /** Ids of the bases merged into this one. */
  readonly parents?: readonly string[];
  /** Position of these among all deviations with this id; absent: these are all. */
  readonly among?: Among;
}

/** A subset of deviations, such as those of a map's cells in a cut. */
export interface Among {
  /** Ascending (m). */
  readonly places: Uint32Array;
  /**
   * Total number, and the variance of the first: these distinguish most bases without computing
   * ids.
   */
  readonly length: number;
  readonly first: number;
}

/**
 * Content of a base; `identity` returns the arrays that identify it, which are derived from `of`.
 */
interface Content extends Omit<Base, 'id' | 'among'> {
  of?: readonly Float64Array[];
  identity: () => readonly Float64Array[];
}

/** A base whose id is computed on first access: most are never compared with another one. */
export function makeBase({ of, identity, ...content }: Content): Base {
  let id: string | null = null;
  const base = {
    ...content,
    get id() {
      id ??= contentHash(identity());
      return id;
    },
    [retained]: () => [content, of]
  };
  return base;
}

/** Whether two bases are the same deviations, or parts of the same. */
export function isSameBase(one: Base, other: Base): boolean {
  return (
    one === other ||
    ((one.counts === null) === (other.counts === null) &&
      keyOf(one) === keyOf(other) &&
      one.id === other.id)
  );
}

/** A key that distinguishes most bases without their ids. */
function keyOf({ variance, among }: Base): string {
  return `${among?.length ?? variance.length} ${among?.first ?? variance[0]}`;
}

/** Entries by base, one for each distinct base. */
export class BaseIndex<T extends { base: Base }> {
  /** Entries in order of insertion. */
  readonly all: T[] = [];

  /** The entry of a base; created if there is none. */
  of(base: Base, make: () => T): T {
    // most bases differ by key, so their ids are not computed
    const key = keyOf(base);
    const candidates = this._alike.get(key) ?? [];
    const found = candidates.find(entry => isSameBase(entry.base, base));
    if (found) {
      return found;
    }
    const created = make();
    this.all.push(created);
    this._alike.set(key, [...candidates, created]);
    return created;
  }

  private _alike = new Map<string, T[]>();
}

/**
 * Whether a base was merged from what the other one is or was merged from, so that they share
 * deviations that are no longer tracked.
 */
export function isParent(one: Base, other: Base): boolean {
  return [
    [one, other],
    [other, one]
  ].some(
    ([child, parent]) =>
      child.parents !== undefined &&
      (parent.parents ?? [parent.id]).some(id => child.parents?.includes(id))
  );
}
