import { keeps } from '../buffers.js';
import { contentHash } from './contenthash.js';

/**
 * Independent deviations (m): those of the counts of a scan, or of the points of a table whose σ are taken as they
 * are. All that is made of them knows from which of them it is made.
 */
export interface Base {
  /** Of their energies, counts and monitor: what was copied, or written and read again, meets itself. */
  readonly id: string;
  /** N; null where only σ is known. */
  readonly counts: Float64Array | null;
  /** Variance of each; of counts the counts themselves where only counting made it. 0 where there was no count. */
  readonly variance: Float64Array;
  /** By how much a count is likely there, as by the monitor; absent: all alike. */
  readonly exposure?: Float64Array | null;
  /** Those that were put together in it. */
  readonly parents?: readonly string[];
  /** Where these stand among those that have the id together; absent: they are all of them. */
  readonly among?: Among;
}

/** Some of many deviations, as those of a map's cells that a cut was made of. */
export interface Among {
  /** Ascending (m). */
  readonly places: Uint32Array;
  /** How many there are, and the variance of the first: these distinguish most without their ids. */
  readonly length: number;
  readonly first: number;
}

/** What a base is made of; `identity` are the arrays that tell it from all others, which are made of some. */
interface Content extends Omit<Base, 'id' | 'among'> {
  of?: readonly Float64Array[];
  identity: () => readonly Float64Array[];
}

/** A base whose id is found when it is first asked for: most never meet another one. */
export function makeBase({ of, identity, ...content }: Content): Base {
  let id: string | null = null;
  const base = {
    ...content,
    get id() {
      id ??= contentHash(identity());
      return id;
    },
    [keeps]: () => [content, of]
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

/** What tells most bases apart without their ids. */
function keyOf({ variance, among }: Base): string {
  return `${among?.length ?? variance.length} ${among?.first ?? variance[0]}`;
}

/** Something of each of many bases, once. */
export class SameBases<T extends { base: Base }> {
  /** In the order in which they came. */
  readonly all: T[] = [];

  /** That of a base; made where there is none. */
  of(base: Base, make: () => T): T {
    // most bases differ at once, and their ids are never asked for
    const key = keyOf(base);
    const alike = this._alike.get(key) ?? [];
    const found = alike.find(one => isSameBase(one.base, base));
    if (found) {
      return found;
    }
    const made = make();
    this.all.push(made);
    this._alike.set(key, [...alike, made]);
    return made;
  }

  private _alike = new Map<string, T[]>();
}

/** Whether a base was put together of what another one is, so that they share deviations of which no account is kept. */
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
