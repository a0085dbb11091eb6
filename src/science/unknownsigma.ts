let last: WeakRef<Float64Array> | null = null;

/**
 * σ that nothing is known of: NaN (n). One array serves all that are of one length at a time, for a map's is large:
 * it must never be written to or transferred to another thread.
 */
export function unknownSigma(length: number): Float64Array {
  const known = last?.deref();
  if (known?.length === length) {
    return known;
  }
  const made = new Float64Array(length).fill(NaN);
  last = new WeakRef(made);
  return made;
}

/** Whether it is the array that `unknownSigma` hands out: to look through it for numbers would be in vain. */
export function isUnknownSigma(sigma: Float64Array): boolean {
  return last?.deref() === sigma;
}
