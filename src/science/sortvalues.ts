/** Number of buckets that values are distributed to before each is sorted. */
const buckets = 2 ** 16;

/** Up to this many values the built-in sort is as fast. */
const few = 2 ** 14;

/**
 * Sort finite numbers in place, ascending. Millions of readings of few motor positions are first
 * distributed to buckets by their position in the range, which halves the time of the built-in
 * sort.
 */
export function sortValues(values: Float64Array): Float64Array {
  const distribution = values.length > few ? distributed(values) : null;
  if (!distribution) {
    return values.sort();
  }
  for (let k = 0, from = 0; k < buckets; k++) {
    const to = distribution.ends[k];
    if (to - from > 1) {
      distribution.values.subarray(from, to).sort();
    }
    from = to;
  }
  values.set(distribution.values);
  return values;
}

/** Values by bucket, and the end of each bucket; null if the values have no range to divide. */
function distributed(values: Float64Array): { values: Float64Array; ends: Uint32Array } | null {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    low = values[i] < low ? values[i] : low;
    high = values[i] > high ? values[i] : high;
  }
  const scale = (buckets - 1) / (high - low);
  if (!(scale > 0) || scale === Infinity) {
    return null;
  }
  // monotonic in the value, also after rounding, so no value precedes a smaller one
  const ends = new Uint32Array(buckets);
  for (let i = 0; i < values.length; i++) {
    ends[Math.floor((values[i] - low) * scale)]++;
  }
  for (let k = 0, sum = 0; k < buckets; k++) {
    const count = ends[k];
    ends[k] = sum; // start of the bucket, advanced while it is filled
    sum += count;
  }
  const distribution = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    distribution[ends[Math.floor((values[i] - low) * scale)]++] = values[i];
  }
  return { values: distribution, ends };
}
