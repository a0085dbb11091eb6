import {
  background,
  consistency,
  elasticLine,
  fullWidth,
  moments,
  peakPosition,
  type ElasticMethod,
  type Spectrum
} from '../../../src/science';
import { dice, expectHonest, expectUnbiased, gaussian, measure, repeat } from './montecarlo';
import { steps } from './synthetic';
import { applied } from '../analysis/steps/applied';

const lorentzian = (centre: number, half: number) => (e: number) =>
  1 / (1 + ((e - centre) / half) ** 2);
const width = 3 * 2.3548;

function counted(energies: readonly number[], counts: readonly number[]): Spectrum {
  return {
    energy: Float64Array.from(energies),
    intensity: Float64Array.from(counts, n => n / 1000),
    sigma: Float64Array.from(counts, n => Math.sqrt(Math.max(n, 1)) / 1000),
    counts: Float64Array.from(counts),
    monitor: Float64Array.from(counts, () => 1000)
  };
}

const value = (spectrum: Spectrum) =>
  ({ kind: 'spectrum', name: 'a', axis: 'emission', spectrum }) as const;
const codes = ({ warnings }: { warnings: readonly { code: string }[] }) =>
  warnings.map(({ code }) => code);

describe('a position lies within its points, or is not returned', () => {
  it('if the five points around the highest have no top', () => {
    const few = counted(steps(9619, 0.5, 5), [108, 105, 110, 85, 97]);
    expect(() => peakPosition(few)).toThrow(expect.objectContaining({ code: 'spectrum/no-peak' }));
    const { numbers, warnings } = applied('moments', [value(few)], {});
    expect(numbers.position).toBeUndefined();
    expect(warnings.find(({ code }) => code === 'spectrum/no-peak')?.message).toContain(
      'No position'
    );
  });

  it.each([1000, 100, 30, 3])('of lines with %s counts at their top, with an honest σ', level => {
    const energies = steps(9600, 0.5, 81);
    const random = dice(7);
    let [returned, far] = [0, 0];
    const repeats = level < 10 ? 25 : 200;
    const [sample] = repeat(repeats, 8 + level, () => {
      for (;;) {
        const spectrum = measure(energies, e => level * (gaussian(9619.7, 3)(e) + 0.02), random);
        try {
          const found = peakPosition(spectrum);
          returned++;
          far += Math.abs(found.value - 9619.7) > 6 * found.sigma ? 1 : 0;
          expect(Math.abs(found.value - 9619.7)).toBeLessThan(8);
          return [found];
        } catch (reason) {
          expect(reason).toMatchObject({ code: 'spectrum/no-peak' });
        }
      }
    });
    expect(returned).toBe(repeats);
    expect(far).toBeLessThan(level < 10 ? 4 : 3);
    expectUnbiased(sample, 9619.7, level < 10 ? 0.2 : 0);
    if (level >= 30) {
      expectHonest(sample, 0.15);
    }
  });

  it.each<ElasticMethod>(['gaussian', 'half-cumulative', 'parabola'])(
    'of an elastic line by %s',
    method => {
      const energies = steps(8637, 0.1, 41);
      const random = dice(9);
      for (let i = 0; i < 150; i++) {
        const spectrum = measure(energies, e => 3 * gaussian(8639, 0.3)(e) + 1, random);
        try {
          const found = elasticLine(spectrum, method).value;
          expect(found).toBeGreaterThanOrEqual(8637);
          expect(found).toBeLessThanOrEqual(8641);
        } catch (reason) {
          expect(reason).toMatchObject({ code: 'spectrum/no-peak' });
        }
      }
    }
  );

  it('of a centroid if what is below zero outweighs the line', () => {
    const energies = steps(9600, 1, 11);
    const dip: Spectrum = {
      energy: Float64Array.from(energies),
      intensity: Float64Array.from(energies, e => (e > 9605 ? 1.1 : e < 9605 ? -1 : 0)),
      sigma: new Float64Array(11).fill(0.05)
    };
    const found = moments(dip);
    expect(found.m0.value).toBeGreaterThan(0);
    expect(found.m1.value).toBeNaN();
    expect(codes(found)).toContain('moments/no-centroid');
    expect(applied('moments', [value(dip)], {}).numbers.m1).toBeUndefined();
  });

  it('of the centroid over a background', () => {
    const energies = steps(9600, 0.5, 121);
    const random = dice(10);
    let none = 0;
    for (let i = 0; i < 60; i++) {
      const spectrum = measure(energies, () => 60, random);
      const found = background(spectrum, {
        model: 'constant',
        exclude: [[9620, 9640]],
        weights: 'poisson'
      });
      const isNone = Number.isNaN(found.centroid.value);
      expect(codes(found).includes('background/no-centroid')).toBe(isNone);
      if (!isNone) {
        expect(found.centroid.value).toBeGreaterThanOrEqual(9620);
        expect(found.centroid.value).toBeLessThanOrEqual(9640);
      }
      none += isNone ? 1 : 0;
      expect(found.areaRanges).toEqual([[9620, 9640]]);
    }
    expect(none).toBeGreaterThan(5);
  });

  it('of a shift, which is less than the range', () => {
    const energies = steps(9600, 0.5, 41);
    const random = dice(11);
    for (let i = 0; i < 40; i++) {
      const scans = [0, 1, 2].map(() => measure(energies, () => 4, random));
      for (const { shift } of consistency(scans).scans) {
        expect(Math.abs(shift.value) < 10 || Number.isNaN(shift.value)).toBe(true);
      }
    }
  });
});

