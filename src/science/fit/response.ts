import type { Spectrum } from '../spectrum.js';
import { isMeasured } from '../statistics.js';
import { isIndependent, uncertaintyOf } from '../uncertainty/curve.js';
import { pull, variance } from '../uncertainty/sensitivity.js';
import { isPoor } from './doubts.js';
import { modelAt } from './fit.js';
import type { FitRequest, FitResult } from './result.js';

/**
 * How the fitted parameters follow from the points of a fit, dp/dy = C·JᵀW (k arrays of n): C for residuals of unit
 * variance, W the weights that the fit ended with. Those that are held, or not determined, follow from none.
 */
export function responseOf({ x, model }: FitRequest, result: FitResult): Float64Array[] {
  const { parameters, unscaled, residual, varying, weightSigma } = result;
  const k = varying.length;
  const { derivatives } = modelAt(model, x, parameters);
  const weights = x.map((_, i) => {
    const sigma = weightSigma ? weightSigma[i] : 1;
    return isMeasured(residual[i]) ? 1 / (sigma * sigma) : 0;
  });
  return varying.map((_, a) =>
    x.map((__, i) => {
      let sum = 0;
      for (let b = 0; b < k && weights[i] > 0; b++) {
        const of = unscaled[a * k + b];
        sum += of === 0 ? 0 : of * derivatives[b][i];
      }
      return sum * weights[i];
    })
  );
}

/**
 * σ of all parameters of a fit to the points of a spectrum, in their order, with all that the points share; null where
 * the data do not tell. Of independent points weighed by their σ it is what the fit says, which grows with the reduced
 * χ² as lmfit has it; else that of the weighted sums of points that the parameters are to first order, (C·JᵀW) Σ (C·JᵀW)ᵀ,
 * times the reduced χ² only where the model misses the points: a small one is no test of points that share deviations.
 */
export function parameterSigmas(
  spectrum: Spectrum,
  request: FitRequest,
  result: FitResult
): (number | null)[] {
  const { parameters, slopes, weightSigma } = result;
  const reported = parameters.map(({ stderr }) => stderr);
  const isPlain = isIndependent(spectrum) && weightSigma !== null;
  if (isPlain || !spectrum.sigma.some(s => s > 0)) {
    return reported;
  }
  const uncertainty = uncertaintyOf(spectrum);
  const responses = responseOf(request, result);
  const excess = excessOf(result);
  const k = responses.length;
  return reported.map((stderr, p) => {
    if (stderr === null || stderr === 0) {
      return stderr;
    }
    const slope = slopes.subarray(p * k, (p + 1) * k);
    const onPoints = new Float64Array(request.x.length);
    slope.forEach((one, a) => responses[a].forEach((of, i) => (onPoints[i] += one * of)));
    const whole = variance(pull(uncertainty, onPoints));
    return isMeasured(whole) ? Math.sqrt(whole * excess) : null;
  });
}

/** What a fit that misses its points makes the variances of its numbers larger by, its reduced χ²; else 1. */
export function excessOf(result: FitResult): number {
  return isPoor(result) ? result.redchi : 1;
}
