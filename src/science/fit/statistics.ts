import { erfc } from '../special/erf.js';
import { isMeasured } from '../statistics.js';

/** Goodness of a fit, as reported by lmfit. */
export interface FitStatistics {
  ndata: number;
  nvarys: number;
  nfree: number;
  /** Sum of the squared (weighted) residuals. */
  chisqr: number;
  redchi: number;
  /** Akaike's information criterion, n·ln(χ²/n) + 2k. */
  aic: number;
  /** Bayesian information criterion, n·ln(χ²/n) + k·ln n. */
  bic: number;
  /** 1 − Σ(data − model)²/Σ(data − mean)², unweighted as in lmfit. */
  rsquared: number;
}

/** Statistics of a fit of k parameters from its residuals (n, without NaN), the data (n) and 1/σ (n or null). */
export function fitStatistics(
  residual: Float64Array,
  data: Float64Array,
  weights: Float64Array | null,
  nvarys: number
): FitStatistics {
  const ndata = residual.length;
  const nfree = ndata - nvarys;
  const chisqr = sumOfSquares(residual);
  const twice = ndata * Math.log(Math.max(chisqr, 1e-250 * ndata) / ndata);
  const plain = weights ? residual.map((value, i) => value / weights[i]) : residual;
  const mean = data.reduce((sum, value) => sum + value, 0) / ndata;
  return {
    ndata,
    nvarys,
    nfree,
    chisqr,
    redchi: chisqr / Math.max(1, nfree),
    aic: twice + 2 * nvarys,
    bic: twice + Math.log(ndata) * nvarys,
    rsquared: 1 - sumOfSquares(plain) / sumOfSquares(data.map(value => value - mean))
  };
}

/** Σ values². */
export function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) {
    sum += value * value;
  }
  return sum;
}

/** Whether residuals change sign as often as expected by chance. */
export interface RunsTest {
  runs: number;
  expected: number;
  /**
   * Deviation in standard deviations; negative if there are too few runs, i.e. the model misses
   * structure.
   */
  z: number;
  /**
   * Two-sided probability of a deviation this large; NaN if there are too few residuals of one
   * sign.
   */
  p: number;
}

/** Wald and Wolfowitz's runs test of the signs of residuals in order (normal approximation). */
export function runsTest(residual: Float64Array): RunsTest {
  let above = 0;
  let below = 0;
  let runs = 0;
  let last = 0;
  for (let i = 0; i < residual.length; i++) {
    const sign = isMeasured(residual[i]) ? Math.sign(residual[i]) : 0;
    above += sign > 0 ? 1 : 0;
    below += sign < 0 ? 1 : 0;
    runs += sign !== 0 && sign !== last ? 1 : 0;
    last = sign || last;
  }
  const total = above + below;
  const pairs = 2 * above * below;
  const expected = pairs / total + 1;
  const variance = (pairs * (pairs - total)) / (total * total * (total - 1));
  const z = (runs - expected) / Math.sqrt(variance);
  return { runs, expected, z, p: erfc(Math.abs(z) / Math.SQRT2) };
}
