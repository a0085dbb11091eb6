import type { AffineCounts } from './fit/weighing.js';
import { ownSigma, perIntensity } from './noise.js';
import { isCounted, type Spectrum, type Warning } from './spectrum.js';

/** Points to either side from which the relation of variance and intensity is found. */
const neighbours = 7;

/**
 * How the points of a spectrum were counted, for a fit by likelihood (n each). Where a step has lost the counts, it is
 * found from σ²: of N counts with exposure e and an offset o, σ² = (y + o)/e, so that a straight line of least squares
 * through (y, σ²) of the neighbours gives both, and no point's weight depends on its own noise.
 * @returns null where σ was not made of counts, as far as is known: it is then taken as given.
 */
export function countingOf(spectrum: Spectrum): AffineCounts | null {
  if (isCounted(spectrum)) {
    const variance = perIntensity(spectrum);
    return {
      exposure: variance.map(value => 1 / value),
      offset: new Float64Array(variance.length)
    };
  }
  return spectrum.isFromCounts ? fromVariance(spectrum) : null;
}

function fromVariance(spectrum: Spectrum): AffineCounts {
  const { intensity } = spectrum;
  const variance = ownSigma(spectrum).map(s => s * s);
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

/** Straight line of least squares through the finite points (m); NaN where there is none. */
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

/** What is to be said where a fit had to find the counts from σ. */
export function countingWarnings(spectrum: Spectrum): Warning[] {
  return !isCounted(spectrum) && spectrum.isFromCounts
    ? [
        {
          code: 'fit/counts-unknown',
          message:
            'The counts of these points are not known any more (a step before has lost them): what the model leads to expect was estimated from their σ. Fit the spectrum as measured where you can.'
        }
      ]
    : [];
}
