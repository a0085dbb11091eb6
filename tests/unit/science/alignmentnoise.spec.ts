import { align } from '../../../src/science/alignment';
import { dice, expectHonest, expectUnbiased, measure, repeat } from './montecarlo';

interface IScene {
  background: number;
  /** Counts at the top of the line, and its width as σ, eV. */
  line: number;
  width?: number;
  shift?: number;
  seed: number;
}

const energies = Array.from({ length: 101 }, (_, i) => 9640 + 0.3 * i);
const repeats = 120;

/**
 * Result of many measurements of one scene: how often a shift, how far off by its σ, and the
 * messages.
 */
function found({ background, line, width = 2, shift = 0.3, seed }: IScene) {
  const random = dice(seed);
  const counts = (by: number) => (energy: number) =>
    background + line * Math.exp(-0.5 * ((energy - by - 9655) / width) ** 2);
  const all = Array.from({ length: repeats }, () =>
    align(measure(energies, counts(shift), random), measure(energies, counts(0), random))
  );
  const pulls = all.flatMap(alignment =>
    Number.isFinite(alignment.shift.value)
      ? [(alignment.shift.value - shift) / alignment.shift.sigma]
      : []
  );
  return {
    part: pulls.length / repeats,
    pull: Math.sqrt(pulls.reduce((sum, value) => sum + value * value, 0) / pulls.length),
    messages: new Set(all.flatMap(({ warnings }) => warnings.map(({ message }) => message)))
  };
}

describe('a reference whose slope is noise', () => {
  it.each([1000, 20, 1])('determines no shift: flat, %d counts a point', background => {
    const { part, messages } = found({ background, line: 0, shift: 0, seed: 31 });
    expect(part).toBeLessThan(0.03);
    expect([...messages].every(message => /flat here|too few/.test(message))).toBe(true);
  });

  it.each([60, 120, 200])('is used no further than its σ holds: line of %d on 1000', line => {
    expect(found({ background: 1000, line, seed: 32 }).pull).toBeLessThan(1.3);
  });

  it('is used as before if a line is significant', () => {
    const { part, pull } = found({ background: 1000, line: 1000, seed: 33 });
    expect(part).toBe(1);
    expect(Math.abs(pull - 1)).toBeLessThan(0.25);
  });
});

describe('a wide line of few counts', () => {
  it.each([20, 10])('is found through more points, with its σ: %d at the top', line => {
    const { part, pull } = found({ background: 0, line, width: 3, seed: 34 });
    expect(part).toBeGreaterThan(0.9);
    expect(pull).toBeGreaterThan(0.6);
    expect(pull).toBeLessThan(1.2);
  });

  it('is reported as having too few counts, and not as absent, if it is not', () => {
    const { part, messages } = found({ background: 0, line: 4, width: 3, seed: 35 });
    expect(part).toBeLessThan(1);
    expect([...messages].some(message => /reference has too few counts/.test(message))).toBe(true);
    expect(
      [...messages].some(message => /features of the reference are not seen/.test(message))
    ).toBe(false);
  });
});

describe('the scale', () => {
  const line = (at: number) => (energy: number) =>
    0.9 * Math.exp(-0.5 * ((energy - at) / 3) ** 2) + 0.1;

  it.each([300, 30])('is not too small by the noise of the reference: %d counts', counts => {
    const [sample] = repeat(300, 36, random => {
      const at = (energy: number, monitor: number) =>
        measure(energies, e => counts * line(energy)(e), random, monitor);
      return [align(at(9655.5, 1300), at(9655, 400)).scale];
    });
    expectUnbiased(sample, 1, sample.deviation / 10);
    expectHonest(sample, 0.05);
  });

  it('without a shift is that of the counts as they are', () => {
    const [sample] = repeat(300, 37, random => {
      const flat = (monitor: number) => measure(energies, () => 3, random, monitor);
      const { shift, scale } = align(flat(1300), flat(700));
      expect(shift.value).toBeNaN();
      return [scale];
    });
    expectUnbiased(sample, 1, sample.deviation / 10);
    expectHonest(sample, 0.05);
  });
});

describe('χ²/dof of few counts', () => {
  it.each([3, 100])('is 1 if the model holds, and no reason for doubt: %d counts', counts => {
    const messages = new Set<string>();
    const [sample] = repeat(150, 38, random => {
      const at = (energy: number, monitor: number) =>
        measure(
          energies,
          e => counts * Math.exp(-0.5 * ((e - energy) / 3) ** 2) + counts / 10,
          random,
          monitor
        );
      const { redchiShifted, warnings } = align(at(9655.2, 1300), at(9655, 1300));
      warnings.forEach(({ code }) => messages.add(code));
      return [{ value: Number.isFinite(redchiShifted) ? redchiShifted : 1, sigma: 1 }];
    });
    expect(sample.mean).toBeCloseTo(1, 1);
    expect([...messages]).not.toContain('alignment/not-independent');
  });
});
