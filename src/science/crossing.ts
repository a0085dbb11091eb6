import type { Spectrum } from './spectrum.js';

/** Where a line falls to a fraction of its highest point. */
export interface Crossing {
  /** Interpolated linearly, eV. */
  energy: number;
  /** The last point above, and the first below. */
  inner: number;
  outer: number;
  /** ∂E/∂y of the points that it hangs on: the two and the highest. */
  slopes: [number, number][];
}

/**
 * The first crossing of `fraction` of point `top`, outwards from it in one direction; null where the points end
 * before.
 */
export function crossing(
  { energy, intensity }: Spectrum,
  top: number,
  way: 1 | -1,
  fraction: number
): Crossing | null {
  const limit = fraction * intensity[top];
  let outer = top + way;
  while (outer >= 0 && outer < energy.length && intensity[outer] > limit) {
    outer += way;
  }
  if (outer < 0 || outer >= energy.length) {
    return null;
  }
  const inner = outer - way;
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
