import { XESError } from '../base/errors.js';
import type { ArmPoints, Points } from './points.js';

/** Counts corrected for dead time, and their variance, which is larger than the counts (n each). */
export interface LiveCounts {
  counts: Float64Array;
  variance: Float64Array;
}

/**
 * Counts of an ideal detector, for a non-paralysable one: N = n/(1 − nτ/t) (Knoll, Radiation
 * Detection and Measurement, §4.VII). Dead time makes n scatter less than Poisson, var n = n(1 −
 * nτ/t)² (a renewal process), so σ_N = √n/(1 − nτ/t). A point without counts or time stays NaN.
 * @param measured n (points).
 * @param time counting time t (points), s.
 * @param tau dead time τ, s.
 * @throws XESError `spectrum/parameter` (τ < 0), `spectrum/saturated` if nτ ≥ t.
 */
export function liveCounts(measured: Float64Array, time: Float64Array, tau: number): LiveCounts {
  if (!(tau >= 0) || !Number.isFinite(tau)) {
    throw new XESError('spectrum/parameter', `A dead time is 0 s or more, not ${tau}.`);
  }
  const counts = new Float64Array(measured.length).fill(NaN);
  const variance = counts.slice();
  for (let i = 0; i < measured.length; i++) {
    const n = measured[i];
    if (!(n >= 0) || !(time[i] > 0) || !Number.isFinite(n) || !Number.isFinite(time[i])) {
      continue;
    }
    const live = 1 - (n / time[i]) * tau;
    if (!(live > 0)) {
      throw new XESError(
        'spectrum/saturated',
        `At point ${i + 1} ${n} counts in ${time[i]} s leave no live time with a dead time of ${tau} s: the dead time is too long, or the detector was saturated.`
      );
    }
    counts[i] = n / live;
    variance[i] = n / (live * live);
  }
  return { counts, variance };
}

/**
 * The points of an arm corrected for dead time, with N/I1 and σ recomputed; a spectrum or map is
 * derived from them as from measured points.
 * @throws XESError as `liveCounts`; `spectrum/no-counts` if the scan has no counts or no times.
 */
export function withoutDeadTime<Arm extends ArmPoints>(
  arm: Arm,
  { monitor, time }: Points & { time: Float64Array | null },
  tau: number
): Arm {
  if (!arm.counts || !time) {
    throw new XESError(
      'spectrum/no-counts',
      'Dead time can only be corrected where a scan has its counts and its counting times.'
    );
  }
  const { counts, variance } = liveCounts(arm.counts, time, tau);
  const divisor = (i: number) => (monitor ? monitor[i] : 1);
  return {
    ...arm,
    counts,
    variance,
    intensity: counts.map((n, i) => n / divisor(i)),
    sigma: variance.map((v, i) => Math.sqrt(Math.max(v, 1)) / divisor(i))
  };
}
