import { writtenEnergy } from '../../base/writtenenergy.js';
import { isBelow, isWithin } from '../equalenergies.js';
import { areaWeights } from '../integrate.js';
import type { Estimate, Range, Spectrum, Warning } from '../spectrum.js';
import { isMeasured } from '../statistics.js';

/**
 * Area and first moment of the residual (n) over the regions of a spectrum (n).
 * @param sigmaOf σ of a weighted sum of the residual's points, which includes the background's
 * dependence on the points.
 */
export function areaOf(
  spectrum: Spectrum,
  residual: Float64Array,
  regions: readonly Range[],
  sigmaOf: (weights: Float64Array) => number,
  warnings: Warning[]
): { area: Estimate; centroid: Estimate } {
  const { energy } = spectrum;
  const weights = new Float64Array(energy.length);
  for (const region of regions) {
    if (isBelow(region[0], energy[0]) || isBelow(energy[energy.length - 1], region[1])) {
      warnings.push({
        code: 'background/region-beyond',
        message: `The lines at ${writtenEnergy(region[0])}…${writtenEnergy(region[1])} eV reach beyond the spectrum: the area is that of its part.`
      });
    }
    areaWeights(energy, region).forEach((weight, i) => (weights[i] += weight));
  }
  const used = weights.map((weight, i) => (weight > 0 && isMeasured(residual[i]) ? weight : 0));
  let area = 0;
  let moment = 0;
  // energies relative to the first lose no digits in the moment
  for (let i = 0; i < energy.length; i++) {
    if (used[i] > 0) {
      area += used[i] * residual[i];
      moment += used[i] * residual[i] * (energy[i] - energy[0]);
    }
  }
  if (!used.some(weight => weight > 0)) {
    return { area: none, centroid: none };
  }
  const total = { value: area, sigma: sigmaOf(used) };
  const most = mostArea(spectrum, used);
  if (Math.abs(area) > most || total.sigma > most) {
    warnings.push(undetermined);
    return { area: none, centroid: none };
  }
  const centroid = energy[0] + moment / area;
  const covered = energy.filter((_, i) => used[i] > 0);
  if (!isWithin(centroid, [covered[0], covered[covered.length - 1]])) {
    warnings.push(displaced);
    return { area: total, centroid: { value: NaN, sigma: NaN } };
  }
  const lean = used.map((weight, i) => (weight * (energy[i] - centroid)) / area);
  return { area: total, centroid: { value: centroid, sigma: sigmaOf(lean) } };
}

const none: Estimate = { value: NaN, sigma: NaN };

const undetermined: Warning = {
  code: 'background/area-undetermined',
  message:
    'The windows do not determine the background under the lines, so that no area and no centroid are given: add windows nearer to the lines, fix a parameter, or choose a simpler model.'
};

/**
 * Upper limit for an area with these weights (n): a background anywhere between zero and the
 * highest point, each point with its σ. An area, or σ of one, beyond it is not determined by the
 * data.
 */
function mostArea({ intensity, sigma }: Spectrum, weights: Float64Array): number {
  let [low, high] = [0, 0];
  intensity.forEach((value, i) => {
    const margin = isMeasured(sigma[i]) ? sigma[i] : 0;
    if (isMeasured(value)) {
      low = Math.min(low, value - margin);
      high = Math.max(high, value + margin);
    }
  });
  return (high - low) * weights.reduce((sum, weight) => sum + weight, 0);
}

const displaced: Warning = {
  code: 'background/no-centroid',
  message:
    'The centroid of the residual would lie outside of its points: its area is not above the noise, or the background is too high.'
};
