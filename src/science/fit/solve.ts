import { covariance, type Covariance } from './covariance.js';
import { descend, type Descent } from './levenberg.js';
import { newton } from './newton.js';
import { polish, type Polished } from './polish.js';
import type { Problem } from './problem.js';

/** Tolerances of the descent: the polish gives the digits beyond. */
const tolerance = 1e-10;

/** Where only a start is wanted. */
const roughTolerance = 1e-3;

/** Scoring steps towards the greatest likelihood may change Pearson's χ², which has its minimum elsewhere. */
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
 * Solve a least-squares problem from a start within its bounds: Levenberg–Marquardt, Gauss–Newton polish,
 * covariance from R⁻¹. @throws XESError `fit/not-finite` as `descend`.
 */
export function solve(problem: Problem, start: Float64Array, mostEvaluations?: number): Solution {
  const found = descend(problem, start, tolerances(problem, tolerance, mostEvaluations));
  return ended(found, polish(problem, found.p), found.evaluations);
}

/** The same points seen in three ways. */
export interface LikelihoodProblems {
  /** Fixed weights: it has the widest basin, and leads near. */
  near: Problem;
  /** Roots of the deviance: its least squares are the greatest likelihood. */
  deviance: Problem;
  /** Pearson's residuals: their Gauss–Newton steps are Fisher's scoring, their R⁻¹ gives the covariance. */
  expected: Problem;
  /** Gradient and curvature of the deviance, as residuals: their steps are Newton's. */
  curvature: Problem;
  /** Whether the model is linear in what is fitted: the deviance has one minimum then, which Newton's steps find. */
  isLinear: boolean;
}

/** The solution of greatest likelihood. @throws XESError `fit/not-finite` as `descend`. */
export function solveLikelihood(
  { near, deviance, expected, curvature, isLinear }: LikelihoodProblems,
  start: Float64Array,
  mostEvaluations?: number
): Solution {
  const first = descend(near, start, tolerances(near, roughTolerance, mostEvaluations));
  const found = isLinear
    ? newton(curvature, deviance, first.p)
    : descend(deviance, first.p, tolerances(deviance, tolerance, mostEvaluations));
  const further = found.converged || isLinear ? null : newton(curvature, deviance, found.p);
  const { p, converged } = further ?? found;
  return ended(
    { startNorm: first.startNorm, converged },
    polish(expected, p, drift),
    first.evaluations + found.evaluations + (further?.evaluations ?? 0)
  );
}

function tolerances({ columns }: Problem, each: number, evaluations = 500 * (columns + 1)) {
  return { sum: each, step: each, gradient: each, evaluations };
}

function ended(
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
