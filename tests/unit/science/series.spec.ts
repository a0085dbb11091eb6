import {
  consistency,
  drift,
  normaliseArea,
  stitch,
  trend,
  type Spectrum
} from '../../../src/science';
import { dice, expectHonest, expectUnbiased, gaussian, measure, repeat } from './montecarlo';
import { steps } from './synthetic';

const energies = steps(9640, 0.3, 41);
const line = (e: number) => 400 + 6000 * gaussian(9646, 1.5)(e);
const shifted = (by: number) => (e: number) => line(e - by);

describe('consistency', () => {
  const shifts = [-0.08, 0.02, 0.06];

  it('finds the shift and the scale of each scan with an honest σ', () => {
    const samples = repeat(1500, 91, random => {
      const set = shifts.map((by, k) => measure(energies, shifted(by), random, 900 + 100 * k));
      return consistency(set).scans.flatMap(({ shift, scale }) => [shift, scale]);
    });
    samples.forEach(sample => expectHonest(sample, 0.04));
    shifts.forEach((by, k) => {
      // against the mean of the others, weighted by their monitors
      const others = [0, 1, 2].filter(other => other !== k);
      const total = others.reduce((sum, other) => sum + 900 + 100 * other, 0);
      const middle = others.reduce((sum, o) => sum + (shifts[o] * (900 + 100 * o)) / total, 0);
      expectUnbiased(samples[2 * k], by - middle, 0.003);
      expectUnbiased(samples[2 * k + 1], 1, 0.001);
    });
  });

  it.each([
    ['many', 1],
    ['few', 0.02]
  ])('finds χ²/dof = 1 and no shift in repeats with %s counts', (_, brightness) => {
    const samples = repeat(400, 92, random => {
      const set = shifts.map(() => measure(energies, e => brightness * line(e), random));
      const { scans } = consistency(set);
      return [
        ...scans.map(scan => scan.shift),
        ...scans.map(scan => ({ value: scan.redchi, sigma: 0 }))
      ];
    });
    samples.slice(0, 3).forEach(sample => {
      expectHonest(sample, 0.05);
      expectUnbiased(sample, 0);
    });
    samples.slice(3).forEach(sample => expectUnbiased(sample, 1, 0.01));
  });

  it('of two scans has for each its whole shift from the other', () => {
    const random = dice(95);
    const set = [0, 0.1].map(by => measure(energies, e => 100 * shifted(by)(e), random));
    const [first, second] = consistency(set).scans;
    expect(first.shift.value).toBeCloseTo(-0.1, 2);
    expect(second.shift.value).toBeCloseTo(0.1, 2);
  });

  it('flags the outlying scan, with the reason', () => {
    const random = dice(93);
    const shapes = [line, line, shifted(0.3), line, (e: number) => 1.1 * line(e)];
    const set = shapes.map(of => measure(energies, of, random));
    set.push(measure(energies, e => line(e) + 900 * gaussian(9650, 0.3)(e), random));
    const found = consistency(set).scans.map(({ outlier }) => outlier);
    expect(found[2]).toContain('shift');
    expect(found[4]).toContain('scale');
    expect(found[5]).toContain('shape');
    expect(found[0]).not.toContain('shift');
  });

  it('works if the grids differ, and without counts', () => {
    const random = dice(94);
    const set = [measure(energies, line, random), measure(steps(9640.1, 0.4, 28), line, random)];
    consistency(set).scans.forEach(({ shift }) => expect(Math.abs(shift.value)).toBeLessThan(0.1));
    const bare = [0, 0.1].map(by => ({
      ...measure(energies, shifted(by), random),
      counts: null,
      monitor: null
    }));
    const { scans } = consistency(bare);
    expect(scans[1].shift.value).toBeCloseTo(0.1, 1);
    expect(scans[0].shift.value).toBeCloseTo(-0.1, 1);
  });

  it('needs two scans', () => {
    expect(() => consistency([measure(energies, line, dice(1))])).toThrow(
      expect.objectContaining({ code: 'spectrum/too-few' })
    );
  });
});

