import { isGrid, pointValues, type GridAxis, type PointAxis } from './pointaxis.js';
import { sortValues } from './sortvalues.js';
import { isMeasured } from './statistics.js';

/** Distinct finite values of an axis, ascending (m), and how many points have each (m). */
export interface Tally {
  values: Float64Array;
  counts: Uint32Array;
  /** How many values the points are taken to have: those that differ, of up to 2000 points or beyond 2¹⁶ values all. */
  size: number;
}

const { imul } = Math;

/** Bits of the hash table's index at the most; a quarter of its places may be taken. */
const mostBits = 20;
const mostDistinct = 2 ** (mostBits - 2);

/** More values than these are those of a continuous scan. */
const fewDistinct = 2 ** 16;

/** Up to this many points an axis is sorted before a hash table is even made. */
const quickToSort = 2000;

/**
 * Sort an axis. A motor's demand repeats few values many times, which is counted in a hash table five
 * times quicker than sorted; an axis of many different values is sorted, with its repeats.
 */
export function tally(axis: PointAxis): Tally {
  if (axis.length <= quickToSort) {
    return sortAll(pointValues(axis));
  }
  const known = knownTallies.get(axis);
  if (known) {
    return known;
  }
  const made = (isGrid(axis) ? countGrid(axis) : count(axis)) ?? countSorted(pointValues(axis));
  if (made.values.length <= axis.length / 8) {
    knownTallies.set(axis, made);
  }
  return made;
}

/** Tallies that are small beside their axis, which is asked about again: for what a scan is, and for its map. */
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

/** Many different values: sorted, and their repeats put together. */
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
  const kept = new Float64Array(axis.length);
  let n = 0;
  let isAscending = true;
  for (let i = 0; i < axis.length; i++) {
    if (isMeasured(axis[i])) {
      isAscending &&= n === 0 || axis[i] >= kept[n - 1];
      kept[n++] = axis[i];
    }
  }
  const values = n < axis.length ? kept.slice(0, n) : kept;
  return {
    values: isAscending ? values : sortValues(values),
    counts: new Uint32Array(n).fill(1),
    size: n
  };
}

/** @returns null where there are too many different values to count. */
function count(axis: Float64Array): Tally | null {
  const size = 2 ** Math.min(mostBits, Math.ceil(Math.log2(axis.length + 1) + 2));
  const table = new Float64Array(size);
  const counts = new Uint32Array(size);
  const taken = new Uint32Array(Math.min(axis.length, mostDistinct));
  /** The place of value i, whose bits the words hold: its own, or the free one that it would take. */
  const placeOf = (values: Float64Array, words: Uint32Array, i: number) => {
    const mixed = imul(words[2 * i] ^ imul(words[2 * i + 1], 0x9e3779b1), 0x85ebca6b);
    let place = (mixed ^ (mixed >>> 15)) & (size - 1);
    while (counts[place] > 0 && table[place] !== values[i]) {
      place = (place + 1) & (size - 1);
    }
    return place;
  };
  let [distinct, measured] = [0, 0];
  const words = wordsOf(axis);
  for (let i = 0; i < axis.length; i++) {
    if (!isMeasured(axis[i])) {
      continue;
    }
    measured++;
    const place = placeOf(axis, words, i);
    if (counts[place]++ === 0) {
      if (distinct === mostDistinct) {
        return null;
      }
      table[place] = axis[i];
      taken[distinct++] = place;
    }
  }
  const values = new Float64Array(distinct);
  for (let k = 0; k < distinct; k++) {
    values[k] = table[taken[k]];
  }
  const sorted = wordsOf(sortValues(values));
  return {
    values,
    counts: Uint32Array.from(values, (_, k) => counts[placeOf(values, sorted, k)]),
    size: distinct > fewDistinct ? measured : distinct
  };
}

function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}
