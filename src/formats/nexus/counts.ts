import { countVariance } from '../../science/countvariance.js';
import { contentHash } from '../../science/uncertainty/contenthash.js';
import type { Channel, ScanWarning } from '../scan.js';

/** Name of the attribute of counts by which it is noticed that another program has changed intensity or σ. */
export const pointsHashName = 'points_hash';

/** A hash of values, whichever NaN and whichever zero stand in them. */
export function valuesHash(...arrays: readonly Float64Array[]): string {
  return contentHash(arrays.map(values => values.map(y => (Number.isNaN(y) ? NaN : y + 0))));
}

/** What is written beside counts of which the points of a result are made; nothing beside others. */
export function pointsHash(
  { intensity, sigma }: { intensity: Float64Array; sigma: Float64Array },
  counts: Float64Array,
  monitor: Float64Array | null | undefined
): Record<string, string> {
  return monitor && isRatioOf(intensity, counts, monitor)
    ? { [pointsHashName]: valuesHash(intensity, sigma) }
    : {};
}

/** That counts do not belong to the points any more. */
export const countsChanged: ScanWarning = {
  code: 'sigma/approximate',
  message:
    'The counts in the file are not those of its intensity and σ any more, as after another program has changed them: the points are taken by intensity and σ alone, and fits weigh them by σ.'
};

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
