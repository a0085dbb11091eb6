import type { MapCut } from '../../analysis/linecuts.js';
import type { CurveData } from '../curves/curve.js';

/** A cut with its profile, as drawn next to a map. */
export interface IEntry {
  readonly id: string;
  readonly cut: MapCut;
  /** `empty`: no measured cell lies in the band of the cut. */
  readonly state: 'waiting' | 'ready' | 'empty' | 'failed';
  readonly curve: CurveData | null;
  /** Why there is none. */
  readonly error: { readonly message: string } | null;
  /** Its label in the list. */
  readonly label: string;
  /** Colour of the cut in the list, `#rrggbb`; null for that of its type. */
  readonly color: string | null;
  /** Its position is in the title, and its curve is on top. */
  readonly isActive: boolean;
}

/** The entry whose position is in the title: the newest if none is active. */
export function activeOf(entries: readonly IEntry[]): IEntry | undefined {
  return entries.find(({ isActive }) => isActive) ?? entries[entries.length - 1];
}
