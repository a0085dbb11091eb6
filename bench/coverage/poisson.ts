import { lgamma } from '../../src/science/special/gamma.js';

/** Below this mean, counts are drawn by multiplying random numbers. */
const small = 12;

/**
 * A draw of Poisson counts, exact at any mean: Knuth's method below 12, above W. Hörmann's PTRS
 * (Insurance: Math. Econ. 12 (1993) 39).
 */
export function poissonCount(mean: number, random: () => number): number {
  return mean < small ? byProducts(mean, random) : byRejection(mean, random);
}

function byProducts(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let k = 0;
  for (let product = random(); product > limit; product *= random()) {
    k++;
  }
  return k;
}

function byRejection(mean: number, random: () => number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const quick = 0.9277 - 3.6224 / (b - 2);
  const logMean = Math.log(mean);
  for (;;) {
    const u = random() - 0.5;
    const v = 1 - random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= quick) {
      return k;
    }
    const isOutside = k < 0 || (us < 0.013 && v > us);
    if (
      !isOutside &&
      Math.log((v * inverse) / (a / (us * us) + b)) <= k * logMean - mean - lgamma(k + 1)
    ) {
      return k;
    }
  }
}
