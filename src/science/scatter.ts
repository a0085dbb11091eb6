import type { Places } from './commonaxis.js';
import { eachPlace } from './estimators.js';
import { perIntensity } from './countvariance.js';
import { isCounted, type Spectrum } from './spectrum.js';

/** How far scans differ from their mean in units of σ: 1 if counting explains everything. */
export interface Scatter {
  chisqr: number;
  dof: number;
  /** χ²/dof; NaN without degrees of freedom or without σ. */
  redchi: number;
  /** χ²/dof of each point (n); NaN if fewer than two scans have it. */
  redchiAt: Float64Array;
}

/**
 * χ² of the scans about their mean at each of n energies. If counts are known, σ² is what the mean
 * leads to expect of each scan, ȳ/I1 (Pearson's χ², whose expectation is dof for any number of
 * counts; if no scan has a count, χ² is always 0 and there is no degree of freedom); otherwise the
 * scan's own σ², by which the mean is weighted.
 */
export function scatterOf(
  spectra: readonly Spectrum[],
  places: readonly Places[],
  n: number
): Scatter {
  const isPearson = spectra.every(isCounted);
  const [mean, weights, squares] = [0, 1, 2].map(() => new Float64Array(n));
  const scans = new Uint32Array(n);
  spectra.forEach((spectrum, k) => {
    const { intensity } = spectrum;
    const variance =
      isPearson && isCounted(spectrum) ? perIntensity(spectrum) : sigmaSquared(spectrum);
    eachPlace(places[k], n, (i, low, f) => {
      const value = f === 0 ? intensity[low] : (1 - f) * intensity[low] + f * intensity[low + 1];
      const pointVariance =
        f === 0 ? variance[low] : (1 - f) * (1 - f) * variance[low] + f * f * variance[low + 1];
      // West's update (Commun. ACM 22 (1979) 532): Σw(y − ȳ)² without the difference of large sums
      const weight = 1 / pointVariance;
      const away = value - mean[i];
      weights[i] += weight;
      mean[i] += (away * weight) / weights[i];
      squares[i] += weight * away * (value - mean[i]);
      scans[i]++;
    });
  });
  const redchiAt = new Float64Array(n).fill(NaN);
  let [chisqr, dof] = [0, 0];
  for (let i = 0; i < n; i++) {
    const pointChisqr = isPearson ? squares[i] / mean[i] : squares[i];
    if (scans[i] > 1 && pointChisqr >= 0 && pointChisqr < Infinity) {
      redchiAt[i] = pointChisqr / (scans[i] - 1);
      chisqr += pointChisqr;
      dof += scans[i] - 1;
    }
  }
  return { chisqr, dof, redchi: dof > 0 ? chisqr / dof : NaN, redchiAt };
}

function sigmaSquared({ sigma }: Spectrum): Float64Array {
  return sigma.map(s => s * s);
}
