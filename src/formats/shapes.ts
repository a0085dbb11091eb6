/** Number of values of an array of a given shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** Whether shapes are equal apart from axes of length 1. */
export function isAlike(one: readonly number[], other: readonly number[]): boolean {
  const long = (shape: readonly number[]) => shape.filter(length => length > 1).join();
  return long(one) === long(other);
}

/** Whether the axes of an array are in a different order from those of the signal. */
export function isTurned(dims: readonly number[]): boolean {
  return dims.some((dim, k) => k > 0 && dim < dims[k - 1]);
}

/**
 * Values of an array with one for each point of a signal, in the signal's order (C).
 * @param own shape of the array.
 * @param dims the signal's axes that its axes run along; empty if not declared.
 * @returns null if the array has another shape.
 */
export function inOrderOf(
  values: Float64Array,
  own: readonly number[],
  shape: readonly number[],
  dims: readonly number[]
): Float64Array | null {
  const isPlaced = dims.length > 1 && dims.length === own.length;
  const fits = isPlaced
    ? own.every((length, k) => length === shape[dims[k]])
    : own.length <= 1 || isAlike(own, shape);
  if (!fits || values.length !== sizeOf(shape)) {
    return null;
  }
  return isPlaced && isTurned(dims) ? turned(values, own, shape, dims) : values;
}

function turned(
  values: Float64Array,
  own: readonly number[],
  shape: readonly number[],
  dims: readonly number[]
): Float64Array {
  const strides = dims.map(dim => sizeOf(shape.slice(dim + 1)));
  const found = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    let [rest, at] = [i, 0];
    for (let k = own.length - 1; k >= 0; k--) {
      at += (rest % own[k]) * strides[k];
      rest = Math.floor(rest / own[k]);
    }
    found[at] = values[i];
  }
  return found;
}
