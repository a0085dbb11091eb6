import { XESError } from '../../base/errors.js';
import { valueAt } from '../interpolate.js';
import { medianStep } from '../ranges.js';
import { pointsAt, referenceVariance, scanVariance, type Pair } from './pair.js';

/**
 * Starting values: the shift, in small steps, with the smallest χ².
 * @param reach largest shift, eV.
 */
export function nearest(pair: Pair, reach: number): { shift: number; scale: number } {
  const step = Math.max(medianStep(pair.reference.energy), reach / 100);
  const count = Math.ceil(reach / step);
  const unshiftedPoints = pointsAt(pair, 0).length;
  const fewest = Math.max(3, unshiftedPoints / 2);
  const first = ratioOf(pair);
  const variances = pair.reference.energy.map((_, j) => referenceVariance(pair, j));
  let best = { shift: 0, scale: first, left: Infinity };
  for (let k = -count; k <= count; k++) {
    const shift = k * step;
    const { points, scale, chisqr } = scaledAt(pair, shift, first, variances);
    const redchi = chisqr / (points - 1);
    best = points >= fewest && redchi < best.left ? { shift, scale, left: redchi } : best;
  }
  if (unshiftedPoints < 3) {
    throw new XESError(
      'spectrum/too-few',
      'Too few points lie in the range to tell a shift: make it wider.'
    );
  }
  return best;
}

/**
 * Scale and χ² of the spectrum relative to the shifted reference.
 * @param expected scale used for the weights.
 * @param variances of the reference (m).
 */
function scaledAt(pair: Pair, shift: number, expected: number, variances: Float64Array) {
  const { scan, reference, range } = pair;
  const { energy, intensity } = reference;
  const last = energy.length - 2;
  let [rr, ry, yy, points, j] = [0, 0, 0, 0, 0];
  for (let i = 0; i < scan.energy.length; i++) {
    const at = scan.energy[i] - shift;
    if (at < range[0] || at > range[1]) {
      continue;
    }
    while (j < last && energy[j + 1] <= at) {
      j++;
    }
    const part = (at - energy[j]) / (energy[j + 1] - energy[j]);
    const between = (values: Float64Array) => (1 - part) * values[j] + part * values[j + 1];
    const own = scanVariance(pair, i, between(pair.expected), expected);
    const weight = 1 / (own + expected * expected * between(variances));
    const [y, r] = [scan.intensity[i], between(intensity)];
    if (Number.isFinite(weight * y * r)) {
      rr += weight * r * r;
      ry += weight * r * y;
      yy += weight * y * y;
      points++;
    }
  }
  return { points, scale: ry / rr, chisqr: yy - (ry * ry) / rr };
}

function ratioOf(pair: Pair): number {
  let [y, r] = [0, 0];
  for (const { index, place } of pointsAt(pair, 0)) {
    y += pair.scan.intensity[index];
    r += valueAt(pair.reference.intensity, place);
  }
  return y > 0 && r > 0 ? y / r : 1;
}
