import { isGrid, pointValues, type GridAxis, type PointAxis } from './pointaxis.js';
import { sortValues } from './sortvalues.js';
import { isMeasured } from './statistics.js';

/** Distinct finite values of an axis, ascending (m), and the number of points with each (m). */
export interface Tally {
  values: Float64Array;
  counts: Uint32Array;
  /**
   * Number of values assumed for the points: the distinct ones, but all points for up to 2000
   * points or more than 2¹⁶ distinct values.
   */
  size: number;
}

const { imul } = Math;

/** Most bits of the hash table's index; at most a quarter of its slots are used. */
const mostBits = 20;
const mostDistinct = 2 ** (mostBits - 2);

/** More distinct values than this are those of a continuous scan. */
const fewDistinct = 2 ** 16;

/** Up to this many points an axis is sorted without a hash table. */
const quickToSort = 2000;

/**
 * Sort an axis. A motor's demand repeats few values many times, which a hash table counts five
 * times faster than sorting; an axis of many distinct values is sorted, including repeats.
 */
export function tally(axis: PointAxis): Tally {
  if (axis.length <= quickToSort) {
    return sortAll(pointValues(axis));
  }
  const known = knownTallies.get(axis);
  if (known) {
    return known;
  }
  const result = (isGrid(axis) ? countGrid(axis) : count(axis)) ?? countSorted(pointValues(axis));
  if (result.values.length <= axis.length / 8) {
    knownTallies.set(axis, result);
  }
  return result;
}

/**
 * Tallies that are small compared with their axis, which is needed again: for the kind of scan and
 * for its map.
 */
const knownTallies = new WeakMap<PointAxis, Tally>();

/** As `count` of all points, from the values of a grid's axis alone. */
function countGrid({ values, length }: GridAxis): Tally | null {
  const once = count(values);
  const repeats = length / values.length;
  return (
    once && {
      values: once.values,
      counts: once.counts.map(n => n * repeats),
      size: once.values.length > fewDistinct ? once.size * repeats : once.size
    }
  );
}

/** Many distinct values: sorted, with repeats merged. */
function countSorted(axis: Float64Array): Tally {
  const { values } = sortAll(axis);
  const counts = new Uint32Array(values.length);
  let last = -1;
  for (let i = 0; i < values.length; i++) {
    if (last < 0 || values[i] !== values[last]) {
      values[++last] = values[i];
    }
    counts[last]++;
  }
  return {
    values: values.slice(0, last + 1),
    counts: counts.slice(0, last + 1),
    size: values.length
  };
}

function sortAll(axis: Float64Array): Tally {
  const finite = new Float64Array(axis.length);
  let n = 0;
  let isAscending = true;
  for (let i = 0; i < axis.length; i++) {
    if (isMeasured(axis[i])) {
      isAscending &&= n === 0 || axis[i] >= finite[n - 1];
      finite[n++] = axis[i];
    }
  }
  const values = n < axis.length ? finite.slice(0, n) : finite;
  return {
    values: isAscending ? values : sortValues(values),
    counts: new Uint32Array(n).fill(1),
    size: n
  };
}

/** @returns null if there are too many distinct values to count. */
function count(axis: Float64Array): Tally | null {
  const size = 2 ** Math.min(mostBits, Math.ceil(Math.log2(axis.length + 1) + 2));
  const table = new Float64Array(size);
  const counts = new Uint32Array(size);
  const taken = new Uint32Array(Math.min(axis.length, mostDistinct));
  /** The slot of value i, whose bits are in `words`: its own, or the free slot it would take. */
  const slotOf = (values: Float64Array, words: Uint32Array, i: number) => {
    const mixed = imul(words[2 * i] ^ imul(words[2 * i + 1], 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & (size - 1);
    while (counts[slot] > 0 && table[slot] !== values[i]) {
      slot = (slot + 1) & (size - 1);
    }
    return slot;
  };
  let [distinct, measured] = [0, 0];
  const words = wordsOf(axis);
  for (let i = 0; i < axis.length; i++) {
    if (!isMeasured(axis[i])) {
      continue;
    }
    measured++;
    const slot = slotOf(axis, words, i);
    if (counts[slot]++ === 0) {
      if (distinct === mostDistinct) {
        return null;
      }
      table[slot] = axis[i];
      taken[distinct++] = slot;
    }
  }
  const values = new Float64Array(distinct);
  for (let k = 0; k < distinct; k++) {
    values[k] = table[taken[k]];
  }
  const sorted = wordsOf(sortValues(values));
  return {
    values,
    counts: Uint32Array.from(values, (_, k) => counts[slotOf(values, sorted, k)]),
    size: distinct > fewDistinct ? measured : distinct
  };
}

function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}
