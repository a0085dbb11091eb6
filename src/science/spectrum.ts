import type { Uncertainty } from './uncertainty/model.js';

/** A curve with its uncertainty; all arrays have the same length (n). */
export interface Spectrum {
  /** Energy, eV, ascending. */
  energy: Float64Array;
  /** Readings of one energy differ by less than this, eV, where they are a readback; absent: equal energies are equal. */
  jitter?: number;
  /** Intensity: counts over monitor. */
  intensity: Float64Array;
  /** In what `intensity` is, such as `counts / monitor`; absent where it is not known. */
  unit?: string;
  /** One standard deviation of `intensity`; NaN where unknown. */
  sigma: Float64Array;
  /** ΣN of each point; null or absent where unknown, or where `intensity` is no longer N/I1. */
  counts?: Float64Array | null;
  /**
   * ΣI1 of each point, on the scale of `intensity`: `counts / monitor` is the intensity of the sums.
   * Known where `counts` are known.
   */
  monitor?: Float64Array | null;
  /** Of which deviations the points are made; absent: each of its own count, or of its own σ. */
  uncertainty?: Uncertainty;
  /** How the points were counted, where `intensity` is no longer N/I1: it was scaled, or a curve was taken off. */
  affine?: AffineCounts;
}

/** Points that were counted: N ~ Poisson(exposure·(y + offset)); arrays of n. */
export interface AffineCounts {
  /** Counts an intensity of 1 leads to expect; NaN where a point was not counted and keeps its σ. */
  exposure: Float64Array;
  /** Intensity that was taken off, such as a background. */
  offset: Float64Array;
}

/** A value with its one standard deviation; σ is NaN where it is unknown. */
export interface Estimate {
  value: number;
  sigma: number;
}

/** A doubt that a person should hear of: a code for programs, a sentence for people. */
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

/** Whether a spectrum still knows its counts and monitor. */
export function isCounted(spectrum: Spectrum): spectrum is CountedSpectrum {
  return Boolean(spectrum.counts && spectrum.monitor);
}
