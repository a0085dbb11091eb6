import type { Reported } from './reported.js';

/** A quantity of one trial, as its deviation from the truth. */
export interface Sample extends Reported {
  readonly deviation: number;
  /** Null if the result has none. */
  readonly sigma: number | null;
}

/** Statistics of samples. Errors are one standard deviation. */
export interface Statistics {
  readonly n: number;
  /** (mean − truth) in units of the scatter. */
  readonly bias: number;
  readonly biasError: number;
  /** The reported σ, as root mean square, divided by the scatter. */
  readonly ratio: number;
  readonly ratioError: number;
  readonly scatter: number;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Statistics of samples that have a σ, two or more. */
export function statisticsOf(samples: readonly (Sample & { sigma: number })[]): Statistics {
  const n = samples.length;
  const mean = meanOf(samples.map(({ deviation }) => deviation));
  const squares = samples.map(({ deviation }) => (deviation - mean) ** 2 * (n / (n - 1)));
  const variance = meanOf(squares);
  const claimed = meanOf(samples.map(({ sigma }) => sigma * sigma));
  const scatter = Math.sqrt(variance);
  // from the logarithm of σ²/s², to first order in both
  const effects = samples.map(({ sigma }, i) => (sigma * sigma) / claimed - squares[i] / variance);
  const spread = Math.sqrt(meanOf(effects.map(effect => effect * effect)) / n);
  const ratio = Math.sqrt(claimed / variance);
  return {
    n,
    bias: mean / scatter,
    biasError: 1 / Math.sqrt(n),
    ratio,
    ratioError: (ratio * spread) / 2,
    scatter
  };
}
