/**
 * Values of a signal in a file that is still being written: zeros at its end are HDF5's fill values
 * for points not written yet, and are left out until a value follows. If all are zero, the detector
 * may have counted nothing.
 */
export function withoutPending(values: Float64Array, isGrowing: boolean): Float64Array {
  let end = isGrowing ? values.length : 0;
  // NaN marks chunks not written yet, after the one being filled
  while (end > 0 && (values[end - 1] === 0 || Number.isNaN(values[end - 1]))) {
    end--;
  }
  return end === 0 || end === values.length ? values : values.slice().fill(NaN, end);
}
