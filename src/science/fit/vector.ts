/** Scalar product of `count` values of a and of b, from the given starts. */
export function dot(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  count: number
): number {
  // four independent sums, which a processor adds in parallel
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const even = count - (count % 4);
  for (let i = 0; i < even; i += 4) {
    first += a[aStart + i] * b[bStart + i];
    second += a[aStart + i + 1] * b[bStart + i + 1];
    third += a[aStart + i + 2] * b[bStart + i + 2];
    fourth += a[aStart + i + 3] * b[bStart + i + 3];
  }
  for (let i = even; i < count; i++) {
    first += a[aStart + i] * b[bStart + i];
  }
  return first + second + (third + fourth);
}

/** Euclidean norm of `count` values from `start`. */
export function norm(values: Float64Array, count: number, start = 0): number {
  return Math.sqrt(dot(values, start, values, start, count));
}

/** Whether all values are finite. */
export function allFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] - values[i] === 0)) {
      return false;
    }
  }
  return true;
}
