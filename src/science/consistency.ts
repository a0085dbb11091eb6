import { average } from './average.js';
import { toleranceOf } from './commonaxis.js';
import { XESError } from '../base/errors.js';
import { interpolate } from './interpolatespectrum.js';
import { checkRange, indicesWithin } from './ranges.js';
import type { RepeatWarning } from './repeats.js';
import { smoothingBand } from './smooth.js';
import { isCounted, type Estimate, type Range, type Spectrum, type Warning } from './spectrum.js';
import { median } from './statistics.js';
import { pick, tidy } from './tidy.js';
import { forward } from './uncertainty/operators.js';

/** One scan against the mean of all. */
export interface ScanConsistency {
  /** Energy shift of the scan from the others, eV: positive where its features lie higher; NaN where it shows nothing. */
  shift: Estimate;
  /** Its height over the others'. */
  scale: Estimate;
  /** χ²/dof about the mean as it is; 1 where counting explains all. */
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
 * How scans agree before they are averaged: what each differs by from the mean of the others is fitted by the mean of all
 * and its slope, y = a·ȳ + b·ȳ′, so that its shift from the others is −b/a. Weights are what the mean leads to expect of y − ȳ, which holds a part of
 * the scan's own noise; the noise of the slope, which would make shifts too small, is allowed for.
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
  const slopes = slopesOf(whole.spectrum, window);
  const inside = range ? indicesWithin(whole.spectrum, range) : [...whole.spectrum.energy.keys()];
  const mean = tidy(pick(whole.spectrum, inside), 3).spectrum;
  const slope = pick(slopes, inside);
  const measured = scans.map(scan => tidy(scan).spectrum);
  const fitted = measured.map(scan => fitScan(onAxis(scan, mean), mean, slope, scans.length));
  return {
    scans: flag(fitted),
    chisqr: whole.scatter.chisqr,
    dof: whole.scatter.dof,
    redchi: whole.scatter.redchi,
    warnings: [...whole.warnings, ...fitted.flatMap(withoutSignal)]
  };
}

/** The slope of a mean (n), by polynomials of second order. */
function slopesOf(mean: Spectrum, window: number): Spectrum {
  const { energy, intensity, sigma } = tidy(mean, window).spectrum;
  const band = smoothingBand(energy, { window, order: 2, derivative: 1 });
  const squared = { ...band, weights: band.weights.map(w => w * w) };
  const variance = forward(
    squared,
    sigma.map(s => s * s)
  );
  return { energy, intensity: forward(band, intensity), sigma: variance.map(Math.sqrt) };
}

/** A scan at the mean's energies, the nearest point where the grids agree. */
function onAxis(scan: Spectrum, mean: Spectrum): Spectrum {
  const { energy } = mean;
  const nearest = (e: number) => {
    let [low, high] = [0, scan.energy.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = scan.energy[middle] < e ? [middle + 1, high] : [low, middle];
    }
    return low > 0 && e - scan.energy[low - 1] < scan.energy[low] - e ? low - 1 : low;
  };
  const indices = Array.from(energy, nearest);
  const same = toleranceOf([scan, mean]);
  const isSame = indices.every((i, k) => Math.abs(scan.energy[i] - energy[k]) <= same);
  return isSame ? pick(scan, indices) : interpolate(scan, energy);
}

/** Nothing has no energy to be shifted from. */
const unknown: Estimate = { value: NaN, sigma: NaN };

type Fitted = Omit<ScanConsistency, 'outlier'>;

/** Weighted least squares of y − ȳ = α·ȳ + b·ȳ′. */
function fitScan(scan: Spectrum, mean: Spectrum, slope: Spectrum, scans: number): Fitted {
  let [yy, yd, dd, noise, ry, rd, chisqr, shares, dof] = [0, 0, 0, 0, 0, 0, 0, 0, -2];
  const points: [number, number, number, number][] = [];
  for (let i = 0; i < mean.energy.length; i++) {
    const [y, d] = [mean.intensity[i], slope.intensity[i]];
    // the mean holds the scan itself: what it differs from the others by is so much more
    const others = 1 - shareOf(scan, mean, i, scans);
    const rest = (scan.intensity[i] - y) / others;
    const weight = (others * others) / varianceOfRest(scan, mean, i, scans);
    if (!Number.isFinite(weight * rest)) {
      continue;
    }
    points.push([y, d, rest, weight]);
    yy += weight * y * y;
    yd += weight * y * d;
    dd += weight * d * d;
    noise += weight * slope.sigma[i] * slope.sigma[i];
    ry += weight * rest * y;
    rd += weight * rest * d;
    chisqr += weight * rest * rest;
    shares += 1 - others;
    dof++;
  }
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
  const a = 1 + alpha;
  // of C⁻¹XᵀW(y − ȳ), with C the design without the slope's noise
  const varianceOf = (p: number, q: number) =>
    (p * p * yy + 2 * p * q * yd + q * q * dd) / (determinant * determinant);
  const left = points.reduce((sum, [y, d, rest, weight]) => {
    const misfit = rest - alpha * y - b * d;
    return sum + weight * misfit * misfit;
  }, 0);
  const scale = { value: a, sigma: Math.sqrt(varianceOf(signal, -yd)) };
  const reach = (mean.energy[mean.energy.length - 1] - mean.energy[0]) / 2;
  const shift = { value: -b / a, sigma: Math.sqrt(varianceOf(-yd, yy)) / Math.abs(a) };
  return {
    shift: scale.value > 3 * scale.sigma && Math.abs(shift.value) < reach ? shift : unknown,
    scale,
    redchi: chisqr / (dof + 2),
    redchiShifted: left / dof,
    dof,
    share: shares / (dof + 2)
  };
}

/** What share of the mean a scan makes at a point. */
function shareOf(scan: Spectrum, mean: Spectrum, i: number, scans: number): number {
  return isCounted(scan) && isCounted(mean) ? scan.monitor[i] / mean.monitor[i] : 1 / scans;
}

/** Variance of y − ȳ: ȳ(1/I1 − 1/ΣI1) where counts are known, else σ²(1 − 1/n). */
function varianceOfRest(scan: Spectrum, mean: Spectrum, i: number, scans: number): number {
  if (isCounted(scan) && isCounted(mean)) {
    // the mean's own counts tell of few: none of them does not mean that none can come
    const expected = Math.max(mean.counts[i], 1) / mean.monitor[i];
    return expected * (1 / scan.monitor[i] - 1 / mean.monitor[i]);
  }
  return scan.sigma[i] * scan.sigma[i] * (1 - 1 / scans);
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
