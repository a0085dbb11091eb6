/**
 * Values of a signal of a file that is still being written: zeros at its end are what HDF5 fills in where nothing has been
 * written yet, and are left out until a value follows. Where all are zero, a detector may have seen nothing.
 */
export function withoutPending(values: Float64Array, isGrowing: boolean): Float64Array {
  let end = isGrowing ? values.length : 0;
  // NaN stands for chunks that are not there yet: they follow the one that is being filled
  while (end > 0 && (values[end - 1] === 0 || Number.isNaN(values[end - 1]))) {
    end--;
  }
  return end === 0 || end === values.length ? values : values.slice().fill(NaN, end);
}
