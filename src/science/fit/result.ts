import type { AffineCounts, Warning } from '../spectrum.js';
import type { Model } from './model.js';
import type { Parameter } from './parameters.js';
import type { FitStatistics, RunsTest } from './statistics.js';

/** A fit request: points (n), σ of the y (n; null for equal weights), model and parameters. */
export interface FitRequest {
  x: Float64Array;
  y: Float64Array;
  sigma: Float64Array | null;
  /**
   * How the points were counted: they are then fitted by Poisson likelihood, and σ is used only to
   * find its starting point.
   */
  counted?: AffineCounts | null;
  model: Model;
  parameters: readonly Parameter[];
}

export interface FitOptions {
  /**
   * Multiply the covariance by the reduced χ², as lmfit does, so that σ reflects the scatter of the
   * points. Default true.
   */
  scaleCovariance?: boolean;
  /** Largest number of evaluations of the model; default 500·(fitted parameters + 1). */
  mostEvaluations?: number;
  /**
   * Only the curve is needed: it may be determined even if parameters are not, because they
   * compensate each other. Default false.
   */
  isCurveEnough?: boolean;
}

/** A parameter after the fit. */
export interface FittedParameter {
  name: string;
  value: number;
  /** One standard deviation; 0 for a fixed parameter, null if not determined. */
  stderr: number | null;
  /** Starting value. */
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
  /** σ used to weight the points (n); for a likelihood fit the expected σ of the fitted model. */
  weightSigma: Float64Array | null;
  parameters: FittedParameter[];
  /** Correlations of all determined fitted parameters, the largest first. */
  correlations: Correlation[];
  /** Names of the fitted parameters, in the order of the covariance. */
  varying: string[];
  /** Covariance of the fitted parameters (k × k); NaN if not determined. */
  covariance: Float64Array;
  /** The covariance with undetermined parameters fixed (zeros): for predictions of the model. */
  covarianceOfModel: Float64Array;
  /** `covarianceOfModel` for residuals of unit variance: not scaled by the reduced χ². */
  unscaled: Float64Array;
  /** Derivatives of each parameter by the fitted ones (all parameters × k). */
  slopes: Float64Array;
  /** Number of evaluations of the model with its derivatives. */
  nfev: number;
  converged: boolean;
  /** Relative change by a further step: below 1e-6 the solution is certain. */
  scaledStep: number;
  /** (model − data)/σ (n); NaN at points that were left out. */
  residual: Float64Array;
  /** The model (n). */
  bestFit: Float64Array;
  runs: RunsTest;
  warnings: Warning[];
}
