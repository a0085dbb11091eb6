import { XESError } from '../base/errors.js';
import { area } from './integrate.js';
import { requireSameUnit } from './intensityunit.js';
import type { RXESMap } from './map.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { isUnknownSigma } from './unknownsigma.js';

export interface DividedMap {
  map: RXESMap;
  /** The area, by which every cell was divided. */
  factor: Estimate;
  warnings: Warning[];
}

/**
 * Divide a map by the area of a spectrum over a range (all of it without one) whose noise is its own:
 * σ² = σᵢ²/A² + yᵢ²σ_A²/A⁴. Its counts and monitor no longer belong to it.
 * @throws XESError `spectrum/too-few`, `spectrum/empty-range`, `spectrum/no-area`, `spectrum/units-differ`.
 */
export function divideByArea(map: RXESMap, spectrum: Spectrum, range?: Range | null): DividedMap {
  requireSameUnit([map, spectrum]);
  const { value, sigma, warnings } = area(spectrum, range);
  if (!(value > 0) || !Number.isFinite(value)) {
    throw new XESError(
      'spectrum/no-area',
      `There is nothing to normalise by: the area is ${value}. Choose a range with signal.`
    );
  }
  const relative = sigma / value;
  const { intensity } = map;
  return {
    map: {
      ...map,
      intensity: intensity.map(y => y / value),
      sigma: isUnknownSigma(map.sigma)
        ? map.sigma
        : map.sigma.map((s, i) => {
            const [own, shared] = [s / value, (intensity[i] / value) * relative];
            return Math.sqrt(own * own + shared * shared);
          }),
      counts: null,
      monitor: null,
      unit: 'of a reference / eV'
    },
    factor: { value, sigma },
    warnings: value < 3 * sigma ? [...warnings, faint] : warnings
  };
}

const faint: Warning = {
  code: 'normalise/faint',
  message: 'The area that the map is divided by is less than three times its own uncertainty.'
};
