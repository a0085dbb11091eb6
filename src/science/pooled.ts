import { toleranceOf } from './commonaxis.js';
import { knownCounting } from './counting.js';
import { locate, valueAt, varianceAt, type Place } from './interpolate.js';
import type { Spectrum } from './spectrum.js';
import { isIndependent, uncertaintyOf, weightSigma } from './uncertainty/curve.js';
import { deviation, pull, sum } from './uncertainty/sensitivity.js';

/** A scan at the energies of several (n each). */
export interface PooledScan {
  spectrum: Spectrum;
  places: readonly Place[];
  intensity: Float64Array;
  /** What share of the mean it makes. */
  share: Float64Array;
  /** Its variance if it is as high as the mean; 0 where no scan has a count. */
  variance: Float64Array;
}

/** Scans at the same energies, and their mean (n each). */
export interface Pooled {
  scans: readonly PooledScan[];
  mean: Float64Array;
  /** Variance of the mean. */
  variance: Float64Array;
  /** Of an intensity of one count in all: no count does not mean that none can come. */
  least: Float64Array;
}

/**
 * Several scans and their mean, weighted by exposure where counts are known: what a scan differs from the others by is then
 * independent of the mean of all, as N₁ among N₁ + N₂ is of their sum. Else each scan has one weight, by its mean σ².
 */
export function pooled(spectra: readonly Spectrum[], energy: Float64Array): Pooled {
  const same = toleranceOf(spectra);
  const n = energy.length;
  const sides = spectra.map(spectrum => {
    const places = Array.from(energy, at => placeOf(spectrum.energy, at, same));
    const intensity = Float64Array.from(places, place => valueAt(spectrum.intensity, place));
    const own = weightSigma(spectrum);
    return { spectrum, places, intensity, own, counting: knownCounting(spectrum) };
  });
  const isCounted = sides.every(({ counting }) => counting !== null);
  const weights = sides.map(({ places, own, counting }) =>
    isCounted && counting
      ? Float64Array.from(places, place => 1 / varianceOf(place, i => 1 / counting.exposure[i]))
      : new Float64Array(n).fill(1 / (meanOf(places.map(place => varianceAt(own, place))) || 1))
  );
  const total = weights[0].map((_, i) => weights.reduce((all, w) => all + w[i], 0));
  const shares = weights.map(w => w.map((one, i) => one / total[i]));
  const mean = total.map((_, i) =>
    sides.reduce((y, { intensity }, k) => y + shares[k][i] * intensity[i], 0)
  );
  const scans = sides.map(({ spectrum, places, intensity, own, counting }, k): PooledScan => {
    const variance = Float64Array.from(places, (place, i) =>
      isCounted && counting
        ? Math.max(mean[i] + valueAt(counting.offset, place), 0) / weights[k][i]
        : varianceAt(own, place)
    );
    return { spectrum, places, intensity, share: shares[k], variance };
  });
  return {
    scans,
    mean,
    variance: mean.map((_, i) =>
      scans.reduce((all, { share, variance }) => all + share[i] * share[i] * variance[i], 0)
    ),
    least: total.map(w => (isCounted ? 1 / w : 0))
  };
}

/** Variance of what a scan differs from the mean of the others by. @param own variance of the scan at the point */
export function varianceOfRest(all: Pooled, k: number, i: number): number {
  const { share, variance } = all.scans[k];
  const others = 1 - share[i];
  const rest = all.variance[i] - share[i] * share[i] * variance[i];
  return variance[i] + Math.max(rest, 0) / (others * others);
}

/** σ of Σ gᵢ(yᵢ − ȳᵢ) of a scan and the mean of the others, with all that scans and neighbouring points share. */
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
          const by = g[i] === 0 ? 0 : j === k ? g[i] : (-g[i] * share[i]) / (1 - scans[k].share[i]);
          w[lower] += (1 - fraction) * by;
          w[upper] += fraction * by;
        });
        return [1, pull(uncertaintyOf(spectrum), w)] as const;
      })
    )
  );
}

/** The point at an energy, or beyond an end the end; between points where none is so near. */
function placeOf(energies: Float64Array, at: number, same: number): Place {
  const last = energies.length - 1;
  const inside = Math.min(Math.max(at, energies[0]), energies[last]);
  const { lower, upper } = locate(energies, inside) ?? { lower: 0, upper: 0 };
  const nearest = Math.abs(energies[upper] - at) < Math.abs(energies[lower] - at) ? upper : lower;
  return Math.abs(energies[nearest] - at) <= same
    ? { lower: nearest, upper: nearest, fraction: 0 }
    : (locate(energies, inside) ?? { lower: nearest, upper: nearest, fraction: 0 });
}

function varianceOf({ lower, upper, fraction }: Place, of: (i: number) => number): number {
  return fraction === 0
    ? of(lower)
    : (1 - fraction) * (1 - fraction) * of(lower) + fraction * fraction * of(upper);
}

/** The mean of the finite values. */
function meanOf(values: readonly number[]): number {
  const finite = values.filter(value => Number.isFinite(value) && value > 0);
  return finite.reduce((a, b) => a + b, 0) / finite.length;
}
