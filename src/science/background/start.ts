import { nearestStep } from '../equalenergies.js';
import { shapes } from '../shapes/index.js';
import type { BackgroundModel } from './model.js';

/** Points of a spectrum that a background is fitted to, ascending (n each). */
interface Points {
  x: Float64Array;
  y: Float64Array;
}

/** Shapes whose tail falls off from a line. */
const peaks = new Set(['gaussian', 'lorentzian', 'voigt', 'pvoigt', 'pearson7', 'doniach']);

/**
 * Where the parameters of a background start, by name, given those that the person has set. A peak starts on
 * the highest of the points (or below the first, where they only fall), as wide as lines are, and as high as
 * the points ask; an edge where they drop most; a step where they rise or
 * fall most; the rest on the level of the last points.
 */
export function startOf(
  { parts }: BackgroundModel,
  { x, y }: Points,
  set: Readonly<Record<string, number>>
): Record<string, number> {
  const level = Math.min(y[0], y[y.length - 1]);
  const start: Record<string, number> = {};
  for (const { shape, prefix } of parts) {
    const own: Record<string, number> = {};
    if (peaks.has(shape)) {
      Object.assign(own, peakStart(shape, prefix, { x, y }, level, set));
    } else if (shape === 'edge') {
      own.center = steepest({ x, y }, -1);
      own.sigma = 1;
    } else if (shape.startsWith('step_')) {
      Object.assign(own, stepStart({ x, y }));
    } else if (shape === 'exponential') {
      Object.assign(own, exponentialStart({ x, y }));
    } else {
      own[levelName(shape)] = level;
      if (shape.startsWith('polynomial')) {
        own.origin = nearestStep((x[0] + x[x.length - 1]) / 2);
      }
    }
    for (const [name, value] of Object.entries(own)) {
      start[prefix + name] = value;
    }
  }
  return { ...start, ...set };
}

function levelName(shape: string): string {
  return shape === 'linear' ? 'intercept' : shape.startsWith('polynomial') ? 'c0' : 'c';
}

function peakStart(
  shape: string,
  prefix: string,
  { x, y }: Points,
  level: number,
  set: Readonly<Record<string, number>>
): Record<string, number> {
  const highest = y.reduce((best, value, i) => (value > y[best] ? i : best), 0);
  const sigma = set[`${prefix}sigma`] ?? 3;
  const center = set[`${prefix}center`] ?? (highest > 0 ? x[highest] : x[0] - 3 * sigma);
  const p = Float64Array.from(shapes.get(shape)?.parameters ?? [], ({ name, value }) => {
    const known: Record<string, number> = { amplitude: 1, center, sigma, gamma: value && sigma };
    return set[prefix + name] ?? known[name] ?? value;
  });
  const unit = new Float64Array(1);
  const unused = Array.from(p, () => new Float64Array(1));
  shapes.get(shape)?.evaluate(x.subarray(highest, highest + 1), p, unit, unused);
  const amplitude = (y[highest] - level) / unit[0];
  return { amplitude: Number.isFinite(amplitude) && amplitude > 0 ? amplitude : 1, center, sigma };
}

/** A step from the first points' level to the last's, where it is steepest. */
function stepStart({ x, y }: Points): Record<string, number> {
  const amplitude = y[y.length - 1] - y[0];
  return { amplitude, center: steepest({ x, y }, amplitude < 0 ? -1 : 1), sigma: 1 };
}

/** The energy between the two points where the signal rises most (sign 1), or falls most (−1). */
function steepest({ x, y }: Points, sign: 1 | -1): number {
  let best = 0;
  for (let i = 1; i + 1 < x.length; i++) {
    if (sign * (y[i + 1] - y[i]) > sign * (y[best + 1] - y[best])) {
      best = i;
    }
  }
  return x.length > 1 ? (x[best] + x[best + 1]) / 2 : x[0];
}

/** An exponential through the first and the last point, where both are positive. */
function exponentialStart({ x, y }: Points): Record<string, number> {
  const last = x.length - 1;
  const fall = Math.log(y[0] / y[last]);
  const width = x[last] - x[0] || 1;
  const decay = Number.isFinite(fall) && fall !== 0 ? width / fall : width;
  const origin = nearestStep(x[0]);
  return { amplitude: y[0] * Math.exp((x[0] - origin) / decay), decay, origin };
}
