import type { SpectrumAxis } from '../../analysis/steps/values.js';

/**
 * Data of a curve: arrays of the same length (n), energies in eV and ascending, σ NaN if unknown.
 */
export interface CurveData {
  readonly axis: SpectrumAxis;
  readonly energy: Float64Array;
  readonly intensity: Float64Array;
  readonly sigma: Float64Array;
  readonly unit?: string;
  /** N of each point, if known. */
  readonly counts?: Float64Array;
  /** Further curves on the same energies (n each). */
  readonly columns?: Readonly<Record<string, Float64Array>>;
}

/** A curve among others in one plot. */
export interface ICurve {
  /** Unique among the curves of a plot. */
  readonly key: string;
  readonly label: string;
  /** `#rrggbb` */
  readonly color: string;
  /** The same object as long as its numbers are the same. */
  readonly data: CurveData;
  /** Drawn on top, and thicker. */
  readonly isActive: boolean;
  /** Computed from inputs that have changed since: drawn faintly. */
  readonly isStale: boolean;
}

/** What a curve runs along, as the title of an axis. */
export const axisTitles: Readonly<Record<SpectrumAxis, string>> = {
  emission: 'Emission energy ω (eV)',
  incident: 'Incident energy Ω (eV)',
  transfer: 'Energy transfer Δ = Ω − ω (eV)',
  line: 'Distance along the line (eV)'
};

/** What a curve runs along, within a sentence or before a number. */
export const axisSymbols: Readonly<Record<SpectrumAxis, string>> = {
  emission: 'ω',
  incident: 'Ω',
  transfer: 'Δ',
  line: 'a line'
};
