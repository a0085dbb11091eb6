import { isWithin } from '../../science/equalenergies.js';
import type { Range, Spectrum } from '../../science/spectrum.js';
import { isMeasured } from '../../science/statistics.js';
import { isFromCounts, isIndependent } from '../../science/uncertainty/curve.js';

/**
 * Why σ of fitted parameters is approximate.
 * @param details of the fit, as returned by `fitDetails`.
 */
export function fitReasons(
  spectrum: Spectrum,
  weights: 'poisson' | 'none',
  range: Range | null,
  details: Readonly<Record<string, unknown>> = {}
): string[] {
  return [
    ...(weights === 'poisson' && isBiased(spectrum, range) ? [noisyWeights] : []),
    ...(hasParameterAtBound(details) ? [atBound] : [])
  ];
}

/** Reasons for methods that assume independent noise of points. */
export function sharingReasons(spectrum: Spectrum): string[] {
  return isIndependent(spectrum) ? [] : [sharing];
}

const sharing =
  'Shifts, scales and χ² take the noise of each point for its own, and these points share some (of a divisor, a scale, or what was done to them): their σ is not right.';

const noisyWeights =
  'The counts of these points are not known, and weights 1/σ² follow their noise: where σ comes from counting, what is fitted is too low by about one count a point, here by more than a third of its σ.';

const atBound =
  'A parameter ended at a bound: σ of the others holds only if it is truly there, and is too small otherwise.';

/**
 * Weights 1/N make the fitted sum of counts too low by χ², about one count per point (Neyman); σ of
 * ΣN counts is √ΣN. If N is not known it is (y/σ)². If σ comes from counts that a step has lost,
 * the fit derives new weights from it.
 */
function isBiased(spectrum: Spectrum, range: Range | null): boolean {
  if (isFromCounts(spectrum)) {
    return false;
  }
  const { energy, intensity, sigma } = spectrum;
  let [points, counts] = [0, 0];
  for (let i = 0; i < energy.length; i++) {
    const ratio = intensity[i] / sigma[i];
    if ((!range || isWithin(energy[i], range)) && isMeasured(ratio)) {
      points++;
      counts += ratio * ratio;
    }
  }
  return 3 * points > Math.sqrt(counts) && points > 0;
}

function hasParameterAtBound({ params }: Readonly<Record<string, unknown>>): boolean {
  const all = Object.values((params ?? {}) as Record<string, { atBound?: boolean }>);
  return all.some(item => item.atBound);
}
