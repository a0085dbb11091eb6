import { writtenEnergy } from '../base/writtenenergy.js';
import { isBelow, isWithin } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { locate, valueAt, varianceAt, type Place } from './interpolate.js';
import { checkRange, medianStep, requireCommonRange } from './ranges.js';
import type { Range, Spectrum, Warning } from './spectrum.js';
import { pick, tidy } from './tidy.js';

/** Interpolation weights of a value between points: their indices and shares. */
export type Part = { index: number; share: number }[];

/** Two spectra at the same energies (n); the order of the arguments does not matter. */
export interface ComparedPair {
  /** Spectrum at its measured points. */
  first: Spectrum;
  /** The other spectrum, interpolated to these points. */
  second: Spectrum;
  /** The second spectrum as measured (m), and the interpolation weights of each of the n values. */
  measured: Spectrum;
  places: Part[];
  warnings: Warning[];
}

/** Readings of the same energy differ by less than this, eV: jitter, or truncation to 0.01 eV. */
const readback = 0.015;

/**
 * Two spectra at the energies of the one with the wider steps (for equal steps, the one that begins
 * later), over their common range: straight lines between the points of the finer spectrum are
 * closer to the true curve. An end point displaced by jitter beyond the other spectrum uses the
 * value at its end.
 * @throws XESError `spectrum/no-overlap`, `spectrum/empty-range`, `spectrum/too-few`.
 */
export function comparedPair(one: Spectrum, other: Spectrum, range?: Range | null): ComparedPair {
  const tidied = [tidy(one), tidy(other)];
  const [grid, measured] = inOrder(tidied[0].spectrum, tidied[1].spectrum);
  const common = requireCommonRange([grid, measured]);
  if (range) {
    checkRange(range);
  }
  const [low, high] = [measured.energy[0], measured.energy[measured.energy.length - 1]];
  const slack = Math.min(readback, medianStep(grid.energy) / 4);
  const inside = [...grid.energy.keys()].filter(i => {
    const e = grid.energy[i];
    return e >= low - slack && e <= high + slack && (!range || isWithin(e, range));
  });
  if (inside.length === 0) {
    throw new XESError(
      'spectrum/empty-range',
      `No point from ${writtenEnergy(Math.max(common[0], range?.[0] ?? -Infinity))} to ${writtenEnergy(Math.min(common[1], range?.[1] ?? Infinity))} eV was measured in both spectra: make the range wider.`
    );
  }
  const first = pick(grid, inside);
  const places = Array.from(first.energy, e =>
    locate(measured.energy, Math.min(Math.max(e, low), high))
  ).filter((place): place is Place => place !== null);
  return {
    first,
    second: {
      energy: first.energy,
      intensity: Float64Array.from(places, place => valueAt(measured.intensity, place)),
      sigma: Float64Array.from(places, place => Math.sqrt(varianceAt(measured.sigma, place)))
    },
    measured,
    places: places.map(({ lower, upper, fraction }) => [
      { index: lower, share: 1 - fraction },
      { index: upper, share: fraction }
    ]),
    warnings: tidied.flatMap(({ warnings }) => warnings)
  };
}

/**
 * The spectra ordered so that the first supplies the energies. For equal energies the order does
 * not matter.
 */
function inOrder(one: Spectrum, other: Spectrum): [Spectrum, Spectrum] {
  const [a, b] = [medianStep(one.energy), medianStep(other.energy)];
  const slack = Math.min(readback, Math.max(a, b) / 4);
  const [from, to] = [one.energy[0], other.energy[0]];
  const isFirst =
    Math.abs(a - b) > slack
      ? a > b
      : isBelow(to, from) || (!isBelow(from, to) && endsEarlier(one, other));
  return isFirst ? [one, other] : [other, one];
}

/** Tie-break for spectra that begin together. */
function endsEarlier({ energy: a }: Spectrum, { energy: b }: Spectrum): boolean {
  const [last, other] = [a[a.length - 1], b[b.length - 1]];
  if (last !== other) {
    return last < other;
  }
  const i = a.findIndex((e, k) => e !== b[k]);
  return i < 0 || a[i] < b[i];
}
