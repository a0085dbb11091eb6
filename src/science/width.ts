import { crossing } from './crossing.js';
import { correlationWarnings, varianceOfSum } from './noise.js';
import { highest, inRange, noPeak, type PeakResult } from './peak.js';
import { medianStep } from './ranges.js';
import { smoothingWeights } from './smooth.js';
import type { Range, Spectrum, Warning } from './spectrum.js';

/** Relative σ of the highest point above which it is rather the luckiest of several (1000 counts). */
const noisy = 0.03;

/** Window of the smoothing over the width, and degree of its polynomials: they take 0.5 % off a Gaussian. */
const smoothed = { share: 0.8, order: 3 };

/**
 * Full width at half maximum, eV, between the first crossings of half the highest intensity to either
 * side of it, interpolated linearly; σ from the points that make it. No background is taken off. Of a noisy
 * line (over 3 % at its top) the highest point is too high and the first crossing too near: it is measured on the
 * line smoothed by cubics through windows of 0.8 of the width, and that is told.
 * @throws XESError `spectrum/no-peak` where half the height is not reached on both sides.
 */
export function fullWidth(spectrum: Spectrum, range?: Range | null): PeakResult {
  const { spectrum: part, warnings } = inRange(spectrum, range, 3);
  const top = highest(part);
  const raw = measure(part);
  const told = [...warnings, ...correlationWarnings(part)];
  if (!(part.sigma[top] > noisy * part.intensity[top])) {
    return result(raw, part, told);
  }
  let found = raw;
  let window = 0;
  for (let round = 0; round < 3; round++) {
    const next = windowFor(found.value, part);
    if (next < smoothed.order + 2 || next === window) {
      break;
    }
    window = next;
    found = measureSmoothed(part, window);
  }
  return result(found, part, [...told, window > 0 ? isSmoothed(window) : isNoisy]);
}

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

/** The width of the smoothed line, and its gradient by the points as they were before. */
function measureSmoothed(spectrum: Spectrum, window: number): Measured {
  const { energy, intensity } = spectrum;
  const weights = smoothingWeights(energy, { window, order: smoothed.order });
  const smooth = energy.map((_, i) => {
    const { first, coefficients } = weights(i);
    return coefficients.reduce((sum, c, k) => sum + c * intensity[first + k], 0);
  });
  const found = measure({ ...spectrum, intensity: smooth });
  const gradient = new Float64Array(energy.length);
  found.gradient.forEach((slope, i) => {
    if (slope !== 0) {
      const { first, coefficients } = weights(i);
      coefficients.forEach((c, k) => (gradient[first + k] += slope * c));
    }
  });
  return { value: found.value, gradient };
}

/** Odd, and no more than there are points. */
function windowFor(width: number, { energy }: Spectrum): number {
  const points = Math.min((smoothed.share * width) / medianStep(energy), energy.length);
  return 2 * Math.floor((points - 1) / 2) + 1;
}

function result(
  { value, gradient }: Measured,
  spectrum: Spectrum,
  warnings: Warning[]
): PeakResult {
  return { value, sigma: Math.sqrt(varianceOfSum(gradient, spectrum)), warnings };
}

function isSmoothed(window: number): Warning {
  return {
    code: 'width/noisy',
    message: `The highest point is uncertain by more than ${100 * noisy} %: the width is that of the line smoothed over ${window} points. A fitted line is steadier.`
  };
}

const isNoisy: Warning = {
  code: 'width/noisy',
  message: `The highest point is uncertain by more than ${100 * noisy} %, and the line has too few points to be smoothed: its width is too small. Fit a line instead.`
};
