let last: WeakRef<Float64Array> | null = null;

/**
 * Unknown σ: NaN (n). One array serves all users of the same length, as a map's is large: it must
 * never be written to or transferred to another thread.
 */
export function unknownSigma(length: number): Float64Array {
  const known = last?.deref();
  if (known?.length === length) {
    return known;
  }
  const sigma = new Float64Array(length).fill(NaN);
  last = new WeakRef(sigma);
  return sigma;
}

/** Whether it is the array from `unknownSigma`, which need not be searched for numbers. */
export function isUnknownSigma(sigma: Float64Array): boolean {
  return last?.deref() === sigma;
}
