import type { Moment } from '../../base/isotime.js';
import type { ResultColumn } from '../../formats/columns.js';
import type { Scan } from '../../formats/scan.js';
import type { RXESMap } from '../../science/map.js';
import type { Spectrum } from '../../science/spectrum.js';

/**
 * The axis of a spectrum: emission energy ω, incident energy Ω, energy transfer Δ = Ω − ω, or the
 * distance along a line in a map; eV.
 */
export type SpectrumAxis = 'emission' | 'incident' | 'transfer' | 'line';

/** Inputs and results of steps. They have no names: a displayed value is named after its inputs. */
export type Value = ScanValue | MapValue | SpectrumValue | TableValue;

export type ValueKind = Value['kind'];

/** The values of a kind. */
export type ValueOf<K extends ValueKind> = Extract<Value, { kind: K }>;

interface Marked {
  /** Why σ is approximate; absent if it is right to first order. Derived results inherit it. */
  approximate?: readonly string[];
  /** Start of the single scan that it was computed from; absent if not known. */
  begun?: Moment;
}

/** The marks of a scan are among its warnings. */
export interface ScanValue {
  kind: 'scan';
  scan: Scan;
}

export interface MapValue extends Marked {
  kind: 'map';
  map: RXESMap;
  /**
   * Over which second energy it is written: ω (absent), or Δ = Ω − ω, individually for each cell.
   */
  view?: 'incident' | 'transfer';
  /**
   * Whether it is the difference of two maps: intensities are around zero, and coloured
   * accordingly.
   */
  isDifference?: boolean;
}

export interface SpectrumValue extends Marked {
  kind: 'spectrum';
  axis: SpectrumAxis;
  spectrum: Spectrum;
  /**
   * Further curves on the same energies, such as a background or the number of scans at each point
   * (n each).
   */
  columns?: Readonly<Record<string, Float64Array>>;
}

/** Facts in rows that are neither a curve nor a map, such as the vertices of contours. */
export interface TableValue extends Marked {
  kind: 'table';
  /** All of one length. A step with several inputs refers to them as `{0}`, `{1}`, … */
  columns: readonly ResultColumn[];
  /** Findings, in sentences, with placeholders as in `columns`. */
  verdict?: readonly string[];
  /** If row i is about input i: how its columns are plotted over the inputs. */
  series?: TableSeries;
}

/**
 * How a table with one row per input is plotted: small panels stacked vertically, with a common
 * axis.
 */
export interface TableSeries {
  /** The top one first. */
  panels: readonly SeriesPanel[];
  /** The column of times or doses given for the inputs; absent: none given. */
  along?: string;
  /** Parameters of the step that list something for each input. */
  perInput: readonly string[];
}

/** One column over the inputs. */
export interface SeriesPanel {
  /** Name of the column of its values. */
  column: string;
  /** Name of the column of their σ. */
  sigma?: string;
  /** Title of its axis, without the unit. */
  title: string;
  /** Expected value if nothing is wrong. */
  expected?: number;
  /** Value of the trend at each row (n); absent if there is none to test. */
  trend?: Float64Array;
  /** Rows that differ significantly from the others. */
  outliers: readonly number[];
}

/** A result that is a number; σ is null if it has none. */
export interface NumberResult {
  value: number;
  sigma: number | null;
  unit: string;
}
