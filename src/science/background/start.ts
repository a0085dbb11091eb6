import { nearestStep } from '../equalenergies.js';
import { medianStep } from '../ranges.js';
import { shapes, type Shape } from '../shapes/index.js';
import { sharpestDrop, steepest } from './drops.js';
import type { BackgroundModel } from './model.js';

/** Points of a spectrum that a background is fitted to, ascending (n each). */
interface Points {
  x: Float64Array;
  y: Float64Array;
}

/** Shapes with the tail of a line. */
const peaks = new Set(['gaussian', 'lorentzian', 'voigt', 'pvoigt', 'pearson7', 'doniach']);

/**
 * Starting values of a background's parameters, by name, given those set by the user. A peak starts
 * at the highest of the points (or below the first, if they only fall), with a typical width, and a
 * height that matches the points; an edge where they drop by more than on both sides; a step where
 * they rise or fall most; the rest at the level of the last points.
 */
export function startOf(
  { parts }: BackgroundModel,
  { x, y }: Points,
  set: Readonly<Record<string, number>>
): Record<string, number> {
  const level = Math.min(y[0], y[y.length - 1]);
  const lines = parts.filter(({ shape }) => peaks.has(shape));
  const start: Record<string, number> = peakStarts(lines, { x, y }, level, set);
  for (const { shape, prefix } of parts.filter(part => !lines.includes(part))) {
    const partStart: Record<string, number> = {};
    if (shape === 'edge') {
      Object.assign(partStart, edgeStart({ x, y }, lines.length > 0));
    } else if (shape.startsWith('step_')) {
      Object.assign(partStart, stepStart({ x, y }));
    } else if (shape === 'exponential') {
      Object.assign(partStart, exponentialStart({ x, y }));
    } else {
      partStart[levelName(shape)] = level;
      if (shape.startsWith('polynomial')) {
        partStart.origin = nearestStep((x[0] + x[x.length - 1]) / 2);
      }
    }
    for (const [name, value] of Object.entries(partStart)) {
      start[prefix + name] = value;
    }
  }
  return { ...start, ...set };
}

/**
 * Fraction of the distance from a line to the nearest point: below it all widths give the same
 * tail.
 */
const narrowest = 0.01;

/**
 * The least widths of a model's lines, by name: narrower lines are not resolved by these energies
 * (n), and a fit to the tail of a line would reduce its width without end.
 */
export function leastWidths(
  { parts }: BackgroundModel,
  x: Float64Array,
  start: Readonly<Record<string, number>>
): Record<string, number> {
  const lines = parts.filter(({ shape }) => peaks.has(shape));
  return Object.fromEntries(
    lines.map(({ prefix }) => {
      const distances = x.map(e => Math.abs(e - start[`${prefix}center`]));
      const nearest = distances.reduce((least, d) => Math.min(least, d), Infinity);
      const room = Math.max(nearest, medianStep(x) / 2);
      return [`${prefix}sigma`, Math.min(narrowest * room, start[`${prefix}sigma`] / 2)];
    })
  );
}

function levelName(shape: string): string {
  return shape === 'linear' ? 'intercept' : shape.startsWith('polynomial') ? 'c0' : 'c';
}

/** A line with its starting parameters in the shape's order (k). */
interface Line {
  shape: Shape;
  p: Float64Array;
}

/** A tail below this share of its line's top is not used to estimate the line. */
const faintest = 1e-5;

/**
 * Least starting height of a line, as a fraction of the highest point, if other lines seem to
 * explain all of the signal.
 */
const least = 0.1;

/**
 * Starting values of a model's lines. Lines whose centre is set get the height of the points there;
 * each other line starts at the highest point of the remainder after the previous lines, so that no
 * two coincide.
 */
