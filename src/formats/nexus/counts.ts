import { countVariance } from '../../science/countvariance.js';
import type { Channel } from '../scan.js';

/**
 * The counts of an intensity (n each) if it is N/I1 at each point, with their variance if it
 * follows from σ; null for a normalised or otherwise modified intensity.
 */
export function countsOf(
  { intensity, sigma }: Pick<Channel, 'intensity' | 'sigma'>,
  counts: Float64Array | null,
  monitor: Float64Array | null
): Pick<Channel, 'counts' | 'variance'> {
  if (!counts || !monitor || !isRatioOf(intensity, counts, monitor)) {
    return { counts: null };
  }
  return sigma?.some(value => value >= 0)
    ? { counts, variance: counts.map((value, i) => countVariance(value, monitor[i], sigma[i])) }
    : { counts };
}

function isRatioOf(intensity: Float64Array, counts: Float64Array, monitor: Float64Array): boolean {
  const n = intensity.length;
  return (
    counts.length === n &&
    monitor.length === n &&
    intensity.every((value, i) => Number.isNaN(value) || isNearly(value, counts[i] / monitor[i]))
  );
}

/** Equality up to the last bits, in which sums of several points differ. */
export function isNearly(value: number, other: number): boolean {
  return Math.abs(value - other) <= 1e-12 * Math.abs(other);
}
