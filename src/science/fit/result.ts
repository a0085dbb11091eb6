import type { AffineCounts, Warning } from '../spectrum.js';
import type { Model } from './model.js';
import type { Parameter } from './parameters.js';
import type { FitStatistics, RunsTest } from './statistics.js';

/** What is to be fitted: points (n), σ of the y (n; null for equal weights), model and parameters. */
export interface FitRequest {
  x: Float64Array;
  y: Float64Array;
  sigma: Float64Array | null;
  /** How the points were counted: they are then fitted by Poisson likelihood, and σ leads to its start alone. */
  counted?: AffineCounts | null;
  model: Model;
  parameters: readonly Parameter[];
}

export interface FitOptions {
  /** Multiply the covariance by the reduced χ², as lmfit does: σ then say how the points scatter. Default true. */
  scaleCovariance?: boolean;
  /** Evaluations of the model at most; default 500·(fitted parameters + 1). */
  mostEvaluations?: number;
  /**
   * The curve is what is asked for: it may be found where parameters are not, which can make up for each other without
   * end. Default false.
   */
  isCurveEnough?: boolean;
}

/** A parameter after the fit. */
export interface FittedParameter {
  name: string;
  value: number;
  /** One standard deviation; 0 for a fixed parameter, null where the data do not tell. */
  stderr: number | null;
  /** Where it started. */
  init: number;
  vary: boolean;
  min: number;
  max: number;
  expr: string | null;
  atBound: boolean;
}

/** Correlation of two fitted parameters. */
export interface Correlation {
  a: string;
  b: string;
  value: number;
}

export interface FitResult extends FitStatistics {
  /** Name of the model. */
  model: string;
  estimator: 'poisson-likelihood' | 'least-squares';
  /** σ that the points count by (n); of a likelihood those that the fitted model leads to expect. */
  weightSigma: Float64Array | null;
  parameters: FittedParameter[];
  /** Between all fitted parameters that are determined, the largest first. */
  correlations: Correlation[];
  /** Names of the fitted parameters, in the order of the covariance. */
  varying: string[];
  /** Covariance of the fitted parameters (k × k); NaN where not determined. */
  covariance: Float64Array;
  /** The same with undetermined parameters held (zeros): for what the model predicts. */
  covarianceOfModel: Float64Array;
  /** The same for residuals of unit variance: not scaled by the reduced χ². */
  unscaled: Float64Array;
  /** How each parameter hangs on the fitted ones (all parameters × k). */
  slopes: Float64Array;
  /** Evaluations of the model with its derivatives. */
  nfev: number;
  converged: boolean;
  /** What a further step would change, over the residuals: below 1e-6 the solution is certain. */
  scaledStep: number;
  /** (model − data)/σ (n); NaN at points that were left out. */
  residual: Float64Array;
  /** The model (n). */
  bestFit: Float64Array;
  runs: RunsTest;
  warnings: Warning[];
}
