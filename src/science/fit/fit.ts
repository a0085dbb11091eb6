import { XESError } from '../../base/errors.js';
import { isMeasured } from '../statistics.js';
import { doubts } from './doubts.js';
import type { Model } from './model.js';
import { ModelProblem, type FitData } from './modelproblem.js';
import { ParameterSet, type Parameter } from './parameters.js';
import { solve, solveLikelihood, type Solution } from './solve.js';
import { fitStatistics, runsTest, type FitStatistics } from './statistics.js';
import { byCurvature, byDeviance, byExpectation } from './weighing.js';
import type { FitRequest, FitOptions, FittedParameter, Correlation, FitResult } from './result.js';

/**
 * Fit a model by least squares, or counted points by Poisson likelihood (A. Charnes, E. L. Frome,
 * P. L. Yu, J. Am. Stat. Assoc. 71 (1976) 169; W. Cash, Astrophys. J. 228 (1979) 939), with
 * Pearson's χ²; points that are not finite or whose σ is not positive are left out, with a warning.
 * @throws XESError `fit/no-data` with fewer points than fitted parameters, `fit/parameter`,
 * `fit/expression`, `fit/not-finite` if the model is not finite at the start.
 */
export function fit(request: FitRequest, options: FitOptions = {}): FitResult {
  const { x, model } = request;
  const usableIndices = usable(request);
  const data = take(request, usableIndices);
  const set = new ParameterSet(request.parameters);
  const problem = new ModelProblem(model, set, data);
  if (data.x.length < Math.max(1, set.varying.length)) {
    throw new XESError(
      'fit/no-data',
      `${data.x.length} usable points cannot determine ${set.varying.length} parameters: ` +
        'widen the range, or fix some parameters.'
    );
  }
  const start = Float64Array.from(set.varying, i => set.values[i]);
  const init = Float64Array.from(set.values);
  const { weights, counted } = data;
  const isCounted = weights !== null && counted !== null;
  const expected = isCounted
    ? new ModelProblem(model, set, data, byExpectation(data.y, weights, counted))
    : problem;
  const solution = isCounted
    ? solveLikelihood(
        {
          near: problem,
          deviance: new ModelProblem(model, set, data, byDeviance(data.y, weights, counted)),
          expected,
          curvature: new ModelProblem(model, set, data, byCurvature(data.y, weights, counted)),
          isLinear: set.varying.every(i => model.coefficients.includes(set.names[i]))
        },
        start,
        options.mostEvaluations
      )
    : solve(problem, start, options.mostEvaluations);
  set.update(solution.p);
  const used = weights && expected.weights;
  const statistics = fitStatistics(solution.residual, data.y, used, set.varying.length);
  const scale = covarianceScale(statistics, request, options);
  const covariance = solution.covariance.values.map(value => value * scale);
  const varying = set.varying.map(i => set.names[i]);
  const parameters = fitted(set, init, covariance, solution);
  const result = {
    model: model.name,
    estimator: isCounted ? ('poisson-likelihood' as const) : ('least-squares' as const),
    weightSigma:
      used &&
      spread(
        used.map(weight => 1 / weight),
        usableIndices,
        x.length
      ),
    ...statistics,
    parameters,
    correlations: correlationsOf(varying, covariance),
    varying,
    covariance,
    covarianceOfModel: solution.covariance.ofModel.map(value => value * scale),
    unscaled: solution.covariance.ofModel,
    slopes: Float64Array.from(set.slopes),
    nfev: solution.evaluations,
    converged: solution.converged,
    scaledStep: solution.scaledStep,
    residual: spread(solution.residual, usableIndices, x.length),
    bestFit: usableIndices ? modelAt(model, x, parameters).value : problem.model(solution.p),
    runs: runsTest(solution.residual),
    warnings: []
  };
  return { ...result, ...doubts(result, request, solution, options) };
}

/** Factor for the covariance for unit variance; NaN if the scatter of the points is unknown. */
function covarianceScale(
  { nfree, redchi }: FitStatistics,
  { sigma }: FitRequest,
  { scaleCovariance }: FitOptions
): number {
  if (nfree < 1) {
    return sigma ? 1 : NaN;
  }
  return scaleCovariance === false ? 1 : redchi;
}

