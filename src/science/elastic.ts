import { XESError } from '../base/errors.js';
import { scaledAffine } from './counting.js';
import { areaWeights } from './integrate.js';
import { OrthogonalPolynomials } from './orthogonal.js';
import { highest, peakPosition, type PeakResult } from './peak.js';
import { coveredRange, indicesWithin } from './ranges.js';
import type { Range, Spectrum, Warning } from './spectrum.js';
import { pick, tidy } from './tidy.js';
import { uncertaintyOf, weightSigma } from './uncertainty/curve.js';
import { deviation, pull } from './uncertainty/sensitivity.js';
import { fullWidth } from './width.js';

/** How the position of an elastic line is determined. */
export type ElasticMethod = 'parabola' | 'half-cumulative' | 'gaussian';

/**
 * Position of an elastic line, eV: the top of a parabola through the points around the highest; the
 * energy where half of the area above the base is reached; or the centre of a Gaussian on the base.
 * The base is the lower end point of the range; the parabola does not use it.
 * @throws XESError `spectrum/no-peak` if there is none, `spectrum/too-few`, `spectrum/empty-range`.
 */
export function elasticLine(
  spectrum: Spectrum,
  method: ElasticMethod = 'gaussian',
  range?: Range | null
): PeakResult {
  if (method === 'parabola') {
    return peakPosition(spectrum, { range });
  }
  const { spectrum: tidied, warnings } = tidy(spectrum, 5);
  const covered = coveredRange(tidied, range);
  const part = tidy(pick(tidied, indicesWithin(tidied, covered.range)), 5).spectrum;
  if (method === 'half-cumulative') {
    return { ...halfCumulative(part), warnings: [...warnings, ...covered.warnings] };
  }
  const isFaint = weightSigma(part)[highest(part)] > faint * heightOf(part);
  const doubts = isFaint ? [fewCounts] : [];
  return { ...gaussianCentre(part), warnings: [...warnings, ...covered.warnings, ...doubts] };
}

/**
 * σ of the highest point over its height above which σ of a Gaussian's centre is unreliable: 25
 * counts.
 */
const faint = 0.2;

const fewCounts: Warning = {
  code: 'position/noisy',
  message:
    'The elastic line has so few counts at its top that σ of its place is only roughly known, and may be several times too large. The method half-cumulative is steadier; or measure longer.'
};

/** Height of the highest point above the base. */
function heightOf(spectrum: Spectrum): number {
  return spectrum.intensity[highest(spectrum)] - baseOf(spectrum).base;
}

/** The lower of the two ends: the line lies between them. */
function baseOf({ intensity }: Spectrum): { base: number; at: number } {
  const last = intensity.length - 1;
  const at = intensity[0] <= intensity[last] ? 0 : last;
  return { base: intensity[at], at };
}

/** The energy where the area above the base reaches its half; σ² = Σ(w(½ − share passed)σ)²/y². */
function halfCumulative(spectrum: Spectrum): { value: number; sigma: number } {
  const { energy, intensity } = spectrum;
  const { base, at: baseAt } = baseOf(spectrum);
  const last = energy.length - 1;
  const total = partArea(energy, intensity, base, energy[last]);
  if (!(total > 0)) {
    throw noLine('there is no area above the base');
  }
  let k = 0;
  while (k + 1 < last && partArea(energy, intensity, base, energy[k + 1]) < total / 2) {
    k++;
  }
  const missing = total / 2 - partArea(energy, intensity, base, energy[k]);
  const [y0, slope] = [
    intensity[k] - base,
    (intensity[k + 1] - intensity[k]) / (energy[k + 1] - energy[k])
  ];
  // missing = y0·t + slope·t²/2, in the form that also holds for slope 0
  const root = Math.sqrt(Math.max(y0 * y0 + 2 * slope * missing, 0));
  const value = energy[k] + (2 * missing) / (y0 + root);
  const height = root;
  if (!(height > 0)) {
    throw noLine('half of the area lies where there is no signal');
  }
  const whole = areaWeights(energy, [energy[0], energy[last]]);
  const passed = areaWeights(energy, [energy[0], value]);
  const gradient = whole.map((w, i) => (w / 2 - passed[i]) / height);
  gradient[baseAt] -= gradient.reduce((sum, g) => sum + g, 0);
  if (!(value >= energy[k] && value <= energy[k + 1])) {
    throw noLine('noise hides where it has half of its area');
  }
  return { value, sigma: deviation(pull(uncertaintyOf(spectrum), gradient)) };
}

function partArea(energy: Float64Array, intensity: Float64Array, base: number, to: number): number {
  const weights = areaWeights(energy, [energy[0], to]);
  return weights.reduce((sum, w, i) => sum + w * (intensity[i] - base), 0);
}

/**
 * Least squares of a Gaussian in its logarithm, a parabola, weighted by (ŷ/σ)² with ŷ of the
 * previous iteration (Guo, IEEE Signal Process. Mag. 28 (2011) 134): no starting values, and the
 * weights of a true fit.
 */
function gaussianCentre(spectrum: Spectrum): { value: number; sigma: number } {
  const { base: lowest } = baseOf(spectrum);
  const top = highest(spectrum);
  const peak = heightOf(spectrum);
  const kept = [...spectrum.energy.keys()].filter(i => spectrum.intensity[i] - lowest > 0.1 * peak);
  const part = pick(spectrum, kept);
  const { energy, intensity } = part;
  const sigma = weightSigma(part);
  if (kept.length < 4) {
    throw noLine('fewer than four points rise above a tenth of the highest');
  }
  const origin = spectrum.energy[top];
  const x = energy.map(e => e - origin);
  const logarithm = intensity.map(y => Math.log(y - lowest));
  let model = intensity.map(y => y - lowest);
  let result = { value: NaN, sigma: NaN };
  for (let round = 0; round < 12; round++) {
    const weights = model.map(
      (y, i) => (y / (sigma[i] > 0 ? sigma[i] : 1)) * (y / (sigma[i] > 0 ? sigma[i] : 1))
    );
    const basis = new OrthogonalPolynomials(x, weights, 2);
    const at = [0, 1, 2].map(derivative => basis.coefficients(0, derivative));
    const [c, b, a] = at.map(basisRow =>
      basisRow.reduce((sum, value, i) => sum + value * logarithm[i], 0)
    );
    if (!(a < 0)) {
      throw noLine('its sides do not fall');
    }
    const shift = -b / a;
    const gradient = at[1].map((slope, i) => (slope + shift * at[2][i]) / a / model[i]);
    result = {
      value: origin + shift,
      sigma: deviation(pull(uncertaintyOf(part), gradient))
    };
    model = x.map(e => Math.exp(c + b * e + (a * e * e) / 2));
  }
  if (!(result.value >= energy[0] && result.value <= energy[energy.length - 1])) {
    throw noLine('noise hides where its top is');
  }
  return result;
}

function noLine(reason: string): XESError {
  return new XESError(
    'spectrum/no-peak',
    `There is no elastic line: ${reason}. Choose another range.`
  );
}

/** Full width at half maximum of an elastic line, eV: the resolution. */
export function resolutionOf(spectrum: Spectrum, range?: Range | null): PeakResult {
  const { spectrum: tidied } = tidy(spectrum, 3);
  const { base } = baseOf(tidied);
  return fullWidth(
    {
      ...tidied,
      intensity: tidied.intensity.map(y => y - base),
      counts: null,
      monitor: null,
      uncertainty: uncertaintyOf(tidied),
      ...scaledAffine(
        tidied,
        1,
        tidied.energy.map(() => base)
      )
    },
    range
  );
}
