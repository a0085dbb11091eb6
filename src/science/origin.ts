import { commonUnit } from './intensityunit.js';
import type { Spectrum } from './spectrum.js';

/** What a spectrum has of those that it was made of: where its energies come from, and the unit of its intensity. */
export function originOf(...spectra: readonly Spectrum[]): Pick<Spectrum, 'jitter' | 'unit'> {
  return { ...jitterOf(...spectra), ...commonUnit(...spectra) };
}

/** The jitter of the energies of several spectra, where a readback is among them. */
export function jitterOf(...spectra: readonly Spectrum[]): Pick<Spectrum, 'jitter'> {
  const jitter = Math.max(0, ...spectra.map(one => one.jitter ?? 0));
  return jitter > 0 ? { jitter } : {};
}
