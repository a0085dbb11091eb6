import { lgamma } from './gamma.js';

/** Avoids a division by zero. */
const tiny = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b), a and b above zero, x in 0…1: its continued fraction (DLMF
 * 8.17.22) by the method of Lentz, which converges fast below (a + 1)/(a + b + 2); above it as 1 − I_{1−x}(b, a).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x > 0 && x < 1)) {
    return x <= 0 ? 0 : x >= 1 ? 1 : NaN;
  }
  if (x > (a + 1) / (a + b + 2)) {
    return 1 - incompleteBeta(1 - x, b, a);
  }
  const power = a * Math.log(x) + b * Math.log1p(-x);
  const norm = lgamma(a + b) - lgamma(a) - lgamma(b);
  return Math.exp(power + norm) / (a * fraction(x, a, b));
}

/**
 * The two-sided probability of |t| or more in Student's distribution with ν degrees of freedom (A&S
 * 26.7.1).
 */
export function studentChance(t: number, dof: number): number {
  return incompleteBeta(dof / (dof + t * t), dof / 2, 0.5);
}

/** 1 + d₁/(1 + d₂/(1 + …)). */
function fraction(x: number, a: number, b: number): number {
  let [value, above, below] = [1, 1, 0];
  for (let n = 1; n < 10_000; n++) {
    const d = coefficient(n, x, a, b);
    below = 1 / (1 + d * below || tiny);
    above = 1 + d / above || tiny;
    value *= above * below;
    if (Math.abs(above * below - 1) < 1e-15) {
      break;
    }
  }
  return value;
}

function coefficient(n: number, x: number, a: number, b: number): number {
  const m = Math.floor(n / 2);
  return n % 2 === 0
    ? (m * (b - m) * x) / ((a + n - 1) * (a + n))
    : (-(a + m) * (a + b + m) * x) / ((a + n - 1) * (a + n));
}
