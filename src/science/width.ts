import { crossing } from './crossing.js';
import { fittedLine } from './lineshape.js';
import { highest, inRange, noPeak, type PeakResult } from './peak.js';
import { medianStep } from './ranges.js';
import { smoothingWeights } from './smooth.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { pick } from './tidy.js';
import { uncertaintyOf, weightSigma } from './uncertainty/curve.js';
import { pull, variance } from './uncertainty/sensitivity.js';

/**
 * Relative σ of the highest point from which it tends to be a fluctuation upwards, and from which
 * the width is that of the smoothed line alone (1000 counts); in between the two are blended.
 */
const noisy: Range = [0.01, 0.03];

/**
 * Points over the width below which a fitted shape begins to take over, and below which it is used
 * alone.
 */
const coarse: Range = [10, 6];

/**
 * Window of the smoothing relative to the width, and degree of its polynomials: they add 1 to 3 %
 * to a width, which is subtracted again.
 */
const smoothed = { share: 0.8, order: 3 };

/**
 * Error of linear interpolation and of using the highest point as the top, in units of the width
 * times (step/width)².
 */
const interpolated = 0.5;

/** Points above this share of the highest are used to fit a shape. */
const fittedAbove = 0.3;

/**
 * Full width at half maximum, eV, between the first crossings of half the highest intensity on
 * either side of it, interpolated linearly; σ from the points involved and the interpolation error.
 * No background is subtracted. In a noisy line the highest point is too high and the first crossing
 * too near: the width is then measured on the line smoothed by cubics through windows of 0.8 of the
 * width. For a line of few points it is that of `fittedLine`. Both take over gradually, with
 * warnings.
 * @throws XESError `spectrum/no-peak` if half the height is not reached on both sides, or noise
 * hides where.
 */
export function fullWidth(spectrum: Spectrum, range?: Range | null): PeakResult {
  const { spectrum: part, warnings } = inRange(spectrum, range, 3);
  const doubts = [...warnings];
  const crossed = byCrossings(part, doubts);
  const step = medianStep(part.energy);
  const share = between(coarse, crossed.value / step);
  const line = share > 0 && crossed.sigma > 0 ? fittedLine(pointsOfLine(part)) : null;
  if (!line) {
    return { ...crossed, warnings: doubts };
  }
  const off = crossed.value - line.width.value;
  return {
    value: crossed.value - share * off,
    sigma: Math.hypot(
      (1 - share) * crossed.sigma + share * line.width.sigma,
      Math.sqrt(share * (1 - share)) * off
    ),
    warnings: [...doubts, isCoarse]
  };
}

