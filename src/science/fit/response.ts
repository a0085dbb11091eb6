import type { Spectrum } from '../spectrum.js';
import { isMeasured } from '../statistics.js';
import { isIndependent, uncertaintyOf } from '../uncertainty/curve.js';
import { pull, variance } from '../uncertainty/sensitivity.js';
import { isPoorFit } from './doubts.js';
import { modelAt } from './fit.js';
import type { FitRequest, FitResult } from './result.js';

/**
 * Derivatives of the fitted parameters by the points of a fit, dp/dy = C·JᵀW (k arrays of n): C for
 * residuals of unit variance, W the final weights of the fit. Zero for parameters that are on a
 * bound or not determined.
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
        const element = unscaled[a * k + b];
        sum += element === 0 ? 0 : element * derivatives[b][i];
      }
      return sum * weights[i];
    })
  );
}

/**
 * σ of all parameters of a fit to the points of a spectrum, in their order, including deviations
 * shared by the points; null if not determined. For independent points weighted by their σ this is
 * the σ of the fit, which scales with the reduced χ² as in lmfit; otherwise that of the parameters
 * as first-order weighted sums of points, (C·JᵀW) Σ (C·JᵀW)ᵀ, scaled by the reduced χ² only if the
 * model misses the points: a small χ² is not meaningful for points that share deviations.
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
    slope.forEach((slopeOfParameter, a) =>
      responses[a].forEach((element, i) => (onPoints[i] += slopeOfParameter * element))
    );
    const whole = variance(pull(uncertainty, onPoints));
    return isMeasured(whole) ? Math.sqrt(whole * excess) : null;
  });
}

/** Factor for the variances of a fit that misses its points, its reduced χ²; else 1. */
export function excessOf(result: FitResult): number {
  return isPoorFit(result) ? result.redchi : 1;
}
