import { average } from './average.js';
import { XESError } from '../base/errors.js';
import { pooled, sigmaOfRest, varianceOfRest, type Pooled } from './pooled.js';
import { checkRange, indicesWithin } from './ranges.js';
import type { RepeatWarning } from './repeats.js';
import { smoothingBand } from './smooth.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { median } from './statistics.js';
import { pick, tidy } from './tidy.js';
import { forward } from './uncertainty/operators.js';

/** One scan against the mean of the others. */
export interface ScanConsistency {
  /** Energy shift of the scan from the others, eV: positive where its features lie higher; NaN where it shows nothing. */
  shift: Estimate;
  /** Its height over the others'. */
  scale: Estimate;
  /** χ² a point about the mean of the others as it is; 1 where counting explains all. Points without a count in any scan do not count. */
  redchi: number;
  /** χ²/dof about the mean shifted and scaled: what is left is a change of shape. */
  redchiShifted: number;
  dof: number;
  /** What share of the mean of all it makes, 0…1. */
  share: number;
  /** In what it stands apart from the other scans. */
  outlier: ('shift' | 'scale' | 'shape')[];
}

export interface Consistency {
  scans: ScanConsistency[];
  /** χ²/dof of all scans together. */
  chisqr: number;
  dof: number;
  redchi: number;
  warnings: (Warning | RepeatWarning)[];
}

export interface ConsistencyOptions {
  range?: Range | null;
  /** Points of the polynomial (of second order) that the mean's slope is taken from; odd. */
  window?: number;
}

/** An outlier is further than this from the median of all, in its own σ. */
const far = 4;

/**
 * How scans agree before they are averaged: what each differs by from the mean of the others is fitted by the mean of all and
 * its slope, whose noise is independent of it where scans agree; scale and shift are given against the others. Weights are
 * what that mean leads to expect; σ holds the noise of the others and what scans share; the noise of the slope, which would
 * make shifts too small, is allowed for.
 * @throws XESError `spectrum/too-few` (under two scans, or too few points), `spectrum/no-overlap`, as `average`.
 */
export function consistency(
  scans: readonly Spectrum[],
  options: ConsistencyOptions = {}
): Consistency {
  const { range, window = 7 } = options;
  if (scans.length < 2) {
    throw new XESError('spectrum/too-few', 'One scan agrees with itself: name at least two.');
  }
  if (range) {
    checkRange(range);
  }
  const whole = average(scans);
  const { energy } = whole.spectrum;
  const measured = scans.map(scan => tidy(scan).spectrum);
  const all = pooled(measured, energy);
  const slope = slopesOf(energy, all, window);
  const inside = range ? indicesWithin(whole.spectrum, range) : [...energy.keys()];
  tidy(pick(whole.spectrum, inside), 3);
  const fitted = scans.map((_, k) => fitScan(all, k, slope, { energy, inside }));
  return {
    scans: flag(fitted),
    chisqr: whole.scatter.chisqr,
    dof: whole.scatter.dof,
    redchi: whole.scatter.redchi,
    warnings: [...whole.warnings, ...fitted.flatMap(withoutSignal)]
  };
}

/** A slope at each energy and its variance (n each). */
interface Slopes {
  value: Float64Array;
  variance: Float64Array;
}

/** The slope of a mean, by polynomials of second order. */
function slopesOf(energy: Float64Array, { mean, variance }: Pooled, window: number): Slopes {
  tidy({ energy, intensity: mean, sigma: variance }, window);
  const band = smoothingBand(energy, { window, order: 2, derivative: 1 });
  const squared = { ...band, weights: band.weights.map(w => w * w) };
  return { value: forward(band, mean), variance: forward(squared, variance) };
}

/** Nothing has no energy to be shifted from. */
const unknown: Estimate = { value: NaN, sigma: NaN };

type Fitted = Omit<ScanConsistency, 'outlier'>;

/** One point of a scan: mean of all, its slope, what the scan differs from the others by, and how much that weighs. */
interface Point {
  i: number;
  y: number;
  d: number;
  rest: number;
  weight: number;
}