/** Indices of the points that can be fitted; null if all can. */
function usable({ x, y, sigma }: FitRequest): number[] | null {
  if (x.length !== y.length || (sigma && sigma.length !== x.length)) {
    throw new XESError('fit/no-data', 'Energies, intensities and σ are not equally many.');
  }
  const usableIndices: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const isKnown = !sigma || (isMeasured(sigma[i]) && sigma[i] > 0);
    if (isKnown && isMeasured(x[i]) && isMeasured(y[i])) {
      usableIndices.push(i);
    }
  }
  return usableIndices.length < x.length ? usableIndices : null;
}

function take({ x, y, sigma, counted }: FitRequest, usableIndices: number[] | null): FitData {
  const selectUsable = (values: Float64Array) =>
    usableIndices ? Float64Array.from(usableIndices, i => values[i]) : values;
  return {
    x: selectUsable(x),
    y: selectUsable(y),
    weights: sigma ? selectUsable(sigma).map(value => 1 / value) : null,
    counted: counted
      ? { exposure: selectUsable(counted.exposure), offset: selectUsable(counted.offset) }
      : null
  };
}

function spread(
  values: Float64Array,
  usableIndices: number[] | null,
  length: number
): Float64Array {
  if (!usableIndices) {
    return values;
  }
  const all = new Float64Array(length).fill(NaN);
  usableIndices.forEach((i, k) => (all[i] = values[k]));
  return all;
}

/**
 * A model at x (n) for given parameters, and its derivatives by those that vary (k arrays of n).
 */
export function modelAt(
  model: Model,
  x: Float64Array,
  parameters: readonly Parameter[]
): { value: Float64Array; derivatives: Float64Array[] } {
  const set = new ParameterSet(parameters);
  const problem = new ModelProblem(model, set, {
    x,
    y: new Float64Array(x.length),
    weights: null,
    counted: null
  });
  const value = new Float64Array(x.length);
  const columns = new Float64Array(x.length * problem.columns);
  problem.evaluate(
    Float64Array.from(set.varying, i => set.values[i]),
    value,
    columns
  );
  const derivatives = set.varying.map((_, k) => columns.slice(k * x.length, (k + 1) * x.length));
  return { value, derivatives };
}

function fitted(
  set: ParameterSet,
  init: Float64Array,
  covariance: Float64Array,
  { free }: Solution
): FittedParameter[] {
  const width = set.varying.length;
  return set.parameters.map((parameter, i) => {
    const place = set.varying.indexOf(i);
    const gradient = set.slopes.subarray(i * width, (i + 1) * width);
    const value = set.values[i];
    const [min, max] = [parameter.min ?? -Infinity, parameter.max ?? Infinity];
    return {
      name: parameter.name,
      value,
      stderr: propagate(gradient, covariance),
      init: init[i],
      vary: place >= 0,
      min,
      max,
      expr: parameter.expr ?? null,
      atBound: place >= 0 && (!free.includes(place) || value === min || value === max)
    };
  });
}

/** √(gᵀCg); null if it depends on a parameter that is not determined. */
function propagate(gradient: Float64Array, covariance: Float64Array): number | null {
  const n = gradient.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const weight = gradient[i] * gradient[j];
      sum += weight === 0 ? 0 : weight * covariance[i * n + j];
    }
  }
  return sum >= 0 && isMeasured(sum) ? Math.sqrt(sum) : null;
}

function correlationsOf(names: string[], covariance: Float64Array): Correlation[] {
  const n = names.length;
  const found: Correlation[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const scale = Math.sqrt(covariance[i * n + i]) * Math.sqrt(covariance[j * n + j]);
      const value = covariance[i * n + j] / scale;
      if (isMeasured(value)) {
        found.push({ a: names[i], b: names[j], value });
      }
    }
  }
  return found.sort((left, right) => Math.abs(right.value) - Math.abs(left.value));
}
