import { isBelow } from '../equalenergies.js';
import { XESError } from '../../base/errors.js';
import { scaledAffine, countingOf, countingWarnings } from '../counting.js';
import { fit, modelAt } from '../fit/fit.js';
import type { FitResult } from '../fit/result.js';
import { parametersOf, type Change } from '../fit/start.js';
import { excessOf, parameterSigmas, responseOf } from '../fit/response.js';
import type { Estimate, Range, Spectrum, Warning } from '../spectrum.js';
import { isMeasured } from '../statistics.js';
import { pick } from '../tidy.js';
import { derivedFrom, partOf, uncertaintyOf, weightSigma } from '../uncertainty/curve.js';
import type { Uncertainty } from '../uncertainty/model.js';
import { adjoint, diagonal, type LowRank } from '../uncertainty/operators.js';
import { pull, variance } from '../uncertainty/sensitivity.js';
import { areaOf } from './area.js';
import { straddles } from './edges.js';
import { backgroundModel, type BackgroundModel } from './model.js';
import { leastWidths, startOf } from './start.js';
import { checkRanges, isInWindows, lineRegions, type Windows } from './windows.js';

/** How a background is fitted. */
export interface BackgroundSettings {
  /** Shapes by name, e.g. `pearson7+linear`; see `backgroundModel`. */
  model: string;
  /** Starting values of parameters, by name. */
  set?: Readonly<Record<string, number>>;
  /** Names of parameters fixed at their starting values. */
  fix?: readonly string[];
  /** Ranges of the lines: these points are not fitted. */
  exclude?: readonly Range[];
  /** Windows: only these points are fitted; default: all. */
  include?: readonly Range[];
  weights: 'poisson' | 'none';
  /** Absorption edges that windows should not straddle, eV; default: the K edges. */
  edges?: readonly number[];
}

/** A background under a spectrum (n points). */
export interface BackgroundResult {
  background: Float64Array;
  /** Intensity minus background. */
  residual: Float64Array;
  /**
   * σ, uncertainty and counting of the residual, including the background's dependence on the
   * points.
   */
  deviations: Pick<Spectrum, 'affine'> & Required<Pick<Spectrum, 'uncertainty' | 'sigma'>>;
  fit: FitResult;
  /** σ of the fitted parameters, including deviations shared by the points. */
  sigmas: readonly (number | null)[];
  /**
   * ∫ residual over the lines (the excluded ranges, or the gaps between windows), eV·intensity; NaN
   * with a warning if the windows do not determine it.
   */
  area: Estimate;
  /**
   * Ranges of the area, eV; empty if nothing was excluded and there are no gaps between windows.
   */
  areaRanges: readonly Range[];
  /**
   * First moment of the residual there, eV; NaN without an area, or with a warning if it would lie
   * outside.
   */
  centroid: Estimate;
  /**
   * The background at the energies it was fitted to: those of the joined spectrum if there is one.
   */
  around: Float64Array;
  warnings: Warning[];
}

/**
 * Fit a background to a spectrum outside its lines, on the points as measured, and subtract it.
 * @param around the spectrum joined with a wider scan (see `joined`), to be fitted instead.
 * @throws XESError `fit/window` if no point is left to fit, `fit/model`, `fit/parameter`,
 * `fit/no-data`.
 */
export function background(
  spectrum: Spectrum,
  settings: BackgroundSettings,
  around: Spectrum = spectrum
): BackgroundResult {
  const windows: Windows = { include: settings.include ?? [], exclude: settings.exclude ?? [] };
  checkRanges([...windows.include, ...windows.exclude]);
  checkAscending(spectrum.energy);
  const modelWithParts = backgroundModel(settings.model);
  const warnings: Warning[] = [];
  const points = pointsIn(around, windows, modelWithParts.isEndPointLine);
  const sigma = sigmaOf(points.sigma, settings.weights, warnings);
  const start = startOf(modelWithParts, points, settings.set ?? {});
  const changes: Record<string, Change> = { ...start };
  for (const [name, min] of Object.entries(leastWidths(modelWithParts, points.x, start))) {
    changes[name] = { value: start[name], min };
  }
  for (const name of settings.fix ?? []) {
    const value = Object.hasOwn(start, name) ? { value: start[name] } : {};
    changes[name] = { ...value, vary: false, expr: null };
  }
  const { model } = modelWithParts;
  const request = {
    x: points.x,
    y: points.y,
    sigma,
    counted: sigma && points.counted,
    model,
    parameters: parametersOf(model, changes)
  };
  const found = fit(request, { isCurveEnough: true });
  warnings.push(...(sigma ? countingWarnings(around) : []));
  const edge = modelWithParts.parts.some(({ shape }) => shape === 'edge')
    ? null
    : straddles(points.x, settings.edges);
  if (edge !== null) {
    warnings.push({
      code: 'background/straddles-edge',
      message:
        `The windows lie on both sides of the absorption edge at ${edge} eV, where the background drops: ` +
        'leave out those above, or add “edge” to the model.'
    });
  }
  const fittedBackground = modelAt(model, spectrum.energy, found.parameters);
  const residual = spectrum.intensity.map((value, i) => value - fittedBackground.value[i]);
  const regions = lineRegions(windows);
  const known =
    around === spectrum
      ? [withScatter(spectrum, found)]
      : [spectrum, around].map(input => withScatter(input, found));
  const [own, fitted] = [known[0], known[known.length - 1]];
  const subtraction: LowRank = {
    kind: 'lowRank',
    rows: spectrum.energy.length,
    columns: around.energy.length,
    diagonal: null,
    left: fittedBackground.derivatives.map(column => column.map(value => -value)),
    right: responseOf(request, found).map(response =>
      scattered(response, points.kept, around.energy.length)
    )
  };
  const deviations = {
    ...derivedFrom(spectrum.energy.length, residualParts(own, fitted, subtraction)),
    ...scaledAffine(spectrum, 1, fittedBackground.value)
  };
  const ofSums = sumSigma(deviations.uncertainty, fitted, subtraction, excessOf(found));
  const area = areaOf(own, residual, regions, ofSums, warnings);
  return {
    background: fittedBackground.value,
    residual,
    deviations,
    fit: found,
    sigmas: parameterSigmas(pick(fitted, points.kept), request, found),
    areaRanges: regions,
    around:
      around === spectrum
        ? fittedBackground.value
        : modelAt(model, around.energy, found.parameters).value,
    ...area,
    warnings: [...warnings, ...found.warnings.filter(({ code }) => concerns(code, modelWithParts))]
  };
}

