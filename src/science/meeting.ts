import { energyTolerance } from './equalenergies.js';
import { perMonitor } from './intensityunit.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import { medianStep } from './ranges.js';
import { isCounted, type Estimate, type Spectrum, type Warning } from './spectrum.js';
import { pick } from './tidy.js';
import { uncertaintyOf } from './uncertainty/curve.js';
import { deviation, pull } from './uncertainty/sensitivity.js';

/** How two spectra without a common energy are joined. */
export interface Meeting {
  /**
   * Whether both are counts over a monitor: their scale is then 1, whatever their counting times.
   */
  isPerMonitor: boolean;
  /** The second over the first in the middle of the gap; null if the gap is too wide. */
  ratio: Estimate | null;
  warnings: Warning[];
}

/** Number of points used for the height at either end. */
const endPoints = 10;

/** A ratio further from 1 than this many σ is significant. */
const significant = 4;

/**
 * Relative scale of two tidy spectra without a common energy. Counts over the monitor need none.
 * Whether they match is checked by straight lines through their ends, extrapolated to the middle of
 * the gap.
 * @param code the first part of the warnings' codes.
 */
export function meeting(first: Spectrum, second: Spectrum, code: string): Meeting {
  const isPerMonitor = isOverMonitor(first) && isOverMonitor(second);
  const ratio = ratioBetween(first, second);
  const ratioText = ratio ? ` At the join the second is ${ratioToText(ratio)} of the first.` : '';
  const warnings: Warning[] = [
    {
      code: `${code}/no-overlap`,
      message: isPerMonitor
        ? `These scans have no energy in common: they are joined per monitor count.${ratioText}`
        : `These scans have no energy in common, and their scale is not known: they are joined as they are.${ratioText}`
    }
  ];
  if (ratio && isStep(ratio)) {
    warnings.push({
      code: `${code}/step`,
      message: `The two do not meet: the second is ${ratioToText(ratio)} of the first where they join. Look at their monitors, or give the scale.`
    });
  }
  return { isPerMonitor, ratio, warnings };
}

/** Without σ, only a difference too large for two scans of the same signal counts as a step. */
function isStep({ value, sigma }: Estimate): boolean {
  return sigma >= 0 ? Math.abs(value - 1) > significant * sigma : !(value > 0.5 && value < 2);
}

function ratioToText({ value, sigma }: Estimate): string {
  const digits = value >= 0.01 && value < 100 ? value.toFixed(3) : value.toPrecision(3);
  return sigma >= 0 ? `${digits} ± ${sigma.toPrecision(2)}` : digits;
}

/** Without a monitor a point is divided by its number of readings, a small integer. */
function isOverMonitor(spectrum: Spectrum): boolean {
  if (spectrum.unit !== undefined) {
    return spectrum.unit === perMonitor;
  }
  const isReadings = (value: number) => Number.isInteger(value) && value <= 200;
  return isCounted(spectrum) && !spectrum.monitor.every(isReadings);
}

function ratioBetween(first: Spectrum, second: Spectrum): Estimate | null {
  const isAbove = second.energy[0] > first.energy[0];
  const one = endOf(first, isAbove);
  const other = endOf(second, !isAbove);
  const [low, high] = isAbove ? [one, other] : [other, one];
  const [from, to] = [low.energy[low.energy.length - 1], high.energy[0]];
  const reach = (endPoints / 2) * Math.max(medianStep(low.energy), medianStep(high.energy));
  if (low.energy.length < 3 || high.energy.length < 3 || !(to - from <= reach + energyTolerance)) {
    return null;
  }
  const [a, b] = [one, other].map(end => heightAt(end, (from + to) / 2));
  const value = b.value / a.value;
  const sigma = Math.hypot(b.sigma / a.value, (value * a.sigma) / a.value);
  return a.value > 0 && Number.isFinite(value) ? { value, sigma } : null;
}

function endOf(spectrum: Spectrum, isUpper: boolean): Spectrum {
  const indices = [...spectrum.energy.keys()];
  return pick(spectrum, isUpper ? indices.slice(-endPoints) : indices.slice(0, endPoints));
}

/**
 * A least-squares straight line through a few points, extrapolated. All points have the same
 * weight, as Poisson weights bias it downwards; σ is increased if the points do not lie on a
 * straight line.
 */
function heightAt(end: Spectrum, at: number): Estimate {
  const { energy, intensity, sigma } = end;
  const x = energy.map(e => e - at);
  const line = new OrthogonalPolynomials(x, null, 1);
  const valueAt = (c: Float64Array) => c.reduce((sum, k, i) => sum + k * intensity[i], 0);
  const c = line.coefficients(0);
  const lineSigma = deviation(pull(uncertaintyOf(end), c));
  const value = valueAt(c);
  const slope = valueAt(line.coefficients(0, 1));
  const chisqr = x.reduce((sum, dx, i) => {
    const rest = (intensity[i] - value - slope * dx) / sigma[i];
    return sum + rest * rest;
  }, 0);
  return { value, sigma: lineSigma * Math.sqrt(Math.max(1, chisqr / (x.length - 2))) };
}
