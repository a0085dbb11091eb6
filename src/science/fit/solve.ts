import { covariance, type Covariance } from './covariance.js';
import { descend } from './levenberg.js';
import { polish, type Polished } from './polish.js';
import type { Problem } from './problem.js';

/** Tolerances of the descent: the polish gives the digits beyond. */
const tolerance = 1e-10;

/** The least-squares solution of a problem. */
export interface Solution extends Polished {
  /** (JᵀJ)⁻¹, for residuals of unit variance. */
  covariance: Covariance;
  converged: boolean;
  /** ‖residuals‖ at the start. */
  startNorm: number;
}

/**
 * Solve a least-squares problem from a start within its bounds: Levenberg–Marquardt, Gauss–Newton polish,
 * covariance from R⁻¹. @throws XESError `fit/not-finite` as `descend`.
 */
export function solve(problem: Problem, start: Float64Array, mostEvaluations?: number): Solution {
  const found = descend(problem, start, {
    sum: tolerance,
    step: tolerance,
    gradient: tolerance,
    evaluations: mostEvaluations ?? 500 * (problem.columns + 1)
  });
  const polished = polish(problem, found.p);
  return {
    ...polished,
    covariance: covariance(polished),
    converged: found.converged,
    startNorm: found.startNorm,
    evaluations: found.evaluations + polished.evaluations
  };
}