/**
 * If σ of a spectrum is not known, the scatter of the points in a fit with equal weights is used.
 */
function withScatter(spectrum: Spectrum, { redchi, weightSigma: used }: FitResult): Spectrum {
  const { energy, intensity, sigma } = spectrum;
  return used === null && !sigma.some(isMeasured)
    ? { energy, intensity, sigma: sigma.map(() => Math.sqrt(redchi)) }
    : spectrum;
}

/** The residual depends on the points, and on those that the background was fitted to. */
function residualParts(spectrum: Spectrum, around: Spectrum, subtraction: LowRank) {
  return spectrum === around
    ? [partOf(spectrum, { ...subtraction, diagonal: 1 })]
    : [partOf(spectrum, diagonal(1, spectrum.energy.length)), partOf(around, subtraction)];
}

/**
 * σ of weighted sums of the residual. A model that misses its points is wrong under the lines too,
 * by more than the counts suggest: the variance of the background is multiplied by its reduced χ².
 */
function sumSigma(
  left: Uncertainty,
  around: Spectrum,
  subtraction: LowRank,
  excess: number
): (weights: Float64Array) => number {
  return weights => {
    const counted = variance(pull(left, weights));
    const ofBackground =
      excess > 1 ? variance(pull(uncertaintyOf(around), adjoint(subtraction, weights))) : 0;
    return Math.sqrt(counted + (excess - 1) * ofBackground);
  };
}

/** Values at some points, with 0 at all others. */
function scattered(values: Float64Array, at: readonly number[], length: number): Float64Array {
  const all = new Float64Array(length);
  at.forEach((i, k) => (all[i] = values[k]));
  return all;
}

/** A line through two points intentionally has no degrees of freedom. */
function concerns(code: string, { isEndPointLine }: BackgroundModel): boolean {
  return !isEndPointLine || code !== 'fit/no-freedom';
}

function checkAscending(energy: Float64Array): void {
  if (energy.some((value, i) => !isMeasured(value) || (i > 0 && !isBelow(energy[i - 1], value)))) {
    throw new XESError(
      'fit/window',
      'The energies of this spectrum do not ascend: sort them and add repeated ones up first.'
    );
  }
}

/**
 * The points to fit, without those that are not finite; for the end-point line the two outermost.
 */
function pointsIn(spectrum: Spectrum, windows: Windows, onlyEnds: boolean) {
  const { energy, intensity } = spectrum;
  const inside = [...energy.keys()].filter(
    i => isMeasured(energy[i]) && isMeasured(intensity[i]) && isInWindows(energy[i], windows)
  );
  const kept = onlyEnds && inside.length > 2 ? [inside[0], inside[inside.length - 1]] : inside;
  if (kept.length === 0) {
    throw new XESError(
      'fit/window',
      'No measured point lies in the windows of the background: move them, or exclude less.'
    );
  }
  const take = (values: Float64Array) => Float64Array.from(kept, i => values[i]);
  const counted = countingOf(spectrum);
  return {
    x: take(energy),
    y: take(intensity),
    kept,
    sigma: take(weightSigma(spectrum)),
    counted: counted && { exposure: take(counted.exposure), offset: take(counted.offset) }
  };
}

function sigmaOf(
  sigma: Float64Array,
  weights: 'poisson' | 'none',
  warnings: Warning[]
): Float64Array | null {
  if (weights === 'none') {
    return null;
  }
  if (!sigma.some(value => value > 0)) {
    warnings.push({
      code: 'background/no-sigma',
      message: 'No σ is known for these points: they are fitted with equal weights.'
    });
    return null;
  }
  return sigma;
}
