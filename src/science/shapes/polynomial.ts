import type { Shape } from './shape.js';

/** Σ pₖ·x^power(k), with the powers in the order of the parameters. */
function powers(name: string, names: readonly string[], exponents: readonly number[]): Shape {
  return {
    name,
    parameters: names.map(parameter => ({ name: parameter, value: 0 })),
    derived: [],
    isPolynomial: true,
    evaluate(x, p, value, derivatives) {
      value.fill(0);
      for (let k = 0; k < exponents.length; k++) {
        const column = raise(x, 0, exponents[k], derivatives[k]);
        for (let i = 0; i < x.length; i++) {
          value[i] += p[k] * column[i];
        }
      }
    }
  };
}

/** Write (x − origin)ⁿ. */
function raise(x: Float64Array, origin: number, n: number, power: Float64Array): Float64Array {
  power.fill(1);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < x.length; i++) {
      power[i] *= x[i] - origin;
    }
  }
  return power;
}

export const constant = powers('constant', ['c'], [0]);

export const linear = powers('linear', ['slope', 'intercept'], [1, 0]);

export const quadratic = powers('quadratic', ['a', 'b', 'c'], [2, 1, 0]);

/**
 * c0 + c1·t + … + cN·t^N with t = x − origin, N ≤ 7. The origin is fixed at 0, which is lmfit's polynomial; at
 * thousands of eV float64 cannot hold the coefficients of a fourth power of x, so backgrounds set it among their points.
 */
export function polynomial(degree: number): Shape {
  const names = Array.from({ length: degree + 1 }, (_, k) => `c${k}`);
  return {
    name: `polynomial${degree}`,
    parameters: [
      ...names.map(name => ({ name, value: 0 })),
      { name: 'origin', value: 0, vary: false }
    ],
    derived: [],
    isPolynomial: true,
    evaluate(x, p, value, derivatives) {
      const origin = p[degree + 1];
      const byOrigin = derivatives[degree + 1].fill(0);
      value.fill(0);
      for (let k = 0; k <= degree; k++) {
        const column = raise(x, origin, k, derivatives[k]);
        for (let i = 0; i < x.length; i++) {
          value[i] += p[k] * column[i];
          byOrigin[i] -= k > 0 ? k * p[k] * derivatives[k - 1][i] : 0;
        }
      }
    }
  };
}