describe('on few points over the width', () => {
  it.each([
    ['gaussian', 2, 1e4],
    ['gaussian', 2, 300],
    ['gaussian', 1, 1e4],
    ['lorentzian', 2, 1e4],
    ['lorentzian', 1, 1e4]
  ] as const)(
    'the position and width of a %s at steps of %s eV and %s counts are right',
    (shape, step, level) => {
      const energies = steps(9600, step, Math.floor(40 / step) + 1);
      let turn = 0;
      const samples = repeat(150, 12 + level, random => {
        // wherever it is between the points
        const centre = 9619.7 + (step * (turn++ % 10)) / 10;
        const line = shape === 'gaussian' ? gaussian(centre, 3) : lorentzian(centre, width / 2);
        const spectrum = measure(energies, e => level * line(e), random);
        const [place, full] = [peakPosition(spectrum), fullWidth(spectrum)];
        expect(codes(full)).toContain('width/coarse');
        return [
          { value: place.value - centre, sigma: place.sigma },
          { value: full.value - width, sigma: full.sigma }
        ];
      });
      expectUnbiased(samples[0], 0, 0.1 * samples[0].deviation);
      expectUnbiased(samples[1], 0, 0.35 * samples[1].deviation);
      expectHonest(samples[0], 0.2);
      expect(samples[1].claimed / samples[1].deviation).toBeGreaterThan(0.9);
      expect(samples[1].claimed / samples[1].deviation).toBeLessThan(1.6);
    }
  );

  it('of a shape between both, σ includes what is unknown of it', () => {
    const energies = steps(9600, 2, 21);
    let within = 0;
    const random = dice(13);
    for (let i = 0; i < 100; i++) {
      const centre = 9619.7 + (2 * (i % 10)) / 10;
      const [g, l] = [gaussian(centre, 3), lorentzian(centre, width / 2)];
      const spectrum = measure(energies, e => 5e4 * (g(e) + l(e)), random);
      const [place, full] = [peakPosition(spectrum), fullWidth(spectrum)];
      within += Math.abs(place.value - centre) < place.sigma ? 0.5 : 0;
      within += Math.abs(full.value - width) < full.sigma ? 0.5 : 0;
    }
    expect(within).toBeGreaterThan(60);
  });
});

it('the width changes from one method to another without a jump', () => {
  const energies = steps(9600, 0.5, 81);
  const line = (level: number) =>
    counted(
      energies,
      energies.map((e, i) => level * (gaussian(9619.7, 3)(e) + 0.01 * Math.sin(37 * i)) + 1)
    );
  let before = fullWidth(line(300)).value;
  for (let level = 310; level < 3e4; level *= 1.03) {
    const { value: now, sigma } = fullWidth(line(level));
    expect(Math.abs(now - before)).toBeLessThan(0.35 * sigma);
    before = now;
  }
});

it('an extrapolated calibration reports how uncertain its end is', () => {
  const far = counted(steps(9560, 1, 20), new Array<number>(20).fill(100));
  const parameters = { found: [8616, 8639], energies: [8615.8, 8638.9] };
  const { warnings } = applied('calibrate', [value(far)], parameters);
  expect(codes({ warnings })).toContain('calibrate/extrapolated');
  const shift = { ...parameters, degree: 0 };
  expect(codes(applied('calibrate', [value(far)], shift))).not.toContain('calibrate/extrapolated');
});
