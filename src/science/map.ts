import { surveyOf } from './survey.js';
import type { Uncertainty } from './uncertainty/model.js';

/** The measured grid of a map. */
export interface MapAxes {
  /** Incident energies Ω (columns), eV, ascending: the median of each incident step's readback. */
  incident: Float64Array;
  /** Emission energies ω (rows), eV, ascending. */
  emission: Float64Array;
}

/**
 * An RXES map on its measured grid; row-major, one row an emission energy:
 * cell (i, j) of emission i and incident j is at `i * incident.length + j`.
 */
export interface RXESMap extends MapAxes {
  /**
   * Readings of the same Ω differ by less than this, eV, if they are a readback; absent: equal
   * energies are equal.
   */
  incidentJitter?: number;
  /** ΣN/ΣI1 of the points in each cell; NaN if not measured. */
  intensity: Float64Array;
  /** Unit of `intensity`, such as `counts / monitor`; absent if not known. */
  unit?: string;
  /** One standard deviation of `intensity`; NaN where unknown or not measured. */
  sigma: Float64Array;
  /** ΣN of each cell; null where counts are unknown; NaN where not measured. */
  counts: Float64Array | null;
  /** ΣI1 of each cell (ΣN's divisor; n where there is no monitor); known where `counts` are. */
  monitor?: Float64Array | null;
  /**
   * Independent deviations the cells depend on; absent: each cell on its own count, or its own σ.
   */
  uncertainty?: Uncertainty;
}

/** Energies of the brightest measured cell, eV; of the first cell if nothing was measured. */
export function brightest(map: RXESMap): {
  incident: number;
  emission: number;
} {
  const { incident, emission } = map;
  const at = Math.max(surveyOf(map).brightest, 0);
  return {
    incident: incident[at % incident.length],
    emission: emission[Math.floor(at / incident.length)]
  };
}

/** Kinds of cut: constant incident (CIE), constant emission (CEE), constant energy transfer (CET). */
export type CutType = 'CIE' | 'CEE' | 'CET';

/** Whether a cut's points are the mean of the cells in its band or their sum. */
export type CutValue = 'mean' | 'sum';

/** A cut through a map: the band |q − at| ≤ width/2, both in eV. */
export interface Cut {
  type: CutType;
  at: number;
  width: number;
}