function peakStarts(
  lines: readonly { shape: string; prefix: string }[],
  points: Points,
  level: number,
  set: Readonly<Record<string, number>>
): Record<string, number> {
  const isPlaced = ({ prefix }: { prefix: string }) => Object.hasOwn(set, `${prefix}center`);
  const start: Record<string, number> = {};
  const found: Line[] = [];
  for (const { shape: name, prefix } of [
    ...lines.filter(isPlaced),
    ...lines.filter(line => !isPlaced(line))
  ]) {
    const shape = shapes.get(name);
    if (shape) {
      const remainder = isPlaced({ prefix }) ? points : without(found, points, level);
      const line = lineStart(shape, remainder, level, name => set[prefix + name]);
      found.push(line);
      shape.parameters.forEach((parameter, k) => {
        if (['amplitude', 'center', 'sigma'].includes(parameter.name)) {
          start[prefix + parameter.name] = line.p[k];
        }
      });
    }
  }
  return start;
}

function lineStart(
  shape: Shape,
  { x, y }: Points,
  level: number,
  set: (name: string) => number | undefined
): Line {
  const highest = y.reduce((best, value, i) => (value > y[best] ? i : best), 0);
  const sigma = set('sigma') ?? 3;
  const center = set('center') ?? (highest > 0 ? x[highest] : x[0] - 3 * sigma);
  const p = Float64Array.from(shape.parameters, ({ name, value }) => {
    const known: Record<string, number> = { amplitude: 1, center, sigma, gamma: value && sigma };
    return set(name) ?? known[name] ?? value;
  });
  const at = x.reduce(
    (best, e, i) => (Math.abs(e - center) < Math.abs(x[best] - center) ? i : best),
    0
  );
  const [heightThere, top] = valuesAt({ shape, p }, Float64Array.of(x[at], center));
  const tallest = (y[highest] - level) * least || Math.abs(y[highest]) || 1;
  const height = Math.max(y[at] - level, tallest) / Math.max(heightThere / top, faintest);
  const amplitude = set('amplitude') ?? height / top;
  p[shape.parameters.findIndex(({ name }) => name === 'amplitude')] = Number.isFinite(amplitude)
    ? amplitude
    : 1;
  return { shape, p };
}

/** The points minus the lines at their starting values. */
function without(lines: readonly Line[], { x, y }: Points, level: number): Points {
  const rest = y.slice();
  for (const line of lines) {
    const value = valuesAt(line, x);
    value.forEach((v, i) => (rest[i] -= Number.isFinite(v) ? v : 0));
  }
  return { x, y: lines.length > 0 ? rest.map(value => Math.max(value, level)) : rest };
}

function valuesAt({ shape, p }: Line, x: Float64Array): Float64Array {
  const value = new Float64Array(x.length);
  shape.evaluate(
    x,
    p,
    value,
    Array.from(p, () => new Float64Array(x.length))
  );
  return value;
}

/** A step from the level of the first point to that of the last, where it is steepest. */
function stepStart({ x, y }: Points): Record<string, number> {
  const amplitude = y[y.length - 1] - y[0];
  return { amplitude, center: steepest(x, y, amplitude < 0 ? -1 : 1), sigma: 1 };
}

/**
 * The tail of a line begins where it is below this share of its top; an edge is searched for there.
 */
const tailShare = 0.05;
const fewestInTail = 12;

/**
 * An edge where the points fall by more than their slope; beyond the line itself if there is one.
 */
function edgeStart({ x, y }: Points, hasLine: boolean): Record<string, number> {
  const highest = y.reduce((most, value) => Math.max(most, value), -Infinity);
  const isTop = (value: number) => hasLine && value > tailShare * highest;
  const last = y.reduce((found, value, i) => (isTop(value) ? i : found), -1);
  // if there is only a tail, all points may be above the limit
  const from = x.length - last > fewestInTail ? last + 1 : 0;
  const found = sharpestDrop(x.subarray(from), y.subarray(from));
  return { center: found ?? steepest(x, y, -1), sigma: 1 };
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
