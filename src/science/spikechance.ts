import { knownCounting } from './counting.js';
import { incompleteBeta } from './special/beta.js';
import { erfc } from './special/erf.js';
import type { Spectrum } from './spectrum.js';
import { median } from './statistics.js';

/** The chance that noise alone is so many σ from its mean, on either side. */
export function chanceBeyond(threshold: number): number {
  return erfc(threshold / Math.SQRT2);
}

/** Variance that the median of few counts has because it is a whole number of them. */
const wholeCount = 1 / 4;

/** What a point is judged by: its neighbours (indices), and the height that they lead to expect of it. */
export interface Expectation {
  neighbours: readonly number[];
  height: number;
}

/**
 * Whether a point is further from what is expected of it than counting makes it in all but a share of `chanceBeyond`. Null
 * where counts are not known. The expectation is itself a median of counted points, which is worth 2/π of as many: with
 * it the counts of the point have a negative binomial law (A. Gelman et al., Bayesian Data Analysis, 3rd ed., §2.6,
 * with the prior of Jeffreys).
 */
export function spikeTest(
  spectrum: Spectrum,
  threshold: number
): ((i: number, expectation: Expectation) => boolean) | null {
  const counting = knownCounting(spectrum);
  if (!counting) {
    return null;
  }
  const { exposure, offset } = counting;
  const limit = chanceBeyond(threshold) / 2;
  return (i, { neighbours, height }) => {
    const others = new Set(neighbours.filter(k => k !== i));
    const measured = [...others].reduce((sum, k) => sum + exposure[k], 0) / exposure[i];
    const found = Math.max(exposure[i] * (spectrum.intensity[i] + offset[i]), 0);
    const expected = Math.max(exposure[i] * (height + offset[i]), 0);
    const worth = 1 / (Math.PI / 2 / measured + wholeCount / Math.max(expected, 0.5));
    const shape = worth * expected + 0.5;
    const part = 1 / (1 + worth);
    const chance =
      found > expected
        ? incompleteBeta(part, found, shape)
        : incompleteBeta(1 - part, shape, found + 1);
    return !(chance >= limit);
  };
}

/**
 * A straight line through points by repeated medians (A. F. Siegel, Biometrika 69 (1982) 242), which up to half of them
 * may be spikes without moving: its height at one of them. NaN where energies are equal.
 */
export function lineThrough(
  { energy, intensity }: Spectrum,
  points: readonly number[],
  at: number
): number {
  const slope = median(
    points.map(i =>
      median(
        points
          .filter(k => k !== i)
          .map(k => (intensity[k] - intensity[i]) / (energy[k] - energy[i]))
      )
    )
  );
  return median(points.map(i => intensity[i] + slope * (energy[at] - energy[i])));
}
