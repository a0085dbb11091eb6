import { XESError } from '../base/errors.js';
import { areaWeights, weightedSum } from './integrate.js';
import { requireSameUnit } from './intensityunit.js';
import type { RXESMap } from './map.js';
import { poorDivisorWarnings } from './normalise.js';
import { coveredRange } from './ranges.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { tidy } from './tidy.js';
import { uncertaintyOfMap } from './uncertainty/cells.js';
import { partOf } from './uncertainty/curve.js';
import { combinedDeferred } from './uncertainty/linear.js';
import { diagonal } from './uncertainty/operators.js';
import { pointSigma } from './uncertainty/pointsigma.js';
import { isUnknownSigma } from './unknownsigma.js';

export interface DividedMap {
  map: RXESMap;
  /** The area by which every cell was divided. */
  factor: Estimate;
  warnings: Warning[];
}

/**
 * Divide a map by the area of a spectrum over a range (default: the whole spectrum): σ² = σᵢ²/A² +
 * yᵢ²σ_A²/A⁴ in each cell, and all cells share the noise of the area. The result has no counts or
 * monitor.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`,
 * `spectrum/units-differ`.
 */
export function divideByArea(map: RXESMap, spectrum: Spectrum, range?: Range | null): DividedMap {
  requireSameUnit([map, spectrum]);
  const { spectrum: divisor, warnings: tidying } = tidy(spectrum, 2);
  const covered = coveredRange(divisor, range);
  const weights = areaWeights(divisor.energy, covered.range);
  const { value, sigma } = weightedSum(weights, divisor);
  const warnings = [...tidying, ...covered.warnings];
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new XESError(
      'spectrum/no-area',
      `There is nothing to normalise by: the area is ${value}. Choose a range with signal.`
    );
  }
  const intensity = map.intensity.map(y => y / value);
  const n = intensity.length;
  const shared = {
    kind: 'lowRank',
    rows: n,
    columns: weights.length,
    diagonal: null,
    left: [intensity],
    right: [weights.map(w => -w / value)]
  } as const;
  const uncertainty = combinedDeferred([
    { uncertainty: uncertaintyOfMap(map), operator: diagonal(1 / value, n) },
    partOf(divisor, shared)
  ]);
  // a measured map and a measured spectrum are independent
  const sigmaOf = () =>
    map.uncertainty || divisor.uncertainty
      ? pointSigma(uncertainty, n)
      : map.sigma.map((s, i) => {
          const [ownSigma, sharedSigma] = [s / value, (intensity[i] * sigma) / value];
          return Math.sqrt(ownSigma * ownSigma + sharedSigma * sharedSigma);
        });
  return {
    map: {
      ...map,
      intensity,
      uncertainty,
      sigma: isUnknownSigma(map.sigma) ? map.sigma : sigmaOf(),
      counts: null,
      monitor: null,
      unit: 'of a reference / eV'
    },
    factor: { value, sigma },
    warnings: [...warnings, ...poorDivisorWarnings({ value, sigma }, true)]
  };
}
