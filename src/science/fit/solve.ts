import { covariance, type Covariance } from './covariance.js';
import { descend, type Descent } from './levenberg.js';
import { newton } from './newton.js';
import { polish, type Polished } from './polish.js';
import type { Problem } from './problem.js';

/** Tolerances of the descent: the polish gives the remaining digits. */
const tolerance = 1e-10;

/** Tolerance if only a starting point is needed. */
const roughTolerance = 1e-3;

/**
 * Allowed relative increase of Pearson's χ² by scoring steps towards the greatest likelihood, which
 * is not at its minimum.
 */
const drift = 1e-3;

/** The least-squares solution of a problem. */
export interface Solution extends Polished {
  /** (JᵀJ)⁻¹, for residuals of unit variance. */
  covariance: Covariance;
  converged: boolean;
  /** ‖residuals‖ at the start. */
  startNorm: number;
}

/**
 * Solve a least-squares problem from a start within its bounds: Levenberg–Marquardt, Gauss–Newton
 * polish, covariance from R⁻¹.
 * @throws XESError `fit/not-finite` as `descend`.
 */
export function solve(problem: Problem, start: Float64Array, mostEvaluations?: number): Solution {
  const descent = descend(problem, start, tolerances(problem, tolerance, mostEvaluations));
  return withCovariance(descent, polish(problem, descent.p), descent.evaluations);
}

/** The same points as different least-squares problems. */
export interface LikelihoodProblems {
  /** Fixed weights: the widest basin of convergence, for an approximate solution. */
  near: Problem;
  /** Roots of the deviance: its least squares are the maximum likelihood. */
  deviance: Problem;
  /** Pearson's residuals: their Gauss–Newton steps are Fisher's scoring, their R⁻¹ gives the covariance. */
  expected: Problem;
  /** Gradient and curvature of the deviance, as residuals: their steps are Newton's. */
  curvature: Problem;
  /**
   * Whether the model is linear in the fitted parameters: the deviance then has a single minimum,
   * which Newton's steps find.
   */
  isLinear: boolean;
}

/** The maximum-likelihood solution. @throws XESError `fit/not-finite` as `descend`. */
export function solveLikelihood(
  { near, deviance, expected, curvature, isLinear }: LikelihoodProblems,
  start: Float64Array,
  mostEvaluations?: number
): Solution {
  const first = descend(near, start, tolerances(near, roughTolerance, mostEvaluations));
  const descent = isLinear
    ? newton(curvature, deviance, first.p)
    : descend(deviance, first.p, tolerances(deviance, tolerance, mostEvaluations));
  const further = descent.converged || isLinear ? null : newton(curvature, deviance, descent.p);
  const { p, converged } = further ?? descent;
  return withCovariance(
    { startNorm: first.startNorm, converged },
    polish(expected, p, drift),
    first.evaluations + descent.evaluations + (further?.evaluations ?? 0)
  );
}

function tolerances({ columns }: Problem, each: number, evaluations = 500 * (columns + 1)) {
  return { sum: each, step: each, gradient: each, evaluations };
}

function withCovariance(
  { converged, startNorm }: Pick<Descent, 'converged' | 'startNorm'>,
  polished: Polished,
  evaluations: number
): Solution {
  return {
    ...polished,
    covariance: covariance(polished),
    converged,
    startNorm,
    evaluations: evaluations + polished.evaluations
  };
}
