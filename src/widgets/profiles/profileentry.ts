import type { MapCut } from '../../analysis/linecuts.js';
import type { DrawnSpectrum } from '../../compute/types.js';
import type { Profile } from '../../model/index.js';

/** A cut with the curve along it. */
export interface IProfiledCut {
  id: string;
  cut: MapCut;
  profile: Profile;
  /** What a list calls it. */
  label: string;
  /** Of the cut in the list, `#rrggbb`; that of its type where there is none. */
  color: string | null;
  /** The title says where it lies, and its curve is on top. */
  isActive: boolean;
}

/** The same, as it is drawn. */
export interface IEntry extends Omit<IProfiledCut, 'profile'> {
  state: Profile['state'];
  error: Profile['error'];
  curve: DrawnSpectrum | null;
}

/** The one whose place is said: the newest where none is active. */
export function activeOf(entries: readonly IEntry[]): IEntry | undefined {
  return entries.find(({ isActive }) => isActive) ?? entries[entries.length - 1];
}

/** Whether two are drawn alike. */
export function isSame(one: IEntry, other: IEntry): boolean {
  return (
    one.id === other.id &&
    one.cut === other.cut &&
    one.curve === other.curve &&
    one.state === other.state &&
    one.label === other.label &&
    one.color === other.color &&
    one.isActive === other.isActive
  );
}
