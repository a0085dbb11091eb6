/** A curve with its uncertainty; all arrays have the same length (n). */
export interface Spectrum {
  /** Energy, eV, ascending. */
  energy: Float64Array;
  /** Intensity: counts over monitor. */
  intensity: Float64Array;
  /** One standard deviation of `intensity`; NaN where unknown. */
  sigma: Float64Array;
}
