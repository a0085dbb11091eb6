/** Buckets that values are spread over before each is sorted. */
const buckets = 2 ** 16;

/** Up to this many values the engine's own sort is as quick. */
const few = 2 ** 14;

/**
 * Sort finite numbers in place, ascending. Millions of readings of few motor positions are first spread over buckets
 * by their place in the range, which halves the time that the engine's sort takes.
 */
export function sortValues(values: Float64Array): Float64Array {
  const spread = values.length > few ? spreadOut(values) : null;
  if (!spread) {
    return values.sort();
  }
  for (let k = 0, from = 0; k < buckets; k++) {
    const to = spread.ends[k];
    if (to - from > 1) {
      spread.values.subarray(from, to).sort();
    }
    from = to;
  }
  values.set(spread.values);
  return values;
}

/** Values by bucket, and where each bucket ends; null where they have no range to be spread over. */
function spreadOut(values: Float64Array): { values: Float64Array; ends: Uint32Array } | null {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    low = values[i] < low ? values[i] : low;
    high = values[i] > high ? values[i] : high;
  }
  const scale = (buckets - 1) / (high - low);
  if (!(scale > 0) || scale === Infinity) {
    return null;
  }
  // rises with the value, also after rounding, so that no value gets before a smaller one
  const ends = new Uint32Array(buckets);
  for (let i = 0; i < values.length; i++) {
    ends[Math.floor((values[i] - low) * scale)]++;
  }
  for (let k = 0, sum = 0; k < buckets; k++) {
    const count = ends[k];
    ends[k] = sum; // where it begins, until it is filled
    sum += count;
  }
  const spread = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    spread[ends[Math.floor((values[i] - low) * scale)]++] = values[i];
  }
  return { values: spread, ends };
}
