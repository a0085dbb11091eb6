import { energyTolerance, isSameEnergy } from './equalenergies.js';
import { locate } from './interpolate.js';
import { jitterOf } from './origin.js';
import { medianStep } from './ranges.js';
import type { Range, Spectrum } from './spectrum.js';

/** Positions in a spectrum of the energies of an axis (n). */
export interface Places {
  /** Index of the point at or below the energy; −1 if outside the spectrum. */
  lower: Int32Array;
  /** Fraction of the way to the next point, 0…1; null if every position is a point. */
  fraction: Float64Array | null;
}

/** Common energies of several spectra. */
export interface CommonAxis {
  /** Energies, eV, ascending (n). */
  energy: Float64Array;
  /** Positions in each spectrum. */
  places: Places[];
  /** Whether every position is a measured point: the grids agree and nothing was interpolated. */
  isMeasured: boolean;
}

/**
 * Common energies of tidy spectra, over the union of their ranges or part of it. If the grids are
 * equal (those of a readback within its jitter), these are the points themselves, even if some
 * spectra lack some of them; otherwise the points of the finest spectrum, beyond its ends those of
 * the next finest, and so on. The order of the spectra does not matter.
 */
export function commonAxis(spectra: readonly Spectrum[], range: Range | null): CommonAxis {
  const same = toleranceOf(spectra);
  const gap = spectra.reduce((least, { energy }) => Math.min(least, gapOf(energy, same)), same);
  const axis = equalGrid(spectra, gap) ?? sharedGrid(spectra, gap) ?? finestGrid(spectra, same);
  return range ? within(axis, range, same) : axis;
}

/** Energies of these spectra that differ by no more than this are equal, eV. */
export function toleranceOf(spectra: readonly Spectrum[]): number {
  return jitterOf(...spectra).jitter ?? energyTolerance;
}

/**
 * Half the median step if that is less than the tolerance; most steps are larger, so sorting is
 * usually skipped.
 */
function gapOf(energy: Float64Array, same: number): number {
  const steps = energy.length - 1;
  let fine = 0;
  for (let i = 0; i < steps; i++) {
    fine += energy[i + 1] - energy[i] < 2 * same ? 1 : 0;
  }
  return 2 * fine < steps - 1 ? same : Math.min(same, medianStep(energy) / 2 || same);
}

function within(axis: CommonAxis, [low, high]: Range, same: number): CommonAxis {
  const { energy, places } = axis;
  let first = 0;
  let end = energy.length;
  while (first < end && energy[first] < low - same) {
    first++;
  }
  while (end > first && energy[end - 1] > high + same) {
    end--;
  }
  if (end - first === energy.length) {
    return axis;
  }
  return {
    ...axis,
    energy: energy.slice(first, end),
    places: places.map(({ lower, fraction }) => ({
      lower: lower.slice(first, end),
      fraction: fraction && fraction.slice(first, end)
    }))
  };
}

/**
 * Fast path for the usual case: all have the same number of points, at the same energies.
 * @returns null otherwise.
 */
function equalGrid(spectra: readonly Spectrum[], gap: number): CommonAxis | null {
  const n = spectra[0].energy.length;
  const lowest = spectra[0].energy.slice();
  const highest = spectra[0].energy.slice();
  for (const { energy } of spectra) {
    if (energy.length !== n) {
      return null;
    }
    for (let i = 0; i < n; i++) {
      lowest[i] = energy[i] < lowest[i] ? energy[i] : lowest[i];
      highest[i] = energy[i] > highest[i] ? energy[i] : highest[i];
    }
  }
  for (let i = 0; i < n; i++) {
    if (highest[i] - lowest[i] > gap || (i > 0 && lowest[i] - lowest[i - 1] <= gap)) {
      return null;
    }
  }
  const sum = new Float64Array(n);
  for (const { energy } of spectra) {
    for (let i = 0; i < n; i++) {
      sum[i] += energy[i] - lowest[i];
    }
  }
  const lower = Int32Array.from({ length: n }, (_, i) => i);
  return {
    energy: lowest.map((energy, i) => energy + sum[i] / spectra.length),
    places: spectra.map(() => ({ lower, fraction: null })),
    isMeasured: true
  };
}

/** An energy shared by points of several spectra, with the point of each (−1: none). */
interface Level {
  lowest: number;
  sum: number;
  members: number;
  points: Int32Array;
}

/** A shared grid of which some spectra lack points. @returns null if the grids differ. */
function sharedGrid(spectra: readonly Spectrum[], gap: number): CommonAxis | null {
  const all = spectra.flatMap(({ energy }, k) =>
    Array.from(energy, (value, i) => ({ value, k, i }))
  );
  all.sort((a, b) => a.value - b.value || a.k - b.k);
  const levels: Level[] = [];
  let level: Level | undefined;
  for (const { value, k, i } of all) {
    if (!level || value - level.lowest > gap) {
      level = {
        lowest: value,
        sum: 0,
        members: 0,
        points: new Int32Array(spectra.length).fill(-1)
      };
      levels.push(level);
    }
    if (level.points[k] >= 0) {
      return null; // two points of one spectrum cannot be readings of the same energy
    }
    level.points[k] = i;
    level.sum += value - level.lowest;
    level.members++;
  }
  if (spectra.some((spectrum, k) => !isOnLevels(spectrum, levels, k))) {
    return null;
  }
  return {
    energy: Float64Array.from(levels, ({ lowest, sum, members }) => lowest + sum / members),
    places: spectra.map((_, k) => ({
      lower: Int32Array.from(levels, ({ points }) => points[k]),
      fraction: null
    })),
    isMeasured: true
  };
}

/**
 * Whether a spectrum lacks levels only where a point is missing, i.e. where its step is too large.
 */
function isOnLevels({ energy }: Spectrum, levels: readonly Level[], k: number): boolean {
  const largest = 1.5 * medianStep(energy);
  let last = -1;
  let isMissing = false;
  for (const { points } of levels) {
    const i = points[k];
    if (i < 0) {
      isMissing = last >= 0;
      continue;
    }
    if (isMissing && energy[i] - energy[last] <= largest + energyTolerance) {
      return false;
    }
    last = i;
    isMissing = false;
  }
  return true;
}

function finestGrid(spectra: readonly Spectrum[], same: number): CommonAxis {
  const difference = (left: number, right: number) =>
    isSameEnergy(left, right) ? 0 : left - right;
  const order = [...spectra].sort(
    (a, b) =>
      difference(medianStep(a.energy), medianStep(b.energy)) || difference(a.energy[0], b.energy[0])
  );
  const covered: Range[] = [];
  const energies: number[] = [];
  for (const { energy } of order) {
    const isNew = (value: number) =>
      !covered.some(([low, high]) => value >= low - same && value <= high + same);
    energies.push(...energy.filter(isNew));
    covered.push([energy[0], energy[energy.length - 1]]);
  }
  const energy = Float64Array.from(energies).sort();
  return { energy, places: spectra.map(spectrum => placesOf(spectrum, energy)), isMeasured: false };
}

function placesOf(spectrum: Spectrum, energies: Float64Array): Places {
  const lower = new Int32Array(energies.length).fill(-1);
  const fraction = new Float64Array(energies.length);
  energies.forEach((energy, i) => {
    const place = locate(spectrum.energy, energy);
    if (place) {
      lower[i] = place.lower;
      fraction[i] = place.fraction;
    }
  });
  return { lower, fraction };
}
