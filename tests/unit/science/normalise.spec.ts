import {
  area,
  normaliseArea,
  normaliseMaximum,
  normaliseReference,
  type Spectrum
} from '../../../src/science';
import { expectHonest, expectUnbiased, gaussian, measure, repeat, dice } from './montecarlo';
import { steps } from './synthetic';

const energies = steps(9560, 0.5, 41);
const line = (e: number) => 300 + 5000 * gaussian(9570, 2)(e);
const curve = (energy: number[], intensity: number[], sigma = 0.1): Spectrum => ({
  energy: Float64Array.from(energy),
  intensity: Float64Array.from(intensity),
  sigma: new Float64Array(energy.length).fill(sigma)
});

describe('area', () => {
  it('is the trapezoidal rule on whole steps, to the bit, and is exact between points for lines', () => {
    const { value, sigma } = area(curve([0, 1, 3], [1, 2, 4]));
    expect(value).toBe(0.5 * 1 + (0.5 + 1) * 2 + 1 * 4);
    expect(sigma).toBeCloseTo(0.1 * Math.hypot(0.5, 1.5, 1), 15);
    const straight = curve([0, 1, 2.5, 4], [1, 3, 6, 9]);
    expect(area(straight, [0.3, 3.7]).value).toBeCloseTo((1.6 + 8.4) * 0.5 * 3.4, 12);
    expect(area(straight, [1.2, 1.4]).value).toBeCloseTo((3.4 + 3.8) * 0.5 * 0.2, 12);
  });

  it('adds up over neighbouring ranges', () => {
    const spectrum = measure(energies, line, dice(1));
    const [a, b] = [area(spectrum, [9561.1, 9569.97]), area(spectrum, [9569.97, 9578.3])];
    expect(a.value + b.value).toBeCloseTo(area(spectrum, [9561.1, 9578.3]).value, 10);
  });

  it('reports which part of a range was measured, and refuses an empty one', () => {
    const spectrum = measure(energies, line, dice(2));
    const { range, warnings } = area(spectrum, [9550, 9570]);
    expect(range).toEqual([9560, 9570]);
    expect(warnings.map(({ code }) => code)).toEqual(['spectrum/range-cut']);
    for (const empty of [
      [9600, 9610],
      [9570, 9570],
      [9570, 9560],
      [NaN, 9570]
    ] as const) {
      expect(() => area(spectrum, empty)).toThrow(
        expect.objectContaining({ code: 'spectrum/empty-range' })
      );
    }
  });
});

describe('normalising', () => {
  it('by area makes the area 1, and a second time changes nothing (predecessor 27)', () => {
    const spectrum = measure(energies, line, dice(3));
    const once = normaliseArea(spectrum, [9562.2, 9577.9]);
    expect(area(once.spectrum, [9562.2, 9577.9]).value).toBeCloseTo(1, 14);
    const twice = normaliseArea(once.spectrum, [9562.2, 9577.9]);
    expect(twice.factor.value).toBeCloseTo(1, 14);
    twice.spectrum.intensity.forEach((y, i) =>
      expect(y).toBeCloseTo(once.spectrum.intensity[i], 14)
    );
    expect(once.spectrum.counts).toBeNull();
  });

  it('by maximum makes the highest 1, known exactly', () => {
    const { spectrum } = normaliseMaximum(measure(energies, line, dice(4)));
    const highest = spectrum.intensity.indexOf(1);
    expect(Math.max(...spectrum.intensity)).toBe(1);
    expect(spectrum.sigma[highest]).toBe(0);
  });

  it('refuses what has no area', () => {
    const flat = curve([0, 1, 2], [0, 0, 0]);
    const codes = expect.objectContaining({ code: 'spectrum/no-area' }) as Error;
    expect(() => normaliseArea(flat)).toThrow(codes);
    expect(() => normaliseMaximum(flat)).toThrow(codes);
    expect(() => normaliseReference(flat, flat)).toThrow(codes);
    const faint = normaliseArea(curve([0, 1, 2], [0.1, 0.1, 0.1], 1));
    expect(faint.warnings.map(({ code }) => code)).toEqual(['normalise/faint']);
    expect(faint.warnings[0].message).not.toMatch(/too large/);
  });

  it('by an uncertain value is biased by about the reported share', () => {
    const claimed: number[] = [];
    const [sample] = repeat(2000, 6, random => {
      const reference = measure([0, 1, 2], () => 6, random);
      const { spectrum, warnings } = normaliseReference(
        curve([0, 1, 2], [1, 1, 1], 1e-9),
        reference
      );
      claimed.push(Number(/by about (\d+) %/.exec(warnings[0]?.message ?? '')?.[1] ?? 0));
      return [{ value: spectrum.intensity[1], sigma: 1 }];
    });
    const truth = 1 / 0.012;
    const excess = 100 * (sample.mean / truth - 1);
    expect(excess).toBeGreaterThan(3);
    expect(claimed.reduce((a, b) => a + b, 0) / claimed.length / excess).toBeGreaterThan(0.6);
    expect(claimed.reduce((a, b) => a + b, 0) / claimed.length / excess).toBeLessThan(1.6);
  });

  it('has an honest σ, of the area and of every point', () => {
    const few = steps(9566, 1, 9);
    const truth = few.slice(1).reduce((sum, e, i) => sum + (line(e) + line(few[i])) / 2000, 0);
    const samples = repeat(4000, 5, random => {
      const spectrum = measure(few, line, random);
      const other = measure(few, line, random, 400);
      const results = [
        normaliseArea(spectrum, [9566.3, 9573.4]),
        normaliseReference(spectrum, other)
      ];
      return [
        area(spectrum),
        ...results.flatMap(({ spectrum: { intensity, sigma } }) =>
          [0, 3, 4, 8].map(i => ({ value: intensity[i], sigma: sigma[i] }))
        )
      ];
    });
    samples.forEach(sample => expectHonest(sample));
    expectUnbiased(samples[0], truth);
  });
});
