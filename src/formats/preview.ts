import type { GridAxis } from '../science/pointaxis.js';
import type { ChannelName } from './scan.js';

/**
 * A map made of few of the numbers of a large scan, to be drawn while the scan is read. Its energies are those of a
 * grid as far as a few of them show it: no number of it is ever shown or computed with.
 */
export interface Preview {
  channel: ChannelName;
  /** Incident and emission energy of the points (n), eV. */
  incident: GridAxis;
  emission: GridAxis;
  /** One value a point (n), in `unit`. */
  intensity: Float64Array;
  unit: string;
  /** What the readings of one incident energy differ by at the most, eV. */
  incidentJitter: number;
}

/** Successive numbers of a dataset in C order: those from `from` up to `to` (excluded). */
export interface Run {
  path: string;
  from: number;
  to: number;
}

/** Which numbers a preview is made of. */
export interface PreviewPlan {
  /** The longest first. */
  runs: readonly Run[];
  /** @param values of each run. @returns null where they are not those of a grid. */
  make(values: readonly Float64Array[]): Preview | null;
}
