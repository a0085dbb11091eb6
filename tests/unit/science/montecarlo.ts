import type { Spectrum } from '../../../src/science';

// globals are slow to look up in a test's VM
const { abs, cos, exp, imul, log, max, PI, round, sqrt } = Math;

/** A seeded stream of random numbers in 0…1 (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = imul(state ^ (state >>> 15), 1 | state);
    t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A draw of the normal distribution (Box–Muller). */
export function normal(random: () => number): number {
  return sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
}

/** A draw of Poisson counts: exact below 60 (Knuth), above by the rounded normal distribution. */
export function poisson(mean: number, random: () => number): number {
  if (mean > 60) {
    return max(0, round(mean + sqrt(mean) * normal(random)));
  }
  const limit = exp(-mean);
  let k = 0;
  for (let product = random(); product > limit; product *= random()) {
    k++;
  }
  return k;
}

/** A curve of counts as measured: `mean(E)` counts expected at each energy, monitor I1. */
export function measure(
  energies: readonly number[],
  mean: (energy: number) => number,
  random: () => number,
  monitor: number | ((i: number) => number) = 1000
): Spectrum {
  const i1 = Float64Array.from(energies, (_, i) =>
    typeof monitor === 'number' ? monitor : monitor(i)
  );
  const counts = Float64Array.from(energies, (e, i) => poisson((mean(e) * i1[i]) / 1000, random));
  return {
    energy: Float64Array.from(energies),
    intensity: counts.map((n, i) => n / i1[i]),
    sigma: counts.map((n, i) => sqrt(max(n, 1)) / i1[i]),
    counts,
    monitor: i1
  };
}

/** Many values of one experiment, and the claimed σ of each. */
export interface Samples {
  mean: number;
  deviation: number;
  /** Mean claimed σ. */
  claimed: number;
  repeats: number;
}

/** Repeat an experiment: `once(random)` returns values with their σ; one `Samples` per value. */
export function repeat(
  repeats: number,
  seed: number,
  once: (random: () => number) => readonly { value: number; sigma: number }[]
): Samples[] {
  const random = dice(seed);
  const sums: { sum: number; squares: number; claimed: number; first: number }[] = [];
  for (let r = 0; r < repeats; r++) {
    once(random).forEach(({ value, sigma }, k) => {
      sums[k] ??= { sum: 0, squares: 0, claimed: 0, first: value };
      const shifted = value - sums[k].first;
      sums[k].sum += shifted;
      sums[k].squares += shifted * shifted;
      sums[k].claimed += sigma;
    });
  }
  return sums.map(({ sum, squares, claimed, first }) => ({
    mean: first + sum / repeats,
    deviation: sqrt((squares - (sum * sum) / repeats) / (repeats - 1)),
    claimed: claimed / repeats,
    repeats
  }));
}

/**
 * Expect the claimed σ to be the scatter of the repeats within five times its own statistical
 * error, 1/√(2n), and a systematic part (σ from few counts, propagation to first order).
 */
export function expectHonest({ deviation, claimed, repeats }: Samples, systematic = 0.02): void {
  const tolerance = 5 / sqrt(2 * repeats) + systematic;
  expect(abs(claimed / deviation - 1)).toBeLessThan(tolerance);
}

/** Expect the mean of the repeats to be the truth within five times its statistical error. */
export function expectUnbiased(
  { mean, deviation, repeats }: Samples,
  truth: number,
  bias = 0
): void {
  expect(abs(mean - truth)).toBeLessThan((5 * deviation) / sqrt(repeats) + bias);
}

/** A Gaussian of unit height. */
export function gaussian(centre: number, sigma: number): (energy: number) => number {
  return energy => exp(-((energy - centre) ** 2) / (2 * sigma * sigma));
}
