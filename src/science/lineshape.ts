import { countingOf } from './counting.js';
import { XESError } from '../base/errors.js';
import { fit } from './fit/fit.js';
import type { FitResult } from './fit/result.js';
import { guessPeak } from './fit/guess.js';
import { component } from './fit/model.js';
import { parameterSigmas } from './fit/response.js';
import { parametersOf } from './fit/start.js';
import type { Estimate, Spectrum } from './spectrum.js';
import { weightSigma } from './uncertainty/curve.js';

/** Position and width of a line, from shapes fitted to its points. */
export interface FittedLine {
  /** eV. */
  position: Estimate;
  /** Full width at half maximum, eV. */
  width: Estimate;
}

/** Limiting cases of line shapes: a Gaussian's sides fall fastest, a Lorentzian's slowest. */
const shapes = ['gaussian', 'lorentzian'] as const;

/**
 * Position and width of a line from a Gaussian and a Lorentzian without background, fitted to its
 * points (n ≥ 4) and averaged by how well each describes them, exp(−χ²/2) (K. P. Burnham, D. R.
 * Anderson, Sociol. Methods Res. 33 (2004) 261). σ includes those of the fits and their difference;
 * if neither describes the points it is scaled by √(χ²/dof).
 * @returns null if neither has its top among the points.
 */
export function fittedLine(spectrum: Spectrum): FittedLine | null {
  const { energy } = spectrum;
  const origin = energy[energy.length >> 1];
  const fits = shapes.flatMap(shape => fitOf(spectrum, shape, origin));
  if (fits.length === 0) {
    return null;
  }
  const best = fits.reduce((least, candidate) =>
    candidate.chisqr < least.chisqr ? candidate : least
  );
  const excess = Math.max(best.redchi, 1);
  const weights = fits.map(({ chisqr }) => Math.exp((best.chisqr - chisqr) / 2 / excess));
  const total = weights.reduce((a, b) => a + b, 0);
  const averaged = (name: string): Estimate => {
    const all = fits.map(({ parameters }) => parameters.find(parameter => parameter.name === name));
    const mean = (of: (k: number) => number) =>
      weights.reduce((sum, w, k) => sum + (w / total) * of(k), 0);
    const value = mean(k => all[k]?.value ?? NaN);
    const variance = mean(k => {
      const off = (all[k]?.value ?? NaN) - value;
      return excess * (all[k]?.stderr ?? NaN) ** 2 + off * off;
    });
    return { value, sigma: Math.sqrt(variance) };
  };
  const { value, sigma } = averaged('center');
  return { position: { value: origin + value, sigma }, width: averaged('fwhm') };
}

function withSigmas({ parameters }: FitResult, sigmas: readonly (number | null)[]) {
  return { parameters: parameters.map((parameter, k) => ({ ...parameter, stderr: sigmas[k] })) };
}

/** The fit of a shape, in a list; empty if it failed or its top lies outside the points. */
function fitOf(spectrum: Spectrum, shape: string, origin: number): FitResult[] {
  const x = spectrum.energy.map(e => e - origin);
  const { amplitude, center, sigma } = guessPeak(x, spectrum.intensity);
  const model = component(shape);
  const pointSigmas = weightSigma(spectrum);
  const isKnown = pointSigmas.every(s => s > 0);
  try {
    const request = {
      x,
      y: spectrum.intensity,
      sigma: isKnown ? pointSigmas : null,
      counted: isKnown ? countingOf(spectrum) : null,
      model,
      parameters: parametersOf(model, { amplitude, center, sigma })
    };
    const result = fit(request, { scaleCovariance: !isKnown });
    const resultWithSigmas = {
      ...result,
      ...withSigmas(result, parameterSigmas(spectrum, request, result))
    };
    const place = resultWithSigmas.parameters.find(({ name }) => name === 'center');
    const isInside = place?.stderr != null && place.value > x[0] && place.value < x[x.length - 1];
    return resultWithSigmas.converged && isInside ? [resultWithSigmas] : [];
  } catch (reason) {
    if (reason instanceof XESError) {
      return [];
    }
    throw reason;
  }
}