/** Smooth step of a value from the first limit to the second, 0…1. */
function between([from, to]: Range, value: number): number {
  const t = Math.min(Math.max((value - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
}

/**
 * The contiguous points around the highest that lie above a share of it, and the next on each side.
 */
function pointsOfLine(spectrum: Spectrum): Spectrum {
  const { intensity } = spectrum;
  const top = highest(spectrum);
  let [first, last] = [top, top];
  while (first > 0 && intensity[first - 1] > fittedAbove * intensity[top]) {
    first--;
  }
  while (last + 1 < intensity.length && intensity[last + 1] > fittedAbove * intensity[top]) {
    last++;
  }
  const isFew = last - first < 4 ? 1 : 0;
  first = Math.max(first - isFew, 0);
  last = Math.min(last + isFew, intensity.length - 1);
  return pick(
    spectrum,
    Array.from({ length: last - first + 1 }, (_, k) => first + k)
  );
}

/** The width between crossings, of the line as measured or smoothed. */
function byCrossings(part: Spectrum, doubts: Warning[]): Estimate {
  const top = highest(part);
  const raw = measure(part);
  const step = medianStep(part.energy);
  const systematic = (interpolated * step * step) / raw.value;
  const spread = weightSigma(part)[top] / part.intensity[top];
  const share = between(noisy, spread);
  if (!(share > 0)) {
    doubts.push(...(isLuckiest(part, top) ? [isLucky] : []));
    return estimate(raw, part, raw.value > 3 * step ? systematic : 0);
  }
  const smoothedWidth = ofSmoothed(raw, part, Math.ceil(noisePoints * spread * spread));
  if (!smoothedWidth) {
    doubts.push(isNoisy);
    return estimate(raw, part, systematic);
  }
  doubts.push(isSmoothed(smoothedWidth.window));
  const mixed = {
    value: (1 - share) * raw.value + share * (smoothedWidth.value - smoothedWidth.bias),
    gradient: raw.gradient.map((g, i) => (1 - share) * g + share * smoothedWidth.gradient[i])
  };
  return estimate(mixed, part, smoothedWidth.bias / 2);
}

/**
 * The width of the smoothed line; null if it has too few points.
 * @throws XESError `spectrum/no-peak` in noise
 */
function ofSmoothed(raw: Measured, part: Spectrum, fewest: number): Smoothed | null {
  let least = fewest;
  let smoothedWidth: Smoothed | null = null;
  for (let round = 0; round < 8; round++) {
    const window = windowFor((smoothedWidth ?? raw).value, part, least);
    if (window < smoothed.order + 2 || window === smoothedWidth?.window) {
      break;
    }
    smoothedWidth = measureSmoothed(part, window);
    least = smoothedWidth.spread > noisiest ? 2 * window : least;
    if (least > part.energy.length) {
      throw noPeak('noise hides where the line has half its height');
    }
  }
  return smoothedWidth;
}

/** Relative σ of the smoothed top above which the crossings of its half are arbitrary. */
const noisiest = 0.15;

/** Points of a window that reduce a relative scatter of 1 to below that. */
const noisePoints = 100;

interface Measured {
  value: number;
  /** ∂(width)/∂y (n). */
  gradient: Float64Array;
}

function measure(spectrum: Spectrum): Measured {
  const top = highest(spectrum);
  const [left, right] = ([-1, 1] as const).map(way => crossing(spectrum, top, way, 0.5));
  if (!left || !right) {
    throw noPeak('half the height is not reached on both sides');
  }
  const gradient = new Float64Array(spectrum.energy.length);
  right.slopes.forEach(([i, slope]) => (gradient[i] += slope));
  left.slopes.forEach(([i, slope]) => (gradient[i] -= slope));
  return { value: right.energy - left.energy, gradient };
}

interface Smoothed extends Measured {
  /** Points of the window. */
  window: number;
  /** Broadening by smoothing, measured by smoothing a second time. */
  bias: number;
  /** σ of the smoothed top, relative to it. */
  spread: number;
}

/** The width of the smoothed line, and its gradient by the points before smoothing. */
function measureSmoothed(spectrum: Spectrum, window: number): Smoothed {
  const { energy, intensity } = spectrum;
  const weights = smoothingWeights(energy, { window, order: smoothed.order });
  const smooth = (values: Float64Array) =>
    energy.map((_, i) => {
      const { first, coefficients } = weights(i);
      return coefficients.reduce((sum, c, k) => sum + c * values[first + k], 0);
    });
  const once = { ...spectrum, intensity: smooth(intensity) };
  const smoothedWidth = measure(once);
  const twice = measure({ ...spectrum, intensity: smooth(once.intensity) });
  const gradient = new Float64Array(energy.length);
  smoothedWidth.gradient.forEach((slope, i) => {
    if (slope !== 0) {
      const { first, coefficients } = weights(i);
      coefficients.forEach((c, k) => (gradient[first + k] += slope * c));
    }
  });
  const top = highest(once);
  const { first, coefficients } = weights(top);
  const sigma = weightSigma(spectrum);
  const ofTop = coefficients.reduce((sum, c, k) => sum + (c * sigma[first + k]) ** 2, 0);
  return {
    value: smoothedWidth.value,
    gradient,
    window,
    bias: twice.value - smoothedWidth.value,
    spread: Math.sqrt(ofTop) / once.intensity[top]
  };
}

/** Odd, at least as many as noise requires, and at most the number of points. */
function windowFor(width: number, { energy }: Spectrum, least: number): number {
  const wanted = Math.max((smoothed.share * width) / medianStep(energy), least);
  const points = Math.min(wanted, energy.length);
  return 2 * Math.floor((points - 1) / 2) + 1;
}

function estimate({ value, gradient }: Measured, spectrum: Spectrum, systematic: number): Estimate {
  const statistical = variance(pull(uncertaintyOf(spectrum), gradient));
  return {
    value,
    sigma: Math.sqrt(statistical > 0 ? statistical + systematic * systematic : statistical)
  };
}

function isSmoothed(window: number): Warning {
  return {
    code: 'width/noisy',
    message: `The highest point is uncertain by more than ${100 * noisy[0]} %: the line was smoothed over ${window} points for its width. A fitted line is steadier.`
  };
}

/** Whether the highest point exceeds its higher neighbour by no more than noise. */
function isLuckiest(part: Spectrum, top: number): boolean {
  const { intensity } = part;
  const sigma = weightSigma(part);
  return [top - 1, top + 1].some(
    i => intensity[top] - intensity[i] < lucky * Math.hypot(sigma[top], sigma[i])
  );
}

/** Limit on the difference of the two highest points, in units of its σ. */
const lucky = 1;

const isLucky: Warning = {
  code: 'width/noisy',
  message:
    'Noise decides which of the points at the top is the highest, which is then rather too high: the width is too small, and its σ too large, by up to half of σ. A fitted line is steadier.'
};

const isCoarse: Warning = {
  code: 'width/coarse',
  message: `The line has fewer than ${coarse[0]} points over its width: the width is mainly that of a Gaussian and a Lorentzian fitted to them. Measure with finer steps for one that does not depend on the line shape.`
};

const isNoisy: Warning = {
  code: 'width/noisy',
  message: `The highest point is uncertain by more than ${100 * noisy[0]} %, and the line has too few points to be smoothed: its width is too small. Fit a line instead.`
};
