import { isMeasured } from '../statistics.js';
import type { Warning } from '../spectrum.js';
import type { FitOptions, FitRequest, FitResult, FittedParameter } from './result.js';
import type { Solution } from './solve.js';

/** A correlation above this is full: the two parameters compensate each other. */
const fullCorrelation = 0.9999;

/** Reduced χ² above which a weighted fit does not describe the data. */
const poor = 1.5;

/** Relative offset below which a solution is found (D. M. Bates, D. G. Watts, Technometrics 23 (1981) 179). */
const near = 1e-3;

/**
 * Limit if only the curve matters: a further step would change it by this share of σ, over all
 * points.
 */
const curveNear = 0.1;

/** Whether a weighted fit misses its points by more than their σ allow. */
export function isPoorFit({
  weightSigma,
  redchi,
  nfree
}: Pick<FitResult, 'weightSigma' | 'redchi' | 'nfree'>): boolean {
  return weightSigma !== null && redchi > poor && redchi > 1 + 5 * Math.sqrt(2 / nfree);
}

/** Warnings about a fit, and whether it counts as converged. */
export function doubts(
  result: FitResult,
  { model, sigma, y }: FitRequest,
  { covariance, offset, startNorm }: Solution,
  { isCurveEnough = false }: FitOptions
): { converged: boolean; warnings: Warning[] } {
  const warnings: Warning[] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  const { redchi, nfree, scaledStep, parameters } = result;
  const isOfPolynomial = (name: string) => model.coefficients.includes(name);
  // if all data are zero, the scale is the misfit of the starting values
  const all = sumOfData(y, sigma) || startNorm * startNorm;
  const isExact = result.chisqr <= 1e-18 * all;
  const misses = isPoorFit(result);
  const isLost = misses && covariance.undetermined.some(k => !isOfPolynomial(result.varying[k]));
  const areFound = result.converged && !isLost && !parameters.some(hasRunAway);
  const most = isCurveEnough && nfree > 0 ? Math.max(near, curveNear / Math.sqrt(nfree)) : near;
  const converged = (isCurveEnough || areFound) && (offset < most || isExact);
  const leftOut = y.length - result.ndata;
  if (leftOut > 0) {
    warn('fit/points-left-out', `${leftOut} points without a finite value or σ were left out.`);
  }
  if (!converged) {
    warn(
      'fit/not-converged',
      'The fit has not converged: start it closer, or fix some parameters.'
    );
  } else if (scaledStep > 1e-6 && !isExact) {
    warn('fit/noise-floor', 'Rounding decides over the last digits of this fit.');
  }
  for (const { name } of parameters.filter(({ atBound }) => atBound)) {
    warn('fit/at-bound', `“${name}” is at its bound: it is not determined by these data.`);
  }
  const loose = undetermined(result, covariance.undetermined, model.coefficients);
  const determined = parameters.filter(({ name }) => !loose.includes(name));
  for (const { name, bound, side } of determined.flatMap(nearBound)) {
    warn(
      'fit/near-bound',
      `“${name}” lies within twice its σ of its bound ${bound}: if its true value is there, it is too ${side} here, and its σ and ` +
        'those of what is correlated with it are only approximately right.'
    );
  }
  for (const name of loose) {
    warn('fit/undetermined', `“${name}” is not determined by these data.`);
  }
  for (const { a, b, value } of result.correlations) {
    if (Math.abs(value) > fullCorrelation && !(isOfPolynomial(a) && isOfPolynomial(b))) {
      warn(
        'fit/correlated',
        `“${a}” and “${b}” are fully correlated (${value.toFixed(6)}): ` +
          'they are not determined by these data, one of them should be fixed.'
      );
    }
  }
  if (nfree < 1) {
    warn('fit/no-freedom', 'As many parameters as points: nothing is left to judge the fit by.');
  }
  if (misses) {
    warn(
      'fit/poor',
      `The reduced χ² is ${redchi.toPrecision(3)}: the model does not describe these data within their σ.`
    );
  }
  return { converged, warnings };
}

/** A value must be at least this many σ from its bound for σ to hold. */
const leastDistance = 2;

/** Bounds so near that they cut off part of the noise, with the direction of the resulting bias. */
function nearBound({ name, vary, value, stderr, min, max, atBound }: FittedParameter) {
  if (!vary || atBound || stderr === null) {
    return [];
  }
  return [
    { name, bound: min, side: 'large' },
    { name, bound: max, side: 'small' }
  ].filter(({ bound }) => Math.abs(value - bound) < leastDistance * stderr);
}

/** A poorly determined parameter beyond this multiple of its starting value has diverged. */
const divergenceFactor = 1e6;

/** Whether a parameter has diverged. */
function hasRunAway({ vary, value, stderr, init, atBound }: FittedParameter): boolean {
  const isKnown = stderr !== null && stderr < Math.abs(value);
  return (
    vary &&
    !atBound &&
    !isKnown &&
    init !== 0 &&
    Math.abs(value) > divergenceFactor * Math.abs(init)
  );
}

/** Σ(data/σ)² of the points that were fitted. */
function sumOfData(y: Float64Array, sigma: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const value = sigma ? y[i] / sigma[i] : y[i];
    sum += isMeasured(value) ? value * value : 0;
  }
  return sum;
}

/** Fitted parameters without a σ, or with one beyond 100 %; a coefficient of a polynomial may well be zero. */
function undetermined(
  { parameters, varying }: FitResult,
  loose: number[],
  coefficients: readonly string[]
): string[] {
  const names = new Set(loose.map(k => varying[k]));
  for (const { name, vary, value, stderr, atBound } of parameters) {
    const isWide = stderr !== null && stderr > Math.abs(value) && !coefficients.includes(name);
    if (vary && !atBound && (isWide || stderr === null)) {
      names.add(name);
    }
  }
  return [...names];
}
