import { digamma, lgamma } from '../special/gamma.js';
import { erf, erfc, erfcx } from '../special/erf.js';

/** A function of one variable and its derivative at x, where its value is y. */
export interface ElementaryFunction {
  value(x: number): number;
  slope(x: number, y: number): number;
}

const gauss = (x: number) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);

const arcus = {
  sin: { value: Math.asin, slope: (x: number) => 1 / Math.sqrt(1 - x * x) },
  cos: { value: Math.acos, slope: (x: number) => -1 / Math.sqrt(1 - x * x) },
  tan: { value: Math.atan, slope: (x: number) => 1 / (1 + x * x) }
};

/** The functions an expression may use, by their names in Python's math and numpy. */
export const functions: ReadonlyMap<string, ElementaryFunction> = new Map(
  Object.entries<ElementaryFunction>({
    exp: { value: Math.exp, slope: (_, y) => y },
    log: { value: Math.log, slope: x => 1 / x },
    log10: { value: Math.log10, slope: x => 1 / (x * Math.LN10) },
    sqrt: { value: Math.sqrt, slope: (_, y) => 0.5 / y },
    abs: { value: Math.abs, slope: x => Math.sign(x) },
    sin: { value: Math.sin, slope: x => Math.cos(x) },
    cos: { value: Math.cos, slope: x => -Math.sin(x) },
    tan: { value: Math.tan, slope: (_, y) => 1 + y * y },
    asin: arcus.sin,
    acos: arcus.cos,
    atan: arcus.tan,
    arcsin: arcus.sin,
    arccos: arcus.cos,
    arctan: arcus.tan,
    sinh: { value: Math.sinh, slope: x => Math.cosh(x) },
    cosh: { value: Math.cosh, slope: x => Math.sinh(x) },
    tanh: { value: Math.tanh, slope: (_, y) => 1 - y * y },
    erf: { value: erf, slope: x => gauss(x) },
    erfc: { value: erfc, slope: x => -gauss(x) },
    erfcx: { value: erfcx, slope: (x, y) => 2 * x * y - 2 / Math.sqrt(Math.PI) },
    lgamma: { value: lgamma, slope: x => digamma(x) }
  })
);

/** Names with a fixed value. */
export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E]
]);
