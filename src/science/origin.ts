import { commonUnit } from './intensityunit.js';
import type { Spectrum } from './spectrum.js';

/**
 * Properties that a spectrum inherits from the spectra it derives from: jitter of its energies and
 * unit of its intensity.
 */
export function originOf(...spectra: readonly Spectrum[]): Pick<Spectrum, 'jitter' | 'unit'> {
  return { ...jitterOf(...spectra), ...commonUnit(...spectra) };
}

/** The jitter of the energies of several spectra, if a readback is among them. */
export function jitterOf(...spectra: readonly Spectrum[]): Pick<Spectrum, 'jitter'> {
  const jitter = Math.max(0, ...spectra.map(spectrum => spectrum.jitter ?? 0));
  return jitter > 0 ? { jitter } : {};
}
