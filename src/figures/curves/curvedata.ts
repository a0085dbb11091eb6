import type { SpectrumValue } from '../../analysis/steps/values.js';
import type { CurveData } from './curve.js';

/** Data to draw for a spectrum. */
export function curveDataOf({ axis, spectrum, columns }: SpectrumValue): CurveData {
  const { energy, intensity, sigma, unit, counts } = spectrum;
  return {
    axis,
    energy,
    intensity,
    sigma,
    ...(unit === undefined ? {} : { unit }),
    ...(counts ? { counts } : {}),
    ...(columns ? { columns } : {})
  };
}
