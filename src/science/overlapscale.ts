import { locate, valueAt, type Place } from './interpolate.js';
import { perIntensity } from './countvariance.js';
import { isCounted, type Estimate, type Spectrum } from './spectrum.js';
import { uncertaintyOf } from './uncertainty/curve.js';
import { deviation, pull, sum, variance } from './uncertainty/sensitivity.js';

/** Relative σ above which a scale is not determined: fewer than about 20 counts in the overlap. */
const leastCertain = 1 / 3;

/** A scale, and its derivatives by the points of both curves (∂/∂y). */
export interface OverlapScale extends Estimate {
  gradients: readonly [Float64Array, Float64Array];
}

/** Whether a scale is known well enough to be used; a scale without σ is accepted. */
export function isDetermined({ value, sigma }: Estimate): boolean {
  return !(sigma > leastCertain * value);
}

/**
 * Factor by which a curve must be multiplied to match another at common energies (m): s with Σw(y₁
 * − s·y₂) = 0 and w = 1/(v₁ + s·v₂), where v is the variance expected for an intensity of 1. For
 * counts at equal energies this is the likelihood of N₁ out of N₁ + N₂, a binomial law (Cousins,
 * Nucl. Instrum. Methods A 417 (1998) 391); no weight depends on the noise of its own point, which
 * would make the scale too small. Without counts all points of a curve have the same weight. The
 * bias of a ratio, s·σ²(Σwy₂)/(Σwy₂)², is subtracted. σ is that of (Σwy₁ − s·Σwy₂)/Σwy₂; NaN if a σ
 * is unknown.
 * @returns null if there is no signal to scale by.
 */
export function overlapScale(
  one: Spectrum,
  other: Spectrum,
  at: Float64Array
): OverlapScale | null {
  const sides = [one, other].map(spectrum => sideOf(spectrum, at));
  let scale = 1;
  let sums = weightedSums(sides, scale);
  for (let round = 0; round < 8; round++) {
    const [first, second] = sums;
    if (!(first.value > 0) || !(second.value > 0)) {
      return null;
    }
    scale = first.value / second.value;
    sums = weightedSums(sides, scale);
  }
  const [first, second] = sums;
  const noise = variance(pull(uncertaintyOf(other), second.weights));
  const relative = noise / (second.value * second.value);
  const gradients = [
    first.weights.map(w => w / second.value),
    second.weights.map(w => (-scale * w) / second.value)
  ] as const;
  const combined = sum(
    [1, pull(uncertaintyOf(one), gradients[0])],
    [1, pull(uncertaintyOf(other), gradients[1])]
  );
  const value = scale / (1 + (relative > 0 ? relative : 0));
  return { value, sigma: deviation(combined), gradients };
}

/** One of the curves at the energies of comparison. */
interface Side {
  spectrum: Spectrum;
  places: Place[];
  /** Variance expected for an intensity of 1 (m). */
  expected: Float64Array;
}

function sideOf(spectrum: Spectrum, at: Float64Array): Side {
  const places = Array.from(at, energy => locate(spectrum.energy, energy)).filter(
    place => place !== null
  );
  return { spectrum, places, expected: expectedAt(spectrum, places) };
}

/**
 * Variance expected for an intensity of 1 at some positions: from counts, else the mean over the
 * points.
 */
export function expectedAt(spectrum: Spectrum, places: readonly Place[]): Float64Array {
  if (isCounted(spectrum)) {
    const varianceAtPoint = perIntensity(spectrum);
    return Float64Array.from(places, ({ lower, upper, fraction }) =>
      fraction === 0
        ? varianceAtPoint[lower]
        : (1 - fraction) * (1 - fraction) * varianceAtPoint[lower] +
          fraction * fraction * varianceAtPoint[upper]
    );
  }
  let [variance, sum] = [0, 0];
  for (const { lower } of places) {
    variance += spectrum.sigma[lower] * spectrum.sigma[lower];
    sum += spectrum.intensity[lower];
  }
  return new Float64Array(places.length).fill(variance > 0 && sum > 0 ? variance / sum : 1);
}

/** Σw·y of both curves, with the weights mapped back to the measured points. */
function weightedSums(
  sides: readonly Side[],
  scale: number
): { value: number; weights: Float64Array }[] {
  const weights = sides[0].expected.map((v, i) => 1 / (v + scale * sides[1].expected[i]));
  return sides.map(({ spectrum, places }) => {
    const pulled = new Float64Array(spectrum.energy.length);
    let value = 0;
    places.forEach((place, i) => {
      value += weights[i] * valueAt(spectrum.intensity, place);
      pulled[place.lower] += weights[i] * (1 - place.fraction);
      pulled[place.upper] += weights[i] * place.fraction;
    });
    return { value, weights: pulled };
  });
}
