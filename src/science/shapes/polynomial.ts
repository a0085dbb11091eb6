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
        const column = derivatives[k];
        for (let i = 0; i < x.length; i++) {
          let power = 1;
          for (let n = 0; n < exponents[k]; n++) {
            power *= x[i];
          }
          column[i] = power;
          value[i] += p[k] * power;
        }
      }
    }
  };
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
