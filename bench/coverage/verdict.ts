import { statisticsOf, type Sample, type Statistics } from './tally.js';

/**
 * `right`: value and σ are; `said`: they are not, and a warning of the result says so, or there is no result;
 * `wrong`: nothing says so.
 */
export type Verdict = 'right' | 'said' | 'wrong';

export interface Judgement {
  readonly verdict: Verdict;
  /** Null of what has no σ, or never varies. */
  readonly statistics: Statistics | null;
  /** What is not as it should be. */
  readonly faults: readonly Fault[];
}

export type Fault = 'bias' | 'sigma' | 'no sigma' | 'no result';

export interface Standard {
  /** Largest bias, in units of the scatter. */
  readonly bias: number;
  /** How far σ may be from the scatter, as a share of it. */
  readonly sigma: number;
  /** A deviation beyond these is a fault where it exceeds them by so many of its statistical errors. */
  readonly errors: number;
}

/** @param level counts at the highest point. */
export function standardOf(level: number, errors = 3): Standard {
  return { bias: 1 / 3, sigma: level < 10 ? 0.1 : 0.05, errors };
}

/** Fewer samples say nothing, and a warning in all but this share of trials counts as one in all. */
const fewest = 30;
const rare = 0.1;

/** Relative to a quantity's size: what differs by less is equal, and a σ below is the root of what rounding leaves. */
const rounding = { value: 1e-9, sigma: 1e-6 };

/** Which words of a result say that it has a fault. */
const saying = { bias: 'isBiased', sigma: 'isApproximate' } as const;

type Measured = Sample & { sigma: number };

interface Judged {
  size: number;
  /** How many there were, those that gave no result included. */
  trials: number;
  standard: Standard;
  isTabulated?: boolean;
}

/** Judge the samples of a quantity. @param isTabulated: its σ is that of a table, and does not show as scatter. */
export function judge(
  samples: readonly Sample[],
  { size, trials, standard, isTabulated = false }: Judged
): Judgement {
  const least = Math.max(fewest, rare * trials);
  const noStatistics = (verdict: Verdict, ...faults: Fault[]): Judgement => ({
    verdict,
    statistics: null,
    faults
  });
  if (samples.length < least) {
    return noStatistics('said', 'no result');
  }
  const measured = samples.filter((one): one is Measured => one.sigma !== null);
  if (samples.every(({ deviation }) => Math.abs(deviation) <= rounding.value * size)) {
    return isTabulated || measured.every(({ sigma }) => sigma <= rounding.sigma * size)
      ? noStatistics('right')
      : noStatistics(samples.every(one => one.isApproximate) ? 'said' : 'wrong', 'sigma');
  }
  const silent = samples.filter(({ sigma, isApproximate }) => sigma === null && !isApproximate);
  if (silent.length > rare * samples.length) {
    return noStatistics('wrong', 'no sigma');
  }
  return measured.length < least
    ? noStatistics('said', 'no sigma')
    : judgeMeasured(measured, standard);
}

function judgeMeasured(measured: readonly Measured[], standard: Standard): Judgement {
  const statistics = statisticsOf(measured);
  const faults = faultsOf(statistics, standard);
  const unsaid = faults.filter(fault => !isSaid(measured, fault, standard));
  return {
    verdict: faults.length === 0 ? 'right' : unsaid.length === 0 ? 'said' : 'wrong',
    statistics,
    faults: unsaid.length > 0 ? unsaid : faults
  };
}

type Exceeded = keyof typeof saying;

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

/** Whether results say it in all trials but few, or those that do not are right by themselves. */
function isSaid(samples: readonly Measured[], fault: Exceeded, standard: Standard): boolean {
  const rest = samples.filter(one => !one[saying[fault]]);
  const isRare = rest.length < rare * samples.length;
  return (
    isRare || (rest.length >= fewest && !faultsOf(statisticsOf(rest), standard).includes(fault))
  );
}
