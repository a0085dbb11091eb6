import type { GridAxis } from '../science/pointaxis.js';
import type { ChannelName } from './scan.js';

/**
 * A map from a small part of the numbers of a large scan, to be drawn while the scan is read. Its
 * energies are those of a grid inferred from a few of them: its numbers are never displayed or used
 * in computations.
 */
export interface Preview {
  channel: ChannelName;
  /** Incident and emission energy of the points (n), eV. */
  incident: GridAxis;
  emission: GridAxis;
  /** One value per point (n), in `unit`. */
  intensity: Float64Array;
  unit: string;
  /** Largest difference of readings of the same incident energy, eV. */
  incidentJitter: number;
}

/** Successive numbers of a dataset in C order, from `from` up to `to` (excluded). */
export interface Run {
  path: string;
  from: number;
  to: number;
}

/** The numbers needed for a preview. */
export interface PreviewPlan {
  /** Runs to read, the longest first. */
  runs: readonly Run[];
  /** @param values of each run. @returns null unless they are those of a grid. */
  make(values: readonly Float64Array[]): Preview | null;
}
