import type { Spectrum } from './spectrum.js';

/** The position where a line falls to a fraction of its highest point. */
export interface Crossing {
  /** Interpolated linearly, eV. */
  energy: number;
  /** The last point above, and the first below. */
  inner: number;
  outer: number;
  /** ∂E/∂y of the points it depends on: these two and the highest. */
  slopes: [number, number][];
}

/**
 * The first crossing of `fraction` of point `top`, searching outwards from it in one direction;
 * null if the points end before it.
 */
export function crossing(
  { energy, intensity }: Spectrum,
  top: number,
  direction: 1 | -1,
  fraction: number
): Crossing | null {
  const limit = fraction * intensity[top];
  let outer = top + direction;
  while (outer >= 0 && outer < energy.length && intensity[outer] > limit) {
    outer += direction;
  }
  if (outer < 0 || outer >= energy.length) {
    return null;
  }
  const inner = outer - direction;
  const drop = intensity[inner] - intensity[outer];
  const step = energy[outer] - energy[inner];
  const part = (intensity[inner] - limit) / drop;
  return {
    energy: energy[inner] + part * step,
    inner,
    outer,
    slopes: [
      [inner, (step * (1 - part)) / drop],
      [outer, (step * part) / drop],
      [top, (-step * fraction) / drop]
    ]
  };
}
