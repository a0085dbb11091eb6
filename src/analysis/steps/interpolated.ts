import { locate } from '../../science/interpolate.js';
import type { Spectrum } from '../../science/spectrum.js';

/** Why σ is only approximately right where points of some spectra were interpolated to the energies of a result. */
export function interpolationReasons(
  inputs: readonly Spectrum[],
  results: readonly Pick<Spectrum, 'energy'>[]
): string[] {
  const isBetween = (energy: Float64Array, at: number) => (locate(energy, at)?.fraction ?? 0) > 0;
  const isInterpolated = results.some(({ energy }) =>
    inputs.some(input => {
      const own = Float64Array.from(input.energy).sort();
      return energy.some(at => isBetween(own, at));
    })
  );
  return isInterpolated ? [interpolated] : [];
}

/** Of points that lie between those that were measured. */
export const interpolated =
  'Some points are interpolated between measured ones, so that neighbours share their noise: σ is each point’s own, and that of areas, moments and fits over them is too small.';
