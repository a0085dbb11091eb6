import type { Part } from './comparison.js';
import { knownCounting } from './counting.js';
import type { Spectrum } from './spectrum.js';

interface Compared {
  first: Spectrum;
  /** The second spectrum as measured, and its interpolation weights for each of the n values. */
  measured: Spectrum;
  places: readonly Part[];
  /** Areas by which the two are divided. */
  areas: readonly [number, number];
  /** σ of the difference from each point's counts (n). */
  noise: Float64Array;
}

/**
 * σ of the difference of two counted spectra if they are equal (n): from the counts of both
 * together, as for N₁ out of N₁ + N₂ (a binomial law; J. Przyborowski, H. Wilenski, Biometrika 31
 * (1940) 313). Unlike √max(N, 1) this is correct for few counts, and 0 for none. If counts are not
 * known, it is σ from the points' own deviations.
 */
export function expectedNoise({ first, measured, places, areas, noise }: Compared): Float64Array {
  const [firstCounting, secondCounting] = [knownCounting(first), knownCounting(measured)];
  if (!firstCounting || !secondCounting) {
    return noise;
  }
  const [a, b] = areas;
  return noise.map((ownNoise, i) => {
    const mean = (values: Float64Array) =>
      places[i].reduce((sum, { index, share }) => sum + share * values[index], 0);
    const perCount = places[i].reduce(
      (sum, { index, share }) => sum + (share * share) / secondCounting.exposure[index],
      0
    );
    // counts expected for a height of 1, after division by the area
    const [exposures, offsets, heights] = [
      [firstCounting.exposure[i] * a, b / perCount],
      [firstCounting.offset[i] / a, mean(secondCounting.offset) / b],
      [first.intensity[i] / a, mean(measured.intensity) / b]
    ];
    const total = exposures[0] + exposures[1];
    const height = (exposures[0] * heights[0] + exposures[1] * heights[1]) / total;
    const variance = exposures.reduce((sum, e, k) => sum + (height + offsets[k]) / e, 0);
    return Number.isFinite(variance) ? Math.sqrt(Math.max(variance, 0)) : ownNoise;
  });
}