describe('trend', () => {
  it('tests a slope: few false positives, and true ones are found', () => {
    const times = [0, 1, 2, 5];
    let accidents = 0;
    const [sample] = repeat(2000, 95, random => {
      const noise = times.map(() => ({ value: 3 + gaussianNoise(random) * 0.1, sigma: 0.1 }));
      const { slope, hasChanged } = trend(times, noise);
      accidents += hasChanged ? 1 : 0;
      return [slope];
    });
    expectHonest(sample);
    expectUnbiased(sample, 0);
    expect(accidents).toBeLessThan(20); // 5.4 expected
    const growing = times.map(time => ({ value: time, sigma: 0.1 }));
    const found = trend(times, growing);
    expect([found.hasChanged, found.slope.value]).toEqual([true, expect.closeTo(1, 12)]);
  });

  it('needs two times', () => {
    const one = { value: 1, sigma: 1 };
    for (const times of [[0], [0, 0], [NaN, 1]]) {
      expect(() => trend(times, [one, one])).toThrow(
        expect.objectContaining({ code: 'spectrum/too-few' })
      );
    }
  });
});

function gaussianNoise(random: () => number): number {
  return Array.from({ length: 12 }, random).reduce((a, b) => a + b, -6);
}

describe('drift', () => {
  const series = (random: () => number, by: number) =>
    [0, 1, 2, 3].map(k => measure(energies, shifted(by * k), random));

  it('finds a drift of the centroid, and none in repeats', () => {
    const random = dice(96);
    const still = drift(series(random, 0), [0, 1, 2, 3]);
    expect(still.trends.m1.hasChanged || still.trends.area.hasChanged).toBe(false);
    expect(still.points[0].iad).toEqual({ value: 0, sigma: 0 });
    const moving = drift(series(random, 0.08), [0, 1, 2, 3], [9641, 9651]);
    expect(moving.trends.m1.hasChanged).toBe(true);
    const warned = moving.warnings.filter(({ code }) => code === 'drift/changed');
    expect(warned.map(({ message }) => message).join()).toMatch(/The centroid changes with time/);
    expect(still.warnings.map(({ code }) => code)).not.toContain('drift/changed');
    expect(moving.trends.iad?.hasChanged).toBe(true);
    expect(moving.points[3].iad.value).toBeGreaterThan(0.03);
  });

  it('refuses times that are not one for each scan', () => {
    const two = series(dice(97), 0).slice(0, 2);
    expect(() => drift(two, [0])).toThrow(expect.objectContaining({ code: 'spectrum/parameter' }));
    expect(() => drift(two.slice(1), [0])).toThrow(
      expect.objectContaining({ code: 'spectrum/too-few' })
    );
  });
});

