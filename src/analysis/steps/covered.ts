import type { Spectrum } from '../../science/spectrum.js';
import type { SpectrumAxis, SpectrumValue } from './values.js';

/** A spectrum with the number of contributions to each point as a column. */
export function covered(
  axis: SpectrumAxis,
  { spectrum, coverage }: { spectrum: Spectrum; coverage: Uint32Array }
): SpectrumValue {
  return { kind: 'spectrum', axis, spectrum, columns: { coverage: Float64Array.from(coverage) } };
}
