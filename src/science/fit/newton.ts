import { LocalProblem } from './polish.js';
import type { Problem } from './problem.js';
import { allFinite, norm } from './vector.js';

const mostIterations = 200;

/** Of the sum of squares: a step that promises less is the last. */
const enough = 1e-12;

/** Shares of a step that are tried: the whole one, and so many halves. */
const mostHalvings = 40;

/** Where Newton's steps ended. */
export interface NewtonEnd {
  p: Float64Array;
  evaluations: number;
  converged: boolean;
}

/**
 * Newton's steps towards the least deviance (half the logarithm of a likelihood ratio), each halved until it leads down.
 * They do not ask how the parameters are scaled or how they go together, so that they come through where a model is far
 * from its counts, and a trust region crawls along the points that it expects hardly any of. Of a model that is linear in
 * its parameters the deviance has one minimum, which they find.
 * @param curvature residuals and slopes of `byCurvature`: their least squares are Newton's step.
 * @param deviance roots of the deviance: their sum of squares goes down.
 */
export function newton(curvature: Problem, deviance: Problem, start: Float64Array): NewtonEnd {
  const local = new LocalProblem(curvature);
  const size = sizeOf(deviance);
  let p: Float64Array = Float64Array.from(start);
  let reached = size(p);
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
    const promised = local.offset * local.size;
    if (promised * promised <= enough * reached * reached) {
      // the sum of squares would not show what this step gains: it squares what is left
      const last = Float64Array.from(p);
      p = local.advance(last) ? last : p;
      return end(true);
    }
    let next: Float64Array | null = null;
    for (let halvings = 0; next === null && halvings < mostHalvings; halvings++) {
      const trial = Float64Array.from(p);
      const isInside = local.advance(trial, 2 ** -halvings);
      const tried = isInside ? size(trial) : Infinity;
      evaluations += isInside ? 1 : 0;
      if (tried < reached) {
        next = trial;
        reached = tried;
      }
    }
    if (next === null) {
      return end(false);
    }
    p = next;
  }
  return end(false);
}

/** ‖residuals‖ of a problem at p; ∞ where they are not finite. */
function sizeOf(problem: Problem): (p: Float64Array) => number {
  const residual = new Float64Array(problem.rows);
  const jacobian = new Float64Array(problem.rows * problem.columns);
  return p => {
    problem.evaluate(p, residual, jacobian);
    return allFinite(residual) ? norm(residual, problem.rows) : Infinity;
  };
}
