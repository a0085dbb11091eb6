import { XESError } from '../../base/errors.js';
import { report, type FitResult } from '../../science/fit/index.js';
import type { NumberResult } from './values.js';

/**
 * The parameters of a fit as results, by name.
 * @param sigmas of each, including deviations shared by all points.
 */
export function fitNumbers(
  { parameters }: FitResult,
  sigmas: readonly (number | null)[]
): Record<string, NumberResult> {
  return Object.fromEntries(
    parameters.map(({ name, value }, k) => [name, { value, sigma: sigmas[k], unit: '' }])
  );
}

/** @throws XESError `fit/not-converged`: without convergence there is no result. */
export function requireConverged({ converged }: FitResult): void {
  if (!converged) {
    throw new XESError(
      'fit/not-converged',
      'The fit has not converged: start it closer (set), fix some parameters, or choose a simpler model.'
    );
  }
}

/** The report of a fit apart from its numbers; JSON. */
export function fitDetails(fit: FitResult): Record<string, unknown> {
  const { model, estimator, parameters, correlations, chisqr, redchi, aic, bic, nfev, converged } =
    fit;
  return {
    model,
    estimator,
    params: Object.fromEntries(
      parameters.map(({ name, value, stderr, vary, atBound, expr }) => [
        name,
        { value, stderr, vary, atBound, expr }
      ])
    ),
    correlations,
    chisqr,
    redchi,
    aic,
    bic,
    ndata: fit.ndata,
    nvarys: fit.nvarys,
    nfev,
    converged,
    report: report(fit)
  };
}
