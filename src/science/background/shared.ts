import { modelAt } from '../fit/fit.js';
import type { FitRequest, FitResult } from '../fit/result.js';
import { isMeasured } from '../statistics.js';

/**
 * What deviations that the fitted points share (n each), such as that of a scale, do to the parameters (k each):
 * C·JᵀWc, with C for residuals of unit variance.
 */
export function responsesOf(
  shared: readonly Float64Array[],
  { x, model }: FitRequest,
  { parameters, covarianceOfModel, redchi, nfree, residual, varying, weightSigma: sigma }: FitResult
): Float64Array[] {
  if (shared.length === 0 || !(redchi > 0)) {
    return [];
  }
  // the covariance was scaled by the reduced χ² where that is known
  const scale = nfree < 1 ? 1 : redchi;
  const { derivatives } = modelAt(model, x, parameters);
  const k = varying.length;
  return shared.map(curve => {
    const pull = derivatives.map(column =>
      column.reduce((sum, slope, i) => {
        const weight = sigma ? 1 / (sigma[i] * sigma[i]) : 1;
        return sum + (isMeasured(residual[i]) ? weight * slope * curve[i] : 0);
      }, 0)
    );
    return Float64Array.from({ length: k }, (_, a) =>
      pull.reduce((sum, value, b) => {
        const common = covarianceOfModel[a * k + b] / scale;
        return sum + (isMeasured(common) ? common * value : 0);
      }, 0)
    );
  });
}
