import type { Estimate, Spectrum } from './spectrum.js';

/** What a curve has where another has a point; arrays of one length (n). */
type Points = Pick<Spectrum, 'intensity' | 'sigma'>;

/**
 * What a curve has to be multiplied by to lie on another, both at the same energies:
 * s = Σy₁y₂/v / Σ(y₂² − σ₂²)/v with v = σ₁² + s²σ₂², repeated, for the weights hold the scale; σ_s = 1/√(Σ(y₂² − σ₂²)/v),
 * NaN where a σ is unknown. The second's own noise is taken off its square: it would make the scale too small.
 * @returns null where there is no signal to scale by.
 */
export function overlapScale(one: Points, other: Points): Estimate | null {
  let scale = 1;
  let sigma = NaN;
  for (let round = 0; round < 8; round++) {
    let [cross, square] = [0, 0];
    for (let i = 0; i < one.intensity.length; i++) {
      const [y, second] = [one.intensity[i], other.intensity[i]];
      const noise = other.sigma[i] * other.sigma[i] || 0;
      const variance = one.sigma[i] * one.sigma[i] + scale * scale * noise;
      const weight = variance > 0 ? 1 / variance : 1; // without σ all points weigh the same
      square += weight * (second * second - noise);
      cross += weight * y * second;
    }
    scale = cross / square;
    sigma = 1 / Math.sqrt(square);
    if (!(scale > 0) || !Number.isFinite(scale) || !(square > 0)) {
      return null;
    }
  }
  return { value: scale, sigma: one.sigma.every(s => s >= 0) ? sigma : NaN };
}
