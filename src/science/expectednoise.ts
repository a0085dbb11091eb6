import type { Part } from './comparison.js';
import { knownCounting } from './counting.js';
import type { Spectrum } from './spectrum.js';

interface Compared {
  first: Spectrum;
  /** The other as measured, and what each of the n values beside the first's is made of. */
  measured: Spectrum;
  places: readonly Part[];
  /** What both are divided by. */
  areas: readonly [number, number];
  /** σ of the difference by each point's own counts (n). */
  noise: Float64Array;
}

/**
 * σ of the difference of two counted spectra that are equal (n): by the counts of both together, as of N₁ among N₁ + N₂ (a
 * binomial law; J. Przyborowski, H. Wilenski, Biometrika 31 (1940) 313). Unlike √max(N, 1) it is right of few counts, and 0
 * of none. Where counts are not known it is that by the points' own σ.
 */
export function expectedNoise({ first, measured, places, areas, noise }: Compared): Float64Array {
  const [one, other] = [knownCounting(first), knownCounting(measured)];
  if (!one || !other) {
    return noise;
  }
  const [a, b] = areas;
  return noise.map((own, i) => {
    const mean = (values: Float64Array) =>
      places[i].reduce((sum, { index, share }) => sum + share * values[index], 0);
    const perCount = places[i].reduce(
      (sum, { index, share }) => sum + (share * share) / other.exposure[index],
      0
    );
    // counts that a height of 1 leads to expect, once the area is 1
    const [exposures, offsets, heights] = [
      [one.exposure[i] * a, b / perCount],
      [one.offset[i] / a, mean(other.offset) / b],
      [first.intensity[i] / a, mean(measured.intensity) / b]
    ];
    const total = exposures[0] + exposures[1];
    const height = (exposures[0] * heights[0] + exposures[1] * heights[1]) / total;
    const variance = exposures.reduce((sum, e, k) => sum + (height + offsets[k]) / e, 0);
    return Number.isFinite(variance) ? Math.sqrt(Math.max(variance, 0)) : own;
  });
}
