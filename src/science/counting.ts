import { perIntensity } from './countvariance.js';
import { isCounted, type AffineCounts, type Spectrum, type Warning } from './spectrum.js';
import { isFromCounts, weightSigma } from './uncertainty/curve.js';

/** Points on either side used to find the relation of variance and intensity. */
const neighbours = 7;

/**
 * How the points of a spectrum were counted, for a likelihood fit (n each). If an earlier step has
 * dropped the counts, this is estimated from σ²: for N counts with exposure e and offset o, σ² = (y
 * + o)/e, so a least-squares straight line through (y, σ²) of the neighbours gives both, and no
 * point's weight depends on its own noise.
 * @returns null if σ does not derive from counts, as far as known: σ is then used as given.
 */
export function countingOf(spectrum: Spectrum): AffineCounts | null {
  return knownCounting(spectrum) ?? (isFromCounts(spectrum) ? fromVariance(spectrum) : null);
}

/** The same if the counts are known; null if they are not. */
export function knownCounting(spectrum: Spectrum): AffineCounts | null {
  if (spectrum.affine) {
    return spectrum.affine;
  }
  if (isCounted(spectrum)) {
    const variance = perIntensity(spectrum);
    return {
      exposure: variance.map(value => 1 / value),
      offset: new Float64Array(variance.length)
    };
  }
  return null;
}

function fromVariance(spectrum: Spectrum): AffineCounts {
  const { intensity } = spectrum;
  const variance = weightSigma(spectrum).map(s => s * s);
  const n = intensity.length;
  const exposure = new Float64Array(n).fill(NaN);
  const offset = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const from = Math.max(Math.min(i - neighbours, n - 2 * neighbours - 1), 0);
    const { slope, intercept } = line(
      intensity.subarray(from, from + 2 * neighbours + 1),
      variance.subarray(from, from + 2 * neighbours + 1)
    );
    if (slope > 0) {
      exposure[i] = 1 / slope;
      offset[i] = intercept / slope;
    }
  }
  return { exposure, offset };
}

/** Least-squares straight line through the finite points (m); NaN if there is none. */
function line(x: Float64Array, y: Float64Array): { slope: number; intercept: number } {
  const finite = [...x.keys()].filter(i => Number.isFinite(x[i] + y[i]));
  const mean = (values: Float64Array) =>
    finite.reduce((sum, i) => sum + values[i], 0) / finite.length;
  const [xMean, yMean] = [mean(x), mean(y)];
  let [xx, xy] = [0, 0];
  for (const i of finite) {
    xx += (x[i] - xMean) * (x[i] - xMean);
    xy += (x[i] - xMean) * (y[i] - yMean);
  }
  const slope = xy / xx;
  return { slope, intercept: yMean - slope * xMean };
}

/** How points were counted, after scaling by a factor and subtracting a curve; empty if unknown. */
export function scaledAffine(
  spectrum: Spectrum,
  factor: number,
  curve: Float64Array | null = null
): Pick<Spectrum, 'affine'> {
  const isKnown = spectrum.affine !== undefined || isCounted(spectrum);
  return isKnown ? { affine: new ScaledCounts(spectrum, factor, curve) } : {};
}

/** Computed on first access: most spectra are never fitted. */
class ScaledCounts implements AffineCounts {
  constructor(spectrum: Spectrum, factor: number, curve: Float64Array | null) {
    this.#find = () => {
      const { exposure, offset } = knownCounting(spectrum) ?? nothingCounted;
      return {
        exposure: exposure.map(e => e / factor),
        offset: offset.map((o, i) => factor * o + (curve ? curve[i] : 0))
      };
    };
  }

  get exposure(): Float64Array {
    return (this.#found ??= this.#find()).exposure;
  }

  get offset(): Float64Array {
    return (this.#found ??= this.#find()).offset;
  }

  #find: () => AffineCounts;
  #found: AffineCounts | null = null;
}

const nothingCounted: AffineCounts = {
  exposure: new Float64Array(0),
  offset: new Float64Array(0)
};

/** Warnings for a fit whose counts had to be estimated from σ. */
export function countingWarnings(spectrum: Spectrum): Warning[] {
  return !knownCounting(spectrum) && isFromCounts(spectrum)
    ? [
        {
          code: 'fit/counts-unknown',
          message:
            'The counts of these points are no longer known (an earlier step lost them), so the expected counts were estimated from their σ. If possible, fit the spectrum as measured.'
        }
      ]
    : [];
}
