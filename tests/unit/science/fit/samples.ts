import { component, fit, parametersOf, sum, type Model } from '../../../../src/science/fit';

/** Reproducible random numbers: uniform in 0…1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Random numbers of a standard normal distribution (Box and Muller). */
export function normal(seed: number): () => number {
  const next = random(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** n points from low to high, both included. */
export function axis(low: number, high: number, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));
}

/** A model's values at x. */
export function valuesOf(model: Model, x: Float64Array, p: Record<string, number>): Float64Array {
  const fixed = Object.fromEntries(
    Object.entries(p).map(([name, value]) => [name, { value, vary: false }])
  );
  return fit({ x, y: x, sigma: null, model, parameters: parametersOf(model, fixed) }).bestFit;
}

/** A Gaussian on a straight line. */
export const gaussOnLine = sum(component('gaussian'), component('linear'));