/** Weighted least squares of y − ȳ = α·ȳ + b·ȳ′, with ȳ of the others on the left and of all on the right. */
function fitScan(
  all: Pooled,
  k: number,
  slope: Slopes,
  { energy, inside }: { energy: Float64Array; inside: readonly number[] }
): Fitted {
  const { intensity, share } = all.scans[k];
  let [yy, yd, dd, noise, ry, rd, chisqr, shares, counted] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const points: Point[] = [];
  for (const i of inside) {
    const [y, d, others] = [all.mean[i], slope.value[i], 1 - share[i]];
    const rest = (intensity[i] - y) / others;
    const expected = varianceOfRest(all, k, i);
    const weight = 1 / Math.max(expected, all.least[i] * weightOfOne(all, k, i));
    if (!Number.isFinite(weight * rest)) {
      continue;
    }
    points.push({ i, y, d, rest, weight });
    yy += weight * y * y;
    yd += weight * y * d;
    dd += weight * d * d;
    noise += weight * slope.variance[i];
    ry += weight * rest * y;
    rd += weight * rest * d;
    shares += share[i];
    if (expected > 0) {
      chisqr += (rest * rest) / expected;
      counted++;
    }
  }
  const dof = points.length - 2;
  if (dof < 1) {
    throw new XESError(
      'spectrum/too-few',
      'Too few points with an uncertainty lie in the range to tell a shift: make it wider.'
    );
  }
  // the slope's own noise stands in dd, as if it were signal
  const signal = dd - noise > dd / 4 ? dd - noise : dd;
  const determinant = yy * signal - yd * yd;
  const alpha = (ry * signal - rd * yd) / determinant;
  const b = (rd * yy - ry * yd) / determinant;
  const made = shares / points.length;
  const { scale, shift } = againstOthers(alpha, b, made);
  const sigmaOf = (influence: (point: Point) => number) => {
    const g = new Float64Array(all.mean.length);
    points.forEach(point => (g[point.i] = influence(point) / determinant));
    return sigmaOfRest(all, k, g);
  };
  const ofAlpha = sigmaOf(({ weight, y, d }) => weight * (y * signal - d * yd));
  const ofB = sigmaOf(({ weight, y, d }) => weight * (d * yy - y * yd));
  const left = points.reduce((sum, { i, y, d, rest }) => {
    const misfit = rest - alpha * y - b * d;
    const expected = varianceOfRest(all, k, i);
    return expected > 0 ? sum + (misfit * misfit) / expected : sum;
  }, 0);
  const height = { value: scale, sigma: ofAlpha / (1 - made * alpha) ** 2 };
  const place = { value: shift, sigma: ofB / Math.abs(scale * (1 - made * alpha) ** 2) };
  const reach = (energy[energy.length - 1] - energy[0]) / 2;
  return {
    shift: scale > 3 * height.sigma && Math.abs(shift) < reach ? place : unknown,
    scale: height,
    redchi: chisqr / counted,
    redchiShifted: left / Math.max(counted - 2, 1),
    dof,
    share: made
  };
}

/**
 * The scale a and the shift δ of a scan against the others, y = a·ȳ(E − δ), of those by the mean of all, of which the scan
 * makes the share s: that mean is (1 − s + s·a)ȳ − s·a·δ·ȳ′.
 */
function againstOthers(alpha: number, b: number, s: number): { scale: number; shift: number } {
  const scale = 1 + alpha / (1 - s * alpha);
  return { scale, shift: -b / (scale * (1 - s * alpha) ** 2) };
}

/** Variance of what a scan differs from the others by, of an intensity of one that was counted. */
function weightOfOne(all: Pooled, k: number, i: number): number {
  const share = all.scans[k].share[i];
  return all.least[i] / (share * (1 - share));
}

function withoutSignal({ shift }: Fitted, k: number): Warning[] {
  return Number.isNaN(shift.value)
    ? [
        {
          code: 'consistency/no-signal',
          message: `Scan ${k + 1} shows nothing of what the others show: it has no shift. Leave it out.`
        }
      ]
    : [];
}

function flag(fitted: readonly Fitted[]): ScanConsistency[] {
  const middle = (of: (one: Fitted) => Estimate) => median(fitted.map(one => of(one).value));
  const [shift, scale] = [middle(one => one.shift), middle(one => one.scale)];
  const isFar = ({ value, sigma }: Estimate, from: number) => Math.abs(value - from) > far * sigma;
  return fitted.map(one => ({
    ...one,
    outlier: [
      ...(isFar(one.shift, shift) ? (['shift'] as const) : []),
      ...(isFar(one.scale, scale) ? (['scale'] as const) : []),
      ...(one.redchiShifted > 1 + 5 * Math.sqrt(2 / one.dof) ? (['shape'] as const) : [])
    ]
  }));
}
