import { isBelow } from '../equalenergies.js';
import { XESError } from '../../base/errors.js';
import { affineAfter, countingOf, countingWarnings } from '../counting.js';
import { fit, modelAt } from '../fit/fit.js';
import type { FitResult } from '../fit/result.js';
import { parametersOf, type Change } from '../fit/start.js';
import { excessOf, parameterSigmas, responseOf } from '../fit/response.js';
import type { Estimate, Range, Spectrum, Warning } from '../spectrum.js';
import { isMeasured } from '../statistics.js';
import { pick } from '../tidy.js';
import { madeOf, partOf, uncertaintyOf, weightSigma } from '../uncertainty/curve.js';
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
  /** Where parameters start, by name. */
  set?: Readonly<Record<string, number>>;
  /** Names of parameters that stay where they start. */
  fix?: readonly string[];
  /** Where the lines are: these points are not fitted. */
  exclude?: readonly Range[];
  /** Windows: only these points are fitted; all where there is none. */
  include?: readonly Range[];
  weights: 'poisson' | 'none';
  /** Absorption edges that windows should not straddle, eV; default: the K edges. */
  edges?: readonly number[];
}

/** A background under a spectrum (n points). */
export interface BackgroundResult {
  background: Float64Array;
  /** Intensity less background. */
  residual: Float64Array;
  /** σ of the residual, of what it is made, and how it was counted: the background follows from the points as well. */
  deviations: Pick<Spectrum, 'affine'> & Required<Pick<Spectrum, 'uncertainty' | 'sigma'>>;
  fit: FitResult;
  /** σ of its parameters, with all that the points share. */
  sigmas: readonly (number | null)[];
  /**
   * ∫ residual over where the lines are (the excluded ranges, or the gaps between windows), eV·intensity; NaN where the
   * windows do not determine it, with a warning.
   */
  area: Estimate;
  /** What the area is taken over, eV; none where nothing was excluded and no windows have a gap. */
  areaRanges: readonly Range[];
  /** First moment of the residual there, eV; NaN without an area, or where it would lie outside, with a warning. */
  centroid: Estimate;
  /** The background at the energies of what it was fitted to: those of the joined spectrum where one was given. */
  around: Float64Array;
  warnings: Warning[];
}

/**
 * Fit a background to a spectrum outside its lines, on the points as measured, and take it off.
 * @param around the spectrum joined with a wider scan (see `joined`): fitted instead, where given.
 * @throws XESError `fit/window` where no point is left to fit, `fit/model`, `fit/parameter`, `fit/no-data`.
 */
export function background(
  spectrum: Spectrum,
  settings: BackgroundSettings,
  around: Spectrum = spectrum
): BackgroundResult {
  const windows: Windows = { include: settings.include ?? [], exclude: settings.exclude ?? [] };
  checkRanges([...windows.include, ...windows.exclude]);
  checkAscending(spectrum.energy);
  const made = backgroundModel(settings.model);
  const warnings: Warning[] = [];
  const points = pointsIn(around, windows, made.isEndPointLine);
  const sigma = sigmaOf(points.sigma, settings.weights, warnings);
  const start = startOf(made, points, settings.set ?? {});
  const changes: Record<string, Change> = { ...start };
  for (const [name, min] of Object.entries(leastWidths(made, points.x, start))) {
    changes[name] = { value: start[name], min };
  }
  for (const name of settings.fix ?? []) {
    const value = Object.hasOwn(start, name) ? { value: start[name] } : {};
    changes[name] = { ...value, vary: false, expr: null };
  }
  const { model } = made;
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
  const edge = made.parts.some(({ shape }) => shape === 'edge')
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
  const under = modelAt(model, spectrum.energy, found.parameters);
  const residual = spectrum.intensity.map((value, i) => value - under.value[i]);
  const regions = lineRegions(windows);
  const known =
    around === spectrum
      ? [withScatter(spectrum, found)]
      : [spectrum, around].map(one => withScatter(one, found));
  const [own, fitted] = [known[0], known[known.length - 1]];
  const takenOff: LowRank = {
    kind: 'lowRank',
    rows: spectrum.energy.length,
    columns: around.energy.length,
    diagonal: null,
    left: under.derivatives.map(column => column.map(value => -value)),
    right: responseOf(request, found).map(of => spread(of, points.kept, around.energy.length))
  };
  const deviations = {
    ...madeOf(spectrum.energy.length, residualParts(own, fitted, takenOff)),
    ...affineAfter(spectrum, 1, under.value)
  };
  const ofSums = sumSigma(deviations.uncertainty, fitted, takenOff, excessOf(found));
  const area = areaOf(own, residual, regions, ofSums, warnings);
  return {
    background: under.value,
    residual,
    deviations,
    fit: found,
    sigmas: parameterSigmas(pick(fitted, points.kept), request, found),
    areaRanges: regions,
    around:
      around === spectrum ? under.value : modelAt(model, around.energy, found.parameters).value,
    ...area,
    warnings: [...warnings, ...found.warnings.filter(({ code }) => concerns(code, made))]
  };
}

/** A spectrum whose σ is not known has that which the points of a fit with equal weights scatter by. */
function withScatter(spectrum: Spectrum, { redchi, weightSigma: used }: FitResult): Spectrum {
  const { energy, intensity, sigma } = spectrum;
  return used === null && !sigma.some(isMeasured)
    ? { energy, intensity, sigma: sigma.map(() => Math.sqrt(redchi)) }
    : spectrum;
}

/** What is left follows from the points, and from those that the background was fitted to. */
function residualParts(spectrum: Spectrum, around: Spectrum, takenOff: LowRank) {
  return spectrum === around
    ? [partOf(spectrum, { ...takenOff, diagonal: 1 })]
    : [partOf(spectrum, diagonal(1, spectrum.energy.length)), partOf(around, takenOff)];
}

/**
 * σ of weighted sums of what is left. A model that misses its points is wrong under the lines too, by more than their
 * counts say: the variance of the background is there times its reduced χ².
 */
function sumSigma(
  left: Uncertainty,
  around: Spectrum,
  takenOff: LowRank,
  excess: number
): (weights: Float64Array) => number {
  return weights => {
    const counted = variance(pull(left, weights));
    const ofBackground =
      excess > 1 ? variance(pull(uncertaintyOf(around), adjoint(takenOff, weights))) : 0;
    return Math.sqrt(counted + (excess - 1) * ofBackground);
  };
}

/** Values of some points among all, the others 0. */
function spread(values: Float64Array, at: readonly number[], length: number): Float64Array {
  const all = new Float64Array(length);
  at.forEach((i, k) => (all[i] = values[k]));
  return all;
}

/** A line through two points has no freedom by intention. */
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

/** The points to fit, without those that are not finite; for the end-point line the outermost two. */
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
