import { toleranceOf } from './commonaxis.js';
import { knownCounting } from './counting.js';
import { locate, valueAt, varianceAt, type Place } from './interpolate.js';
import type { Spectrum } from './spectrum.js';
import { isIndependent, uncertaintyOf, weightSigma } from './uncertainty/curve.js';
import { deviation, pull, sum } from './uncertainty/sensitivity.js';

/** A scan at the common energies of several scans (n each). */
export interface PooledScan {
  spectrum: Spectrum;
  places: readonly Place[];
  intensity: Float64Array;
  /** Its share in the mean. */
  share: Float64Array;
  /** Expected variance if it is as high as the mean; 0 if no scan has counts. */
  variance: Float64Array;
}

/** Scans at the same energies, and their mean (n each). */
export interface Pooled {
  scans: readonly PooledScan[];
  mean: Float64Array;
  /** Variance of the mean. */
  variance: Float64Array;
  /** Intensity of a single count in all scans: zero counts do not mean that none can occur. */
  least: Float64Array;
}

/**
 * Several scans and their mean, weighted by exposure if counts are known: a scan's difference from
 * the others is then independent of the mean of all, as N₁ out of N₁ + N₂ is of their sum.
 * Otherwise each scan has one weight, from its mean σ².
 */
export function pooled(spectra: readonly Spectrum[], energy: Float64Array): Pooled {
  const same = toleranceOf(spectra);
  const n = energy.length;
  const sides = spectra.map(spectrum => {
    const places = Array.from(energy, at => placeOf(spectrum.energy, at, same));
    const intensity = Float64Array.from(places, place => valueAt(spectrum.intensity, place));
    const ownSigma = weightSigma(spectrum);
    return { spectrum, places, intensity, own: ownSigma, counting: knownCounting(spectrum) };
  });
  const isCounted = sides.every(({ counting }) => counting !== null);
  const weights = sides.map(({ places, own: ownSigma, counting }) =>
    isCounted && counting
      ? Float64Array.from(places, place => 1 / varianceOf(place, i => 1 / counting.exposure[i]))
      : new Float64Array(n).fill(
          1 / (meanOf(places.map(place => varianceAt(ownSigma, place))) || 1)
        )
  );
  const total = weights[0].map((_, i) => weights.reduce((all, w) => all + w[i], 0));
  const shares = weights.map(w => w.map((one, i) => one / total[i]));
  const mean = total.map((_, i) =>
    sides.reduce((y, { intensity }, k) => y + shares[k][i] * intensity[i], 0)
  );
  const scans = sides.map(
    ({ spectrum, places, intensity, own: ownSigma, counting }, k): PooledScan => {
      const variance = Float64Array.from(places, (place, i) =>
        isCounted && counting
          ? Math.max(mean[i] + valueAt(counting.offset, place), 0) / weights[k][i]
          : varianceAt(ownSigma, place)
      );
      return { spectrum, places, intensity, share: shares[k], variance };
    }
  );
  return {
    scans,
    mean,
    variance: mean.map((_, i) =>
      scans.reduce((all, { share, variance }) => all + share[i] * share[i] * variance[i], 0)
    ),
    least: total.map(w => (isCounted ? 1 / w : 0))
  };
}

/** Variance of a scan's difference from the mean of the others at point i. */
export function varianceOfRest(all: Pooled, k: number, i: number): number {
  const { share, variance } = all.scans[k];
  const others = 1 - share[i];
  const rest = all.variance[i] - share[i] * share[i] * variance[i];
  return variance[i] + Math.max(rest, 0) / (others * others);
}

/**
 * σ of Σ gᵢ(yᵢ − ȳᵢ) of a scan and the mean of the others, including noise shared by scans and
 * neighbouring points.
 */
export function sigmaOfRest(all: Pooled, k: number, g: Float64Array): number {
  const { scans } = all;
  const isPlain = scans.every(
    ({ spectrum, places }) => isIndependent(spectrum) && places.every(one => one.fraction === 0)
  );
  if (isPlain) {
    return Math.sqrt(
      g.reduce((sum, one, i) => sum + (one === 0 ? 0 : one * one * varianceOfRest(all, k, i)), 0)
    );
  }
  return deviation(
    sum(
      ...scans.map(({ spectrum, places, share }, j) => {
        const w = new Float64Array(spectrum.energy.length);
        places.forEach(({ lower, upper, fraction }, i) => {
          const weight =
            g[i] === 0 ? 0 : j === k ? g[i] : (-g[i] * share[i]) / (1 - scans[k].share[i]);
          w[lower] += (1 - fraction) * weight;
          w[upper] += fraction * weight;
        });
        return [1, pull(uncertaintyOf(spectrum), w)] as const;
      })
    )
  );
}

/**
 * The point nearest to an energy, or beyond an end the end point; an interpolated position if no
 * point is within the tolerance.
 */
function placeOf(energies: Float64Array, at: number, same: number): Place {
  const last = energies.length - 1;
  const inside = Math.min(Math.max(at, energies[0]), energies[last]);
  const { lower, upper } = locate(energies, inside) ?? { lower: 0, upper: 0 };
  const nearest = Math.abs(energies[upper] - at) < Math.abs(energies[lower] - at) ? upper : lower;
  return Math.abs(energies[nearest] - at) <= same
    ? { lower: nearest, upper: nearest, fraction: 0 }
    : (locate(energies, inside) ?? { lower: nearest, upper: nearest, fraction: 0 });
}

function varianceOf({ lower, upper, fraction }: Place, at: (i: number) => number): number {
  return fraction === 0
    ? at(lower)
    : (1 - fraction) * (1 - fraction) * at(lower) + fraction * fraction * at(upper);
}

/** The mean of the finite, positive values. */
function meanOf(values: readonly number[]): number {
  const finite = values.filter(value => Number.isFinite(value) && value > 0);
  return finite.reduce((a, b) => a + b, 0) / finite.length;
}
