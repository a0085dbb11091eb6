import type { Scan } from '../../formats/scan.js';
import type { RXESMap } from '../../science/map.js';
import type { Spectrum } from '../../science/spectrum.js';

/** The energy that a spectrum runs along: emission ω, incident Ω, or transfer Δ = Ω − ω. */
export type SpectrumAxis = 'emission' | 'incident' | 'transfer';

/** What steps take and give, each with the name of what it was made of. */
export type Value = ScanValue | MapValue | SpectrumValue;

export type ValueKind = Value['kind'];

export interface ScanValue {
  kind: 'scan';
  name: string;
  scan: Scan;
}

export interface MapValue {
  kind: 'map';
  name: string;
  map: RXESMap;
}

export interface SpectrumValue {
  kind: 'spectrum';
  name: string;
  axis: SpectrumAxis;
  spectrum: Spectrum;
  /** Further curves on the same energies, such as a background or the scans that cover a point (n each). */
  columns?: Readonly<Record<string, Float64Array>>;
}

/** A result that is a number; σ is null where it has none. */
export interface NumberResult {
  value: number;
  sigma: number | null;
  unit: string;
}