describe('stitch', () => {
  const main = (random: () => number) => measure(energies.slice(0, 30), line, random);
  const wide = (random: () => number, factor = 0.4) =>
    measure(energies.slice(20), e => factor * line(e), random, 4000);

  it('finds the scale on the overlap, with an honest σ, and beyond it', () => {
    const samples = repeat(2000, 98, random => {
      const { scale, spectrum } = stitch(main(random), wide(random));
      return [
        scale,
        ...[5, 25, 35].map(i => ({ value: spectrum.intensity[i], sigma: spectrum.sigma[i] }))
      ];
    });
    // in the overlap the scale shares the noise of the points
    samples.forEach((sample, k) => expectHonest(sample, k === 2 ? 0.25 : 0.03));
    expectUnbiased(samples[0], 2.5, 0.005);
  });

  it.each([
    ['the same energies', 0],
    ['energies between', 0.15]
  ])('is unbiased and honest at 6 counts a point on %s', (_, offset) => {
    const level = (e: number) => 6 + 2 * Math.sin(e);
    const samples = repeat(1500, 106, random => {
      const first = measure(energies.slice(0, 36), level, random, 1000);
      const at = energies.slice(5).map(e => e + offset);
      const { scale, spectrum } = stitch(
        first,
        measure(at, e => level(e) / 2, random, 2000)
      );
      return [scale, { value: spectrum.intensity[20], sigma: spectrum.sigma[20] }];
    });
    expectUnbiased(samples[0], 2, 0.01);
    expectHonest(samples[0], 0.05);
    expectUnbiased(samples[1], level(energies[20]) / 1000, 2e-5);
  });

  it('refuses a scale that a few counts do not determine, and says what to do', () => {
    const few = (random: () => number) => measure(energies, () => 0.1, random);
    for (let seed = 0; seed < 20; seed++) {
      const random = dice(seed);
      expect(() => stitch(few(random), few(random))).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^spectrum\/(scale-undetermined|no-area)$/) as string,
          message: expect.stringContaining('give the scale, or join by the monitors') as string
        })
      );
    }
    const random = dice(1);
    expect(stitch(few(random), few(random), { scale: 'monitor' }).scale.value).toBe(1);
  });

  it.each([
    ['as measured', (one: Spectrum) => one],
    ['normalised', (one: Spectrum) => normaliseArea(one).spectrum]
  ])('knows the counts of both in the overlap: %s', (_, made) => {
    const [first, second] = [main(dice(1)), wide(dice(2))];
    const { spectrum } = stitch(made(first), made(second), { scale: 3 });
    const { exposure, offset } = spectrum.affine!;
    const found = spectrum.intensity.map((y, i) => exposure[i] * (y + offset[i]));
    const both = energies.map(
      (_, i) => (i < 30 ? first.counts![i] : 0) + (i < 20 ? 0 : second.counts![i - 20])
    );
    if (made(first).counts) {
      found.forEach((n, i) => expect(n).toBeCloseTo(both[i], 6));
    } else {
      [0, 12, 19, 30, 40].forEach(i => expect(found[i]).toBeCloseTo(both[i], 6));
      expect(exposure.every(e => e > 0)).toBe(true);
    }
  });

  it('finds one scale if scans touch in a point, however it was rounded', () => {
    const random = dice(107);
    const first = measure(energies.slice(0, 21), line, random);
    const second = measure(energies.slice(20), e => line(e) / 2, random);
    const scales = [0, 2e-12, -2e-12, 1e-9].map(by => {
      const moved = { ...second, energy: second.energy.map(e => e + by) };
      const { scale, spectrum } = stitch(first, moved);
      expect(spectrum.energy).toHaveLength(energies.length);
      return scale.value;
    });
    scales.forEach(scale => expect(scale).toBeCloseTo(scales[0], 9));
  });

  it('retains every point, and reports its number of scans', () => {
    const random = dice(99);
    const { spectrum, coverage, overlap } = stitch(main(random), wide(random));
    expect([...spectrum.energy]).toEqual(energies);
    expect([...coverage]).toEqual(energies.map((_, i) => (i >= 20 && i < 30 ? 2 : 1)));
    expect(overlap).toEqual([energies[20], energies[29]]);
  });

  it('joins by the monitors if there is no overlap, reports it, and retains the counts', () => {
    const random = dice(100);
    const [a, b] = [
      measure(energies.slice(0, 20), line, random),
      measure(energies.slice(21), line, random)
    ];
    const { spectrum, scale, overlap, warnings } = stitch(b, a);
    expect([scale, overlap]).toEqual([{ value: 1, sigma: 0 }, null]);
    expect(warnings.map(({ code }) => code)).toEqual(['stitch/no-overlap']);
    expect([...spectrum.energy]).toEqual([...a.energy, ...b.energy]);
    expect([...(spectrum.counts ?? [])]).toEqual([...(a.counts ?? []), ...(b.counts ?? [])]);
  });

  it('uses a given scale, and refuses an invalid one', () => {
    const random = dice(101);
    const two: [Spectrum, Spectrum] = [main(random), wide(random)];
    expect(stitch(...two, { scale: 2.5 }).scale).toEqual({ value: 2.5, sigma: 0 });
    expect(stitch(...two, { scale: 'monitor' }).scale.value).toBe(1);
    for (const scale of [0, -1, NaN, Infinity]) {
      expect(() => stitch(...two, { scale })).toThrow(
        expect.objectContaining({ code: 'spectrum/parameter' })
      );
    }
  });

  it('refuses an overlap without signal', () => {
    const zero = measure(energies, () => 0, dice(1));
    expect(() => stitch(zero, zero)).toThrow(expect.objectContaining({ code: 'spectrum/no-area' }));
  });
});

describe('drift of scans of few counts', () => {
  it('reports once by how much their IADs may be wrong', () => {
    const random = dice(99);
    const few = [0, 1, 2, 3].map(() => measure(energies, e => line(e) / 1000, random));
    const { warnings } = drift(few, [0, 1, 2, 3]);
    const warned = warnings.filter(({ code }) => code.startsWith('iad/'));
    expect(warned.map(({ code }) => code)).toEqual(['iad/hidden']);
    expect(warned[0].message).toMatch(/^3 of the 3 IADs from the first scan may be too small/);
  });
});

describe('drift of copies of one scan', () => {
  it('is none: their difference has no σ to test', () => {
    const spectrum = measure(energies, line, dice(3));
    const { trends, points } = drift([spectrum, spectrum, spectrum], [0, 1, 2]);
    expect([trends.iad, trends.area.slope.value, trends.m1.hasChanged]).toEqual([null, 0, false]);
    expect(points.map(({ iad }) => iad.value)).toEqual([0, 0, 0]);
  });
});
