import type { Uncertainty } from './uncertainty/model.js';

/** A curve with its uncertainty; all arrays have the same length (n). */
export interface Spectrum {
  /** Energy, eV, ascending. */
  energy: Float64Array;
  /**
   * Readings of the same energy differ by less than this, eV, if they are a readback; absent: equal
   * energies are equal.
   */
  jitter?: number;
  /** Intensity: counts over monitor. */
  intensity: Float64Array;
  /** Unit of `intensity`, such as `counts / monitor`; absent if not known. */
  unit?: string;
  /** One standard deviation of `intensity`; NaN if unknown. */
  sigma: Float64Array;
  /** ΣN of each point; null or absent if unknown, or if `intensity` is no longer N/I1. */
  counts?: Float64Array | null;
  /**
   * ΣI1 of each point, on the scale of `intensity`: `counts / monitor` is the intensity. Known if
   * `counts` are known.
   */
  monitor?: Float64Array | null;
  /**
   * Independent deviations the points depend on; absent: each point on its own count, or its own σ.
   */
  uncertainty?: Uncertainty;
  /**
   * How the points were counted, if `intensity` is no longer N/I1 because it was scaled or a curve
   * was subtracted.
   */
  affine?: AffineCounts;
}

/** Points that were counted: N ~ Poisson(exposure·(y + offset)); arrays of n. */
export interface AffineCounts {
  /**
   * Counts expected for an intensity of 1; NaN for a point that was not counted and has its own σ.
   */
  exposure: Float64Array;
  /** Intensity that was subtracted, such as a background. */
  offset: Float64Array;
}

/** A value with its σ, one standard deviation; NaN if unknown. */
export interface Estimate {
  value: number;
  sigma: number;
}

/** A doubt to be shown to the user: a code for programs, a sentence for people. */
export interface Warning {
  code: string;
  message: string;
}

/** An interval of energy, eV: low < high. */
export type Range = readonly [number, number];

/** A spectrum whose counts and monitor are known at each point. */
export interface CountedSpectrum extends Spectrum {
  counts: Float64Array;
  monitor: Float64Array;
}

/** Whether the counts and monitor of a spectrum are known. */
export function isCounted(spectrum: Spectrum): spectrum is CountedSpectrum {
  return Boolean(spectrum.counts && spectrum.monitor);
}
