import { locate, type Place } from './interpolate.js';
import { medianStep } from './ranges.js';
import type { Range, Spectrum } from './spectrum.js';

/** Energies on which several spectra meet. */
export interface CommonAxis {
  /** Energies, eV, ascending (n). */
  energy: Float64Array;
  /** Where each spectrum has each energy: `places[k][i]`, null where it has none. */
  places: (Place | null)[][];
  /** Whether every place is a measured point: the grids agree and nothing was interpolated. */
  isMeasured: boolean;
}

/** Readings of the same energy differ by less than this, eV: jitter, or truncation to 0.01 eV. */
const readback = 0.015;

/**
 * The energies on which tidy spectra meet, over the union of their ranges or a part of it. Where the
 * grids agree within the tolerance of a readback these are the points themselves, a missing one
 * included; else the finest spectrum's points, beyond its ends the next finest's, and so on.
 * The order of the spectra does not matter.
 */
export function commonAxis(spectra: readonly Spectrum[], range: Range | null): CommonAxis {
  return within(sharedGrid(spectra) ?? finestGrid(spectra), range);
}

function within(axis: CommonAxis, range: Range | null): CommonAxis {
  if (!range) {
    return axis;
  }
  const { energy, places } = axis;
  const keep = [...energy.keys()].filter(
    i => energy[i] >= range[0] - readback && energy[i] <= range[1] + readback
  );
  return {
    ...axis,
    energy: Float64Array.from(keep, i => energy[i]),
    places: places.map(of => keep.map(i => of[i]))
  };
}

/** A level of energies that are one: which point of each spectrum is on it (−1: none). */
interface Level {
  sum: number;
  members: number;
  points: Int32Array;
}

/** @returns null where the grids differ. */
function sharedGrid(spectra: readonly Spectrum[]): CommonAxis | null {
  const gap = Math.min(
    readback,
    ...spectra.map(({ energy }) => medianStep(energy) / 2 || readback)
  );
  const all = spectra.flatMap(({ energy }, k) =>
    Array.from(energy, (value, i) => ({ value, k, i }))
  );
  all.sort((a, b) => a.value - b.value || a.k - b.k);
  const levels: Level[] = [];
  let lowest = -Infinity;
  for (const { value, k, i } of all) {
    if (value - lowest > gap) {
      lowest = value;
      levels.push({ sum: 0, members: 0, points: new Int32Array(spectra.length).fill(-1) });
    }
    const level = levels[levels.length - 1];
    if (level.points[k] >= 0) {
      return null; // two points of one spectrum are no readings of one energy
    }
    level.points[k] = i;
    level.sum += value - lowest;
    level.members++;
  }
  if (spectra.some((spectrum, k) => !isOnLevels(spectrum, levels, k))) {
    return null;
  }
  const first = (level: Level) =>
    Math.min(...spectra.map(({ energy }, k) => energy[level.points[k]] ?? Infinity));
  return {
    energy: Float64Array.from(levels, level => first(level) + level.sum / level.members),
    places: spectra.map((_, k) =>
      levels.map(({ points }) =>
        points[k] < 0 ? null : { lower: points[k], upper: points[k], fraction: 0 }
      )
    ),
    isMeasured: true
  };
}

/** Whether a spectrum lacks levels only where it lacks points: where its own step is too large. */
function isOnLevels({ energy }: Spectrum, levels: readonly Level[], k: number): boolean {
  const largest = 1.5 * medianStep(energy);
  let last = -1;
  let lacks = false;
  for (const { points } of levels) {
    const i = points[k];
    if (i < 0) {
      lacks = last >= 0;
      continue;
    }
    if (lacks && energy[i] - energy[last] <= largest) {
      return false;
    }
    last = i;
    lacks = false;
  }
  return true;
}

function finestGrid(spectra: readonly Spectrum[]): CommonAxis {
  const order = [...spectra].sort(
    (a, b) => medianStep(a.energy) - medianStep(b.energy) || a.energy[0] - b.energy[0]
  );
  const covered: Range[] = [];
  const taken: number[] = [];
  for (const { energy } of order) {
    const isNew = (value: number) =>
      !covered.some(([low, high]) => value >= low - readback && value <= high + readback);
    taken.push(...energy.filter(isNew));
    covered.push([energy[0], energy[energy.length - 1]]);
  }
  const energy = Float64Array.from(taken).sort();
  return {
    energy,
    places: spectra.map(spectrum => Array.from(energy, value => locate(spectrum.energy, value))),
    isMeasured: false
  };
}
