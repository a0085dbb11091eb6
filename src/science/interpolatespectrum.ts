import { locate, valueAt } from './interpolate.js';
import type { Spectrum } from './spectrum.js';
import { derivedThrough } from './uncertainty/curve.js';
import { atPlaces } from './uncertainty/places.js';

/** A tidy spectrum at other energies (m), eV, by linear interpolation; NaN outside. */
export function interpolate(spectrum: Spectrum, at: Float64Array): Spectrum {
  const { energy, intensity } = spectrum;
  const places = Array.from(at, target => locate(energy, target));
  const { sigma, uncertainty } = derivedThrough(spectrum, atPlaces(places, energy.length));
  return {
    energy: at,
    intensity: Float64Array.from(places, place => (place ? valueAt(intensity, place) : NaN)),
    sigma: sigma.map((s, i) => (places[i] ? s : NaN)),
    uncertainty
  };
}
