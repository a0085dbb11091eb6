import { fit, type FitOptions, type FitRequest, type FitResult } from './fit.js';

/** What is known of how points were counted (n each). */
export interface Counted {
  counts: Float64Array;
  /** Variance that an intensity of 1 leads to expect. */
  perIntensity: Float64Array;
}

/** Below so many counts at a point 1/N is no weight: what was counted low would weigh most. */
const few = 25;

/** The model is taken to lead to so many counts at least: below zero there is no variance. */
const fewestExpected = 0.1;

/** Rounds at most, and the change of the model in σ that ends them. */
const rounds = 60;
const settled = 1e-9;

/**
 * Fit points with few counts, weighted by what the model leads to expect of them instead of by what was counted:
 * least squares with σ² = model/I1, repeated until it no longer changes, is the solution of greatest Poisson
 * likelihood (A. Charnes, E. L. Frome, P. L. Yu, J. Am. Stat. Assoc. 71 (1976) 169; W. Cash, Astrophys. J. 228 (1979) 939),
 * and its χ² is Pearson's. Weights 1/N make it too low by about one count (Neyman's χ²). Where every point has 25 counts
 * or more, or nothing is known of them, it is the plain fit.
 */
export function fitCounts(
  request: FitRequest,
  counted: Counted | null,
  options: FitOptions = {}
): FitResult {
  let found = fit(request, options);
  const { sigma } = request;
  if (!sigma || !counted || !counted.counts.some(n => n < few)) {
    return found;
  }
  const { perIntensity } = counted;
  let { nfev } = found;
  let change = Infinity;
  for (let round = 0; round < rounds && change > settled; round++) {
    const before = found.bestFit;
    const expected = before.map((y, i) => {
      const variance = perIntensity[i] * Math.max(y, fewestExpected * perIntensity[i]);
      return sigma[i] > 0 ? Math.sqrt(variance) : NaN;
    });
    found = fit({ ...request, sigma: expected, parameters: startedAt(request, found) }, options);
    nfev += found.nfev;
    change = found.bestFit.reduce((most, y, i) => {
      const step = Math.abs(y - before[i]) / expected[i];
      return step > most ? step : most;
    }, 0);
  }
  return {
    ...found,
    nfev,
    parameters: found.parameters.map((one, i) => ({ ...one, init: request.parameters[i].value })),
    converged: found.converged && change < 1e-3,
    warnings: [
      {
        code: 'fit/low-counts',
        message: `Some points have fewer than ${few} counts: they are weighted by what the model leads to expect, not by what was counted.`
      },
      ...found.warnings
    ]
  };
}

function startedAt({ parameters }: FitRequest, { parameters: found }: FitResult) {
  return parameters.map((one, i) => (one.expr ? one : { ...one, value: found[i].value }));
}
