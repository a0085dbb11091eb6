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
  /**
   * Energy shift of the scan against the others, eV: positive if its features lie higher; NaN if it
   * shows no signal.
   */
  shift: Estimate;
  /** Its height relative to the others. */
  scale: Estimate;
  /**
   * χ² per point about the mean of the others as is; 1 if counting explains everything. Points
   * without counts in any scan are left out.
   */
  redchi: number;
  /** χ²/dof about the shifted and scaled mean: an excess is a change of shape. */
  redchiShifted: number;
  dof: number;
  /** Its share in the mean of all scans, 0…1. */
  share: number;
  /** The quantities in which it is an outlier. */
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
  /** Points of the second-order polynomial from which the slope of the mean is taken; odd. */
  window?: number;
}

/** An outlier is further than this from the median of all, in units of its σ. */
const outlierLimit = 4;

/**
 * How well scans agree before averaging. The difference of each scan from the mean of the others is
 * fitted by the mean of all and its slope, whose noise is independent of the difference if the
 * scans agree; scale and shift are reported relative to the others. Weights are the variances
 * expected from the mean; σ includes the noise of the others and what scans share; the noise of the
 * slope, which would bias shifts towards zero, is corrected for.
 * @throws XESError `spectrum/too-few` (under two scans, or too few points), `spectrum/no-overlap`,
 * as `average`.
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

/** The slope of a mean, from second-order polynomials. */
function slopesOf(energy: Float64Array, { mean, variance }: Pooled, window: number): Slopes {
  tidy({ energy, intensity: mean, sigma: variance }, window);
  const band = smoothingBand(energy, { window, order: 2, derivative: 1 });
  const squared = { ...band, weights: band.weights.map(w => w * w) };
  return { value: forward(band, mean), variance: forward(squared, variance) };
}

/** A scan without signal has no shift. */
const unknown: Estimate = { value: NaN, sigma: NaN };

type Fitted = Omit<ScanConsistency, 'outlier'>;

/**
 * One point of a scan: mean of all, its slope, the scan's difference from the others, and its
 * weight.
 */
interface Point {
  i: number;
  y: number;
  d: number;
  rest: number;
  weight: number;
}

/**
 * Weighted least squares of y − ȳ = α·ȳ + b·ȳ′, with ȳ of the others on the left and of all on the
 * right.
 */
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
  // dd contains the noise of the slope as if it were signal
  const signal = dd - noise > dd / 4 ? dd - noise : dd;
  const determinant = yy * signal - yd * yd;
  const alpha = (ry * signal - rd * yd) / determinant;
  const b = (rd * yy - ry * yd) / determinant;
  const meanShare = shares / points.length;
  const { scale, shift } = againstOthers(alpha, b, meanShare);
  const sigmaOf = (influence: (point: Point) => number) => {
    const g = new Float64Array(all.mean.length);
    points.forEach(point => (g[point.i] = influence(point) / determinant));
    return sigmaOfRest(all, k, g);
  };
  const ofAlpha = sigmaOf(({ weight, y, d }) => weight * (y * signal - d * yd));
  const ofB = sigmaOf(({ weight, y, d }) => weight * (d * yy - y * yd));
  const chisqrShifted = points.reduce((sum, { i, y, d, rest }) => {
    const misfit = rest - alpha * y - b * d;
    const expected = varianceOfRest(all, k, i);
    return expected > 0 ? sum + (misfit * misfit) / expected : sum;
  }, 0);
  const height = { value: scale, sigma: ofAlpha / (1 - meanShare * alpha) ** 2 };
  const place = { value: shift, sigma: ofB / Math.abs(scale * (1 - meanShare * alpha) ** 2) };
  const reach = (energy[energy.length - 1] - energy[0]) / 2;
  return {
    shift: scale > 3 * height.sigma && Math.abs(shift) < reach ? place : unknown,
    scale: height,
    redchi: chisqr / counted,
    redchiShifted: chisqrShifted / Math.max(counted - 2, 1),
    dof,
    share: meanShare
  };
}

/**
 * The scale a and the shift δ of a scan relative to the others, y = a·ȳ(E − δ), from those relative
 * to the mean of all, in which the scan has the share s: that mean is (1 − s + s·a)ȳ − s·a·δ·ȳ′.
 */
function againstOthers(alpha: number, b: number, s: number): { scale: number; shift: number } {
  const scale = 1 + alpha / (1 - s * alpha);
  return { scale, shift: -b / (scale * (1 - s * alpha) ** 2) };
}

/** Variance of a scan's difference from the others for an intensity of one count. */
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
  const middle = (valueOf: (scan: Fitted) => Estimate) =>
    median(fitted.map(scan => valueOf(scan).value));
  const [shift, scale] = [middle(scan => scan.shift), middle(scan => scan.scale)];
  const isFar = ({ value, sigma }: Estimate, from: number) =>
    Math.abs(value - from) > outlierLimit * sigma;
  return fitted.map(scan => ({
    ...scan,
    outlier: [
      ...(isFar(scan.shift, shift) ? (['shift'] as const) : []),
      ...(isFar(scan.scale, scale) ? (['scale'] as const) : []),
      ...(scan.redchiShifted > 1 + 5 * Math.sqrt(2 / scan.dof) ? (['shape'] as const) : [])
    ]
  }));
}
