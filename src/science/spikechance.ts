import { knownCounting } from './counting.js';
import { incompleteBeta } from './special/beta.js';
import { erfc } from './special/erf.js';
import type { Spectrum } from './spectrum.js';
import { median } from './statistics.js';

/** The probability that noise alone exceeds this many σ, on either side. */
export function chanceBeyond(threshold: number): number {
  return erfc(threshold / Math.SQRT2);
}

/** Variance of the median of few counts due to its being an integer. */
const wholeCount = 1 / 4;

/** What a point is compared with: its neighbours (indices), and the height expected from them. */
export interface Expectation {
  neighbours: readonly number[];
  height: number;
}

/**
 * Test whether a point is further from its expectation than counting statistics allow with the
 * probability `chanceBeyond`. Null if counts are not known. The expectation is itself a median of
 * counted points, with the precision of 2/π as many; this gives the counts of the point a negative
 * binomial law (A. Gelman et al., Bayesian Data Analysis, 3rd ed., §2.6, with the Jeffreys prior).
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
    const observed = Math.max(exposure[i] * (spectrum.intensity[i] + offset[i]), 0);
    const expected = Math.max(exposure[i] * (height + offset[i]), 0);
    const effectiveCounts = 1 / (Math.PI / 2 / measured + wholeCount / Math.max(expected, 0.5));
    const shape = effectiveCounts * expected + 0.5;
    const part = 1 / (1 + effectiveCounts);
    const chance =
      observed > expected
        ? incompleteBeta(part, observed, shape)
        : incompleteBeta(1 - part, shape, observed + 1);
    return !(chance >= limit);
  };
}

/**
 * Height at one point of a straight line through points by repeated medians (A. F. Siegel,
 * Biometrika 69 (1982) 242), which tolerate spikes in up to half of them. NaN if energies are
 * equal.
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
