import { XESError } from '../../base/errors.js';
import { locate, valueAt, type Place } from '../interpolate.js';
import { checkRange, requireCommonRange } from '../ranges.js';
import { isCounted, type Range, type Spectrum } from '../spectrum.js';
import { slopeOf, type Slope } from './slope.js';

/** A spectrum, a reference, and the intensities expected from the reference. */
export interface Pair extends Omit<Slope, 'smooth'> {
  scan: Spectrum;
  reference: Spectrum;
  /** Smoothed reference, at least the intensity of one count (m). */
  expected: Float64Array;
  /** Fraction of the expected intensity that was observed: 1 for one count or more (m). */
  seen: Float64Array;
  /** Range of the reference, eV. */
  range: Range;
}

export function pairOf(
  scan: Spectrum,
  reference: Spectrum,
  requestedRange: Range | null,
  window: number
): Pair {
  const common = requireCommonRange([scan, reference]);
  if (requestedRange) {
    checkRange(requestedRange);
  }
  const range: Range = [
    Math.max(reference.energy[0], requestedRange?.[0] ?? common[0]),
    Math.min(reference.energy[reference.energy.length - 1], requestedRange?.[1] ?? common[1])
  ];
  if (!(range[0] < range[1])) {
    throw new XESError(
      'spectrum/empty-range',
      'The reference has nothing in this range: choose another.'
    );
  }
  const { smooth, ...slope } = slopeOf(reference, range, window);
  const least = (i: number) => (isCounted(reference) ? 1 / reference.monitor[i] : 0);
  const expected = smooth.map((value, i) => Math.max(value, least(i)));
  return {
    scan,
    reference,
    expected,
    seen: smooth.map((value, i) => (value < least(i) ? Math.max(value, 0) / expected[i] : 1)),
    ...slope,
    range
  };
}

/** A point of the spectrum, and its position in the reference. */
export interface Point {
  index: number;
  place: Place;
}

/** The points of the spectrum that lie in the range once shifted back. */
export function pointsAt({ scan, reference, range }: Pair, shift: number): Point[] {
  const points: Point[] = [];
  scan.energy.forEach((energy, index) => {
    const at = energy - shift;
    const place = at >= range[0] && at <= range[1] ? locate(reference.energy, at) : null;
    if (place) {
      points.push({ index, place });
    }
  });
  return points;
}

/** The same points at another shift; those outside the reference are left out. */
export function moved({ scan, reference }: Pair, points: readonly Point[], shift: number): Point[] {
  return points.flatMap(({ index }) => {
    const place = locate(reference.energy, scan.energy[index] - shift);
    return place ? [{ index, place }] : [];
  });
}

/**
 * Variance expected for a point of the spectrum, from the expected intensity of the reference
 * there.
 */
export function scanVariance(
  { scan }: Pair,
  index: number,
  expected: number,
  scale: number
): number {
  return isCounted(scan)
    ? (Math.abs(scale) * expected) / scan.monitor[index]
    : scan.sigma[index] * scan.sigma[index];
}

export function referenceVariance({ reference, expected }: Pair, j: number): number {
  return isCounted(reference)
    ? expected[j] / reference.monitor[j]
    : reference.sigma[j] * reference.sigma[j];
}

/** Variance of the reference between two of its points. */
function varianceBetween(pair: Pair, { lower, upper, fraction }: Place): number {
  const [low, high] = [(1 - fraction) ** 2, fraction ** 2];
  return lower === upper
    ? referenceVariance(pair, lower)
    : low * referenceVariance(pair, lower) + high * referenceVariance(pair, upper);
}

export function weightOf(pair: Pair, { index, place }: Point, scale: number): number {
  const scanNoise = scanVariance(pair, index, valueAt(pair.expected, place), scale);
  return 1 / (scanNoise + scale * scale * varianceBetween(pair, place));
}
