import type { Shape } from './shape.js';

/** Σ pₖ·x^power(k): the powers are those of the parameters, as they come. */
function powers(name: string, names: readonly string[], exponents: readonly number[]): Shape {
  return {
    name,
    parameters: names.map(parameter => ({ name: parameter, value: 0 })),
    derived: [],
    isPolynomial: true,
    evaluate(x, p, value, derivatives) {
      value.fill(0);
      for (let k = 0; k < exponents.length; k++) {
        const column = raise(x, exponents[k], derivatives[k]);
        for (let i = 0; i < x.length; i++) {
          value[i] += p[k] * column[i];
        }
      }
    }
  };
}

/** Write xⁿ. */
function raise(x: Float64Array, n: number, power: Float64Array): Float64Array {
  if (n === 0) {
    return power.fill(1);
  }
  power.set(x);
  for (let k = 1; k < n; k++) {
    for (let i = 0; i < x.length; i++) {
      power[i] *= x[i];
    }
  }
  return power;
}

export const constant = powers('constant', ['c'], [0]);

export const linear = powers('linear', ['slope', 'intercept'], [1, 0]);

export const quadratic = powers('quadratic', ['a', 'b', 'c'], [2, 1, 0]);

/** c0 + c1·x + … + cN·x^N, N ≤ 7 as in lmfit. */
export function polynomial(degree: number): Shape {
  const exponents = Array.from({ length: degree + 1 }, (_, k) => k);
  return powers(
    `polynomial${degree}`,
    exponents.map(k => `c${k}`),
    exponents
  );
}
