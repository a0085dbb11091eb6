import { XESError } from '../../base/errors.js';
import { isMeasured } from '../statistics.js';

/** Starting values for a single line on a constant level. */
export interface PeakGuess {
  amplitude: number;
  center: number;
  sigma: number;
  /** Level of the background under it. */
  level: number;
}

/**
 * Estimate a line from a curve with ascending x (n): its top, its full width at half the height
 * above the lower of the two ends, and its area from these; sigma is half of the width.
 * @throws XESError `fit/no-data` if there are fewer than three finite points.
 */
export function guessPeak(x: Float64Array, y: Float64Array): PeakGuess {
  const finite = [...x.keys()].filter(i => isMeasured(x[i]) && isMeasured(y[i]));
  if (finite.length < 3) {
    throw new XESError('fit/no-data', 'A line cannot be guessed from fewer than three points.');
  }
  const top = finite.reduce((best, i) => (y[i] > y[best] ? i : best));
  const last = finite[finite.length - 1];
  const level = Math.min(y[finite[0]], y[last]);
  const half = level + (y[top] - level) / 2;
  const place = finite.indexOf(top);
  let left = place;
  while (left > 0 && y[finite[left]] > half) {
    left--;
  }
  let right = place;
  while (right < finite.length - 1 && y[finite[right]] > half) {
    right++;
  }
  const sigma = Math.abs(x[finite[right]] - x[finite[left]]) / 2 || 1;
  // between a Gaussian's factor (2.13) and a Lorentzian's (3.14)
  const amplitude = 2.6 * sigma * (y[top] - level);
  return { amplitude, center: x[top], sigma, level };
}
