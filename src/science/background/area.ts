import { writtenEnergy } from '../../base/writtenenergy.js';
import { isBelow, isWithin } from '../equalenergies.js';
import { areaWeights } from '../integrate.js';
import { varianceOfSum } from '../noise.js';
import type { Estimate, Range, Spectrum, Warning } from '../spectrum.js';
import { isMeasured } from '../statistics.js';

/** How the background hangs on its parameters (k arrays of n), and their covariance (k × k). */
interface Background {
  derivatives: readonly Float64Array[];
  covariance: Float64Array;
  /** What each deviation that fitted points share does to the parameters (k each). */
  responses: readonly Float64Array[];
}

/**
 * Area and first moment of the residual (n) over the regions of a spectrum (n). Their σ hold that of the points and, through the covariance of its
 * parameters, that of the background: σ² = Σg²σᵢ² + (Jg)ᵀC(Jg) with g the derivatives by the residual.
 */
export function areaOf(
  spectrum: Spectrum,
  residual: Float64Array,
  regions: readonly Range[],
  background: Background,
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
  // energies relative to the first lose no digits of the moment
  for (let i = 0; i < energy.length; i++) {
    if (used[i] > 0) {
      area += used[i] * residual[i];
      moment += used[i] * residual[i] * (energy[i] - energy[0]);
    }
  }
  if (!used.some(weight => weight > 0)) {
    return { area: none, centroid: none };
  }
  const total = { value: area, sigma: deviation(used, spectrum, background) };
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
  return {
    area: total,
    centroid: { value: centroid, sigma: deviation(lean, spectrum, background) }
  };
}

const none: Estimate = { value: NaN, sigma: NaN };

const undetermined: Warning = {
  code: 'background/area-undetermined',
  message:
    'The windows do not determine the background under the lines, so that no area and no centroid are given: add windows nearer to the lines, fix a parameter, or choose a simpler model.'
};

/**
 * What a background anywhere between zero and the highest point would leave at most, each point with its σ, by weights
 * (n): an area, or σ of one, beyond it is nothing that the data tell.
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
    'The centroid of what is left would lie outside of its points: its area is not above the noise, or the background is too high.'
};

function deviation(
  gradient: Float64Array,
  spectrum: Spectrum,
  { derivatives, covariance, responses }: Background
): number {
  let variance = varianceOfSum(gradient, spectrum);
  const slopes = derivatives.map(column =>
    column.reduce((sum, value, i) => sum + (gradient[i] === 0 ? 0 : gradient[i] * value), 0)
  );
  const n = slopes.length;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < n; k++) {
      // a parameter held by a bound adds nothing, and a warning tells; without a scatter nothing is known
      const common = covariance[j * n + k];
      variance += isMeasured(common) ? slopes[j] * slopes[k] * common : 0;
    }
  }
  for (const response of responses) {
    const moved = slopes.reduce((sum, slope, k) => sum + slope * response[k], 0);
    variance += moved * moved;
  }
  return Math.sqrt(variance);
}
