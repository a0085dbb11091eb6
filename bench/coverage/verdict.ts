import { statisticsOf, type Sample, type Statistics } from './tally.js';

/**
 * `right`: value and σ are right; `reported`: they are not, and a warning of the result says so, or
 * there is no result; `wrong`: they are not, without a warning.
 */
export type Verdict = 'right' | 'reported' | 'wrong';

export interface Judgement {
  readonly verdict: Verdict;
  /** Null if it has no σ, or never varies. */
  readonly statistics: Statistics | null;
  /** Deviations beyond the standard. */
  readonly faults: readonly Fault[];
}

export type Fault = 'bias' | 'sigma' | 'no sigma' | 'no result';

export interface Standard {
  /** Largest bias, in units of the scatter. */
  readonly bias: number;
  /** Largest relative deviation of σ from the scatter. */
  readonly sigma: number;
  /** A deviation is a fault if it exceeds these by this number of its statistical errors. */
  readonly errors: number;
}

/** @param level counts at the highest point. */
export function standardOf(level: number, errors = 3): Standard {
  return { bias: 1 / 3, sigma: level < 10 ? 0.1 : 0.05, errors };
}

/**
 * Fewer samples are not significant, and a warning in all but this fraction of trials counts as in
 * all.
 */
const minSamples = 30;
const rare = 0.1;

/** Relative to a quantity's size: smaller differences are rounding, and a smaller σ is zero. */
const rounding = { value: 1e-9, sigma: 1e-6 };

/** The flags of warnings that cover each fault. */
const reportFlags = { bias: 'isBiased', sigma: 'isApproximate' } as const;

type Measured = Sample & { sigma: number };

interface Judged {
  size: number;
  /** Number of trials, including those without a result. */
  trials: number;
  standard: Standard;
  isTabulated?: boolean;
}

/**
 * Judge the samples of a quantity.
 * @param isTabulated whether its σ is from a table, and not visible as scatter.
 */
export function judge(
  samples: readonly Sample[],
  { size, trials, standard, isTabulated = false }: Judged
): Judgement {
  const least = Math.max(minSamples, rare * trials);
  const noStatistics = (verdict: Verdict, ...faults: Fault[]): Judgement => ({
    verdict,
    statistics: null,
    faults
  });
  if (samples.length < least) {
    return noStatistics('reported', 'no result');
  }
  const measured = samples.filter((sample): sample is Measured => sample.sigma !== null);
  if (samples.every(({ deviation }) => Math.abs(deviation) <= rounding.value * size)) {
    return isTabulated || measured.every(({ sigma }) => sigma <= rounding.sigma * size)
      ? noStatistics('right')
      : noStatistics(samples.every(sample => sample.isApproximate) ? 'reported' : 'wrong', 'sigma');
  }
  const silent = samples.filter(({ sigma, isApproximate }) => sigma === null && !isApproximate);
  if (silent.length > rare * samples.length) {
    return noStatistics('wrong', 'no sigma');
  }
  return measured.length < least
    ? noStatistics('reported', 'no sigma')
    : judgeMeasured(measured, standard);
}

function judgeMeasured(measured: readonly Measured[], standard: Standard): Judgement {
  const statistics = statisticsOf(measured);
  const faults = faultsOf(statistics, standard);
  const unreported = faults.filter(fault => !isReported(measured, fault, standard));
  return {
    verdict: faults.length === 0 ? 'right' : unreported.length === 0 ? 'reported' : 'wrong',
    statistics,
    faults: unreported.length > 0 ? unreported : faults
  };
}

type Exceeded = keyof typeof reportFlags;

function faultsOf({ bias, biasError, ratio, ratioError }: Statistics, allowed: Standard) {
  const { errors } = allowed;
  const found: Exceeded[] = [];
  if (Math.abs(bias) > allowed.bias + errors * biasError) {
    found.push('bias');
  }
  if (Math.abs(ratio - 1) > allowed.sigma + errors * ratioError) {
    found.push('sigma');
  }
  return found;
}

/**
 * Whether results warn in nearly all trials, or those without a warning are right by themselves.
 */
function isReported(samples: readonly Measured[], fault: Exceeded, standard: Standard): boolean {
  const rest = samples.filter(sample => !sample[reportFlags[fault]]);
  const isRare = rest.length < rare * samples.length;
  return (
    isRare || (rest.length >= minSamples && !faultsOf(statisticsOf(rest), standard).includes(fault))
  );
}
