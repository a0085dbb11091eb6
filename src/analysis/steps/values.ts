import type { Moment } from '../../base/isotime.js';
import type { ResultColumn } from '../../formats/columns.js';
import type { Scan } from '../../formats/scan.js';
import type { RXESMap } from '../../science/map.js';
import type { Spectrum } from '../../science/spectrum.js';

/**
 * What a spectrum runs along: emission energy ω, incident energy Ω, energy transfer Δ = Ω − ω, or the way along
 * a line in a map; eV.
 */
export type SpectrumAxis = 'emission' | 'incident' | 'transfer' | 'line';

/** What steps take and give. It has no name: where it is shown it is named after what it was made of. */
export type Value = ScanValue | MapValue | SpectrumValue | TableValue;

export type ValueKind = Value['kind'];

/** The values of a kind. */
export type ValueOf<K extends ValueKind> = Extract<Value, { kind: K }>;

interface Marked {
  /** Why σ is only approximately right; absent where it is right to first order. It goes on to what is made of it. */
  approximate?: readonly string[];
  /** When the one scan that it was made of was begun; absent where that is not known. */
  begun?: Moment;
}

/** A scan's marks are among its warnings. */
export interface ScanValue {
  kind: 'scan';
  scan: Scan;
}

export interface MapValue extends Marked {
  kind: 'map';
  map: RXESMap;
  /** Over which second energy it is written: ω (without it), or Δ = Ω − ω, each cell its own. */
  view?: 'incident' | 'transfer';
  /** Of one map less another: its intensities lie about zero, and are drawn so. */
  isDifference?: boolean;
}

export interface SpectrumValue extends Marked {
  kind: 'spectrum';
  axis: SpectrumAxis;
  spectrum: Spectrum;
  /** Further curves on the same energies, such as a background or the scans that cover a point (n each). */
  columns?: Readonly<Record<string, Float64Array>>;
}

/** Facts in rows that are neither a curve nor a map, such as the vertices of contours. */
export interface TableValue extends Marked {
  kind: 'table';
  /** All of one length. Where a step that works on several inputs names one, the word is `{0}`, `{1}`, … */
  columns: readonly ResultColumn[];
  /** What its rows tell, in sentences, in which inputs are as in `columns`. */
  verdict?: readonly string[];
  /** Where row i is about input i: how its columns are drawn over the inputs. */
  series?: TableSeries;
}

/** How a table of one row an input is drawn: small plots, one above the other, that share what they run along. */
export interface TableSeries {
  /** The first on top. */
  panels: readonly SeriesPanel[];
  /** The column of times or doses that was given for the inputs; absent: none was. */
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
  /** What its axis is called, without the unit. */
  title: string;
  /** What is expected of it where nothing is wrong. */
  expected?: number;
  /** What the trend is at each row (n); absent where there is none to be tested. */
  trend?: Float64Array;
  /** Rows that stand apart from the others. */
  outliers: readonly number[];
}

/** A result that is a number; σ is null where it has none. */
export interface NumberResult {
  value: number;
  sigma: number | null;
  unit: string;
}
