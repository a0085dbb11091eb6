import { faddeeva } from './faddeeva.js';

/** Below this |x| the series of erf is short. */
const small = 1.5;

/** The error function, to 1e-15. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < small) {
    return series(x);
  }
  const outside = Math.exp(-x * x) * erfcx(size);
  return x > 0 ? 1 - outside : outside - 1;
}

/** 1 − erf(x), without loss of digits for large x. */
export function erfc(x: number): number {
  return x < small / 2 ? 1 - erf(x) : Math.exp(-x * x) * erfcx(x);
}

/** exp(x²)·erfc(x) = w(ix). */
export function erfcx(x: number): number {
  const out = new Float64Array(4);
  faddeeva(0, x, out);
  return out[0];
}

/** erf(x) = 2/√π·exp(−x²)·Σ 2ⁿx^(2n+1)/(2n+1)!!: all terms have the same sign. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
