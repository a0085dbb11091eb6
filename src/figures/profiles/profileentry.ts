import type { MapCut } from '../../analysis/linecuts.js';
import type { CurveData } from '../curves/curve.js';

/** A cut with the curve along it, as it is drawn beside a map. */
export interface IEntry {
  readonly id: string;
  readonly cut: MapCut;
  /** `empty`: no measured cell lies in the band of the cut. */
  readonly state: 'waiting' | 'ready' | 'empty' | 'failed';
  readonly curve: CurveData | null;
  /** Why there is none. */
  readonly error: { readonly message: string } | null;
  /** What a list calls it. */
  readonly label: string;
  /** Of the cut in the list, `#rrggbb`; that of its type where there is none. */
  readonly color: string | null;
  /** The title says where it lies, and its curve is on top. */
  readonly isActive: boolean;
}

/** The one whose place is said: the newest where none is active. */
export function activeOf(entries: readonly IEntry[]): IEntry | undefined {
  return entries.find(({ isActive }) => isActive) ?? entries[entries.length - 1];
}
