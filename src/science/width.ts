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
 * Relative σ of the highest point from which it begins to be rather the luckiest of several, and from which the width is
 * that of the smoothed line alone (1000 counts); in between it goes over from one to the other.
 */
const noisy: Range = [0.01, 0.03];

/** Points over the width below which a fitted shape begins to take over, and below which it is alone. */
const coarse: Range = [10, 6];

/** Window of the smoothing over the width, and degree of its polynomials: they add 1 to 3 % to a width, which is taken off again. */
const smoothed = { share: 0.8, order: 3 };

/** What straight lines and the highest point, which is not the top, are wrong by, of the width times (step/width)². */
const interpolated = 0.5;

/** Of the highest point: the points that a shape is fitted to. */
const fittedAbove = 0.3;

/**
 * Full width at half maximum, eV, between the first crossings of half the highest intensity to either
 * side of it, interpolated linearly; σ from the points that make it, and what that is wrong by. No background is taken
 * off. Of a noisy line the highest point is too high and the first crossing too near: it is measured on the
 * line smoothed by cubics through windows of 0.8 of the width. Of a line of few points it is that of `fittedLine`. Both
 * take over gradually, which warnings say.
 * @throws XESError `spectrum/no-peak` where half the height is not reached on both sides, or noise hides where.
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

/** How far a value has gone from the first limit to the second, 0…1, without a corner. */
function between([from, to]: Range, value: number): number {
  const t = Math.min(Math.max((value - from) / (to - from), 0), 1);
  return t * t * (3 - 2 * t);
}

/** The contiguous points about the highest that lie above a share of it, and the next on each side. */
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
  const wrong = (interpolated * step * step) / raw.value;
  const spread = weightSigma(part)[top] / part.intensity[top];
  const share = between(noisy, spread);
  if (!(share > 0)) {
    doubts.push(...(isLuckiest(part, top) ? [isLucky] : []));
    return estimate(raw, part, raw.value > 3 * step ? wrong : 0);
  }
  const found = ofSmoothed(raw, part, Math.ceil(noisePoints * spread * spread));
  if (!found) {
    doubts.push(isNoisy);
    return estimate(raw, part, wrong);
  }
  doubts.push(isSmoothed(found.window));
  const mixed = {
    value: (1 - share) * raw.value + share * (found.value - found.bias),
    gradient: raw.gradient.map((g, i) => (1 - share) * g + share * found.gradient[i])
  };
  return estimate(mixed, part, found.bias / 2);
}

/** The width of the smoothed line; null where it has too few points. @throws XESError `spectrum/no-peak` in noise */
function ofSmoothed(raw: Measured, part: Spectrum, fewest: number): Smoothed | null {
  let least = fewest;
  let found: Smoothed | null = null;
  for (let round = 0; round < 8; round++) {
    const window = windowFor((found ?? raw).value, part, least);
    if (window < smoothed.order + 2 || window === found?.window) {
      break;
    }
    found = measureSmoothed(part, window);
    least = found.spread > noisiest ? 2 * window : least;
    if (least > part.energy.length) {
      throw noPeak('noise hides where the line has half its height');
    }
  }
  return found;
}

/** Relative σ of the smoothed top above which its half is anywhere. */
const noisiest = 0.15;

/** Points of a window that bring points which scatter by as much as they are high below that. */
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
  /** What smoothing adds to the width, as smoothing once more shows. */
  bias: number;
  /** σ of the smoothed top, relative to it. */
  spread: number;
}

/** The width of the smoothed line, and its gradient by the points as they were before. */
function measureSmoothed(spectrum: Spectrum, window: number): Smoothed {
  const { energy, intensity } = spectrum;
  const weights = smoothingWeights(energy, { window, order: smoothed.order });
  const smooth = (values: Float64Array) =>
    energy.map((_, i) => {
      const { first, coefficients } = weights(i);
      return coefficients.reduce((sum, c, k) => sum + c * values[first + k], 0);
    });
  const once = { ...spectrum, intensity: smooth(intensity) };
  const found = measure(once);
  const twice = measure({ ...spectrum, intensity: smooth(once.intensity) });
  const gradient = new Float64Array(energy.length);
  found.gradient.forEach((slope, i) => {
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
    value: found.value,
    gradient,
    window,
    bias: twice.value - found.value,
    spread: Math.sqrt(ofTop) / once.intensity[top]
  };
}

/** Odd, no fewer than noise asks for, and no more than there are points. */
function windowFor(width: number, { energy }: Spectrum, least: number): number {
  const wanted = Math.max((smoothed.share * width) / medianStep(energy), least);
  const points = Math.min(wanted, energy.length);
  return 2 * Math.floor((points - 1) / 2) + 1;
}

function estimate({ value, gradient }: Measured, spectrum: Spectrum, wrong: number): Estimate {
  const own = variance(pull(uncertaintyOf(spectrum), gradient));
  return { value, sigma: Math.sqrt(own > 0 ? own + wrong * wrong : own) };
}

function isSmoothed(window: number): Warning {
  return {
    code: 'width/noisy',
    message: `The highest point is uncertain by more than ${100 * noisy[0]} %: the line was smoothed over ${window} points for its width. A fitted line is steadier.`
  };
}

/** Whether the highest point is no more above the next highest beside it than noise may make it. */
function isLuckiest(part: Spectrum, top: number): boolean {
  const { intensity } = part;
  const sigma = weightSigma(part);
  return [top - 1, top + 1].some(
    i => intensity[top] - intensity[i] < lucky * Math.hypot(sigma[top], sigma[i])
  );
}

/** Of noise that decides which of two points is the highest, in σ of what they differ by. */
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
