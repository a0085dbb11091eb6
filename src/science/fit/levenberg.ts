import { XESError } from '../../base/errors.js';
import { BoxStep } from './box.js';
import type { Problem } from './problem.js';
import { allFinite, norm } from './vector.js';

/** Termination criteria. */
export interface Tolerances {
  /** Relative reduction of the sum of squares, actual and predicted. */
  sum: number;
  /** Relative length of the scaled step. */
  step: number;
  /** Cosine of the angle between the residuals and any column of the derivatives. */
  gradient: number;
  /** Largest number of evaluations of the model. */
  evaluations: number;
}

/** Result of the search: parameters, ‖residuals‖, number of evaluations. */
export interface Descent {
  p: Float64Array;
  residualNorm: number;
  /** ‖residuals‖ at the start. */
  startNorm: number;
  evaluations: number;
  converged: boolean;
}

/**
 * Levenberg–Marquardt as in MINPACK's lmder: columns scaled by the largest norm they had, initial
 * radius the scaled norm of the start (step factor 1). A trial that is not finite is a rejected
 * step; a step that meets a bound is solved again with that parameter on it (`BoxStep`).
 * @throws XESError `fit/not-finite` if residuals or derivatives are not finite at the start.
 */
export function descend(problem: Problem, start: Float64Array, tolerances: Tolerances): Descent {
  const { rows: m, columns: n } = problem;
  const p = Float64Array.from(start);
  const trial = new Float64Array(n);
  const residual = new Float64Array(m);
  const trialResidual = new Float64Array(m);
  const jacobian = new Float64Array(m * n);
  const box = new BoxStep(problem);
  problem.evaluate(p, residual, jacobian);
  if (!allFinite(residual) || !allFinite(jacobian)) {
    throw new XESError(
      'fit/not-finite',
      'The model is not finite at its starting values: change them, or leave out the points where it is not.'
    );
  }
  let evaluations = 1;
  let size = norm(residual, m);
  const startNorm = size;
  let radius = 0;
  const end = (converged: boolean) => ({
    p,
    residualNorm: size,
    startNorm,
    evaluations,
    converged
  });
  for (;;) {
    box.linearise(jacobian, residual, p);
    if (evaluations === 1) {
      radius = box.scaledNorm(p) || 1;
    }
    if (size === 0 || box.gradientCosine(size) <= tolerances.gradient) {
      return end(true);
    }
    let ratio = 0;
    while (ratio < 1e-4) {
      const { length, predicted, slope } = box.step(radius, size);
      for (let j = 0; j < n; j++) {
        trial[j] = p[j] + box.taken[j];
      }
      box.clampInside(trial);
      if (evaluations === 1) {
        radius = Math.min(radius, length);
      }
      problem.evaluate(trial, trialResidual, jacobian);
      evaluations++;
      const isFinite = allFinite(trialResidual) && allFinite(jacobian);
      const trialNorm = isFinite ? norm(trialResidual, m) : Infinity;
      const change = trialNorm / size;
      const actual = 0.1 * trialNorm < size ? 1 - change * change : -1;
      ratio = predicted > 0 ? actual / predicted : 0;
      if (ratio <= 0.25) {
        const shrink = actual >= 0 ? 0.5 : (0.5 * slope) / (slope + 0.5 * actual);
        const factor = 0.1 * trialNorm >= size || !(shrink >= 0.1) ? 0.1 : shrink;
        radius = factor * Math.min(radius, length / 0.1);
        box.damping /= factor;
      } else if (box.damping === 0 || ratio >= 0.75) {
        radius = length / 0.5;
        box.damping *= 0.5;
      }
      if (ratio >= 1e-4) {
        p.set(trial);
        residual.set(trialResidual);
        size = trialNorm;
      }
      const isFlat =
        Math.abs(actual) <= tolerances.sum && predicted <= tolerances.sum && 0.5 * ratio <= 1;
      if (isFlat || radius <= tolerances.step * box.scaledNorm(p) || size === 0) {
        return end(true);
      }
      if (evaluations >= tolerances.evaluations) {
        return end(false);
      }
      if (radius < 1e-300) {
        return end(false);
      }
    }
  }
}
