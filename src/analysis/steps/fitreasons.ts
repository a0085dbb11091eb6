import { isWithin } from '../../science/equalenergies.js';
import { isCounted, type Range, type Spectrum } from '../../science/spectrum.js';
import { isMeasured } from '../../science/statistics.js';
import { sharing } from './sharednoise.js';

/** Why σ of fitted parameters is only approximately right. @param details of the fit, as `fitDetails` gives them. */
export function fitReasons(
  spectrum: Spectrum,
  weights: 'poisson' | 'none',
  range: Range | null,
  details: Readonly<Record<string, unknown>> = {}
): string[] {
  return [
    ...sharingReasons(spectrum),
    ...(weights === 'none' && spectrum.sigma.some(value => value > 0) ? [equalWeights] : []),
    ...(weights === 'poisson' && isBiased(spectrum, range) ? [noisyWeights] : []),
    ...(hasParameterAtBound(details) ? [atBound] : [])
  ];
}

/** Of what takes each point's noise for its own. */
export function sharingReasons({ shared, isCorrelated }: Spectrum): string[] {
  return isCorrelated || (shared && shared.length > 0) ? [sharing] : [];
}

const equalWeights =
  'All points weigh the same, though their σ is known: σ of the parameters is that of the mean scatter, and too small where the noisier points decide.';

const noisyWeights =
  'The counts of these points are not known, and weights 1/σ² follow their noise: where σ comes from counting, what is fitted is too low by about one count a point, here by more than a third of its σ.';

const atBound =
  'A parameter ended at a bound: σ of the others holds only if it is truly there, and is too small otherwise.';

/**
 * Weights 1/N make the fitted sum of counts too low by χ², about one count a point (Neyman); of ΣN counts σ is √ΣN.
 * Where N is not known it is (y/σ)². Where σ comes from counts that a step has lost, the fit derives new weights from it.
 */
function isBiased(spectrum: Spectrum, range: Range | null): boolean {
  if (isCounted(spectrum) || spectrum.isFromCounts) {
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
  return all.some(one => one.atBound);
}
