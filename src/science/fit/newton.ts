import { LocalProblem } from './polish.js';
import type { Problem } from './problem.js';
import { allFinite, norm } from './vector.js';

const mostIterations = 200;

/** Least predicted reduction of the sum of squares; below it a step is the last. */
const leastReduction = 1e-12;

/** Largest number of times a step is halved. */
const mostHalvings = 40;

/** Result of Newton's steps. */
export interface NewtonEnd {
  p: Float64Array;
  evaluations: number;
  converged: boolean;
}

/**
 * Newton's steps towards the least deviance (half the logarithm of a likelihood ratio), each halved
 * until it leads downhill. They do not depend on the scaling or correlation of the parameters, so
 * they succeed if a model is far from its counts, where a trust region advances slowly because of
 * points with very low expected counts. For a model linear in its parameters the deviance has a
 * single minimum, which they find.
 * @param curvature residuals and slopes of `byCurvature`: their least squares are Newton's step.
 * @param deviance roots of the deviance, whose sum of squares is reduced.
 */
export function newton(curvature: Problem, deviance: Problem, start: Float64Array): NewtonEnd {
  const local = new LocalProblem(curvature);
  const size = sizeOf(deviance);
  let p: Float64Array = Float64Array.from(start);
  let currentNorm = size(p);
  let evaluations = 1;
  const end = (converged: boolean) => ({
    p,
    converged,
    evaluations: evaluations + local.evaluations
  });
  for (let i = 0; i < mostIterations; i++) {
    const scaled = local.measure(p);
    if (!(scaled - scaled === 0)) {
      return end(false);
    }
    const predicted = local.offset * local.size;
    if (predicted * predicted <= leastReduction * currentNorm * currentNorm) {
      // the gain of this step is too small to show in the sum of squares
      const last = Float64Array.from(p);
      p = local.advance(last) ? last : p;
      return end(true);
    }
    let next: Float64Array | null = null;
    for (let halvings = 0; next === null && halvings < mostHalvings; halvings++) {
      const trial = Float64Array.from(p);
      const isInside = local.advance(trial, 2 ** -halvings);
      const trialNorm = isInside ? size(trial) : Infinity;
      evaluations += isInside ? 1 : 0;
      if (trialNorm < currentNorm) {
        next = trial;
        currentNorm = trialNorm;
      }
    }
    if (next === null) {
      return end(false);
    }
    p = next;
  }
  return end(false);
}

/** ‖residuals‖ of a problem at p; ∞ if not finite. */
function sizeOf(problem: Problem): (p: Float64Array) => number {
  const residual = new Float64Array(problem.rows);
  const jacobian = new Float64Array(problem.rows * problem.columns);
  return p => {
    problem.evaluate(p, residual, jacobian);
    return allFinite(residual) ? norm(residual, problem.rows) : Infinity;
  };
}
