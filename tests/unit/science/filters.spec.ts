import fc from 'fast-check';
import {
  equalBins,
  hampel,
  liveCounts,
  rebin,
  savitzkyGolay,
  scanSpectrum,
  waveNumberBins,
  withoutDeadTime,
  type Spectrum
} from '../../../src/science';
import { dice, expectHonest, expectUnbiased, gaussian, measure, repeat } from './montecarlo';
import { measured, steps } from './synthetic';

const energies = steps(9640, 0.3, 41);
const line = (e: number) => 300 + 5000 * gaussian(9646, 1.5)(e);
const sum = (values: ArrayLike<number> | null | undefined) =>
  Array.from(values ?? []).reduce((a, b) => a + b, 0);
const points = ({ intensity, sigma }: Spectrum) =>
  [...intensity].map((value, i) => ({ value, sigma: sigma[i] }));

describe('savitzkyGolay', () => {
  it('has the classical coefficients on equal steps', () => {
    const impulse: Spectrum = {
      energy: Float64Array.from(steps(0, 0.5, 11)),
      intensity: Float64Array.from({ length: 11 }, (_, i) => (i === 5 ? 35 : 0)),
      sigma: new Float64Array(11).fill(1)
    };
    const { intensity, sigma } = savitzkyGolay(impulse, { window: 5, order: 2 }).spectrum;
    [-3, 12, 17, 12, -3].forEach((c, k) => expect(intensity[3 + k]).toBeCloseTo(c, 12));
    expect(sigma[5]).toBeCloseTo(Math.sqrt(17 / 35), 12);
    const slope = savitzkyGolay(impulse, { window: 5, order: 2, derivative: 1 }).spectrum.intensity;
    [2, 1, 0, -1, -2].forEach((c, k) => expect(slope[3 + k]).toBeCloseTo((35 / 5) * c, 11));
  });

  it('leaves a polynomial of its order unchanged, on any energies, and derives it exactly', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 7, maxLength: 30 }),
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (gaps, [a, b, c, d]) => {
          let at = -5;
          const energy = Float64Array.from(gaps, gap => (at += gap));
          const cubic = (e: number) => a + e * (b + e * (c + e * d));
          const spectrum = { energy, intensity: energy.map(cubic), sigma: energy.map(() => 1) };
          const smooth = savitzkyGolay(spectrum, { window: 7, order: 3 }).spectrum.intensity;
          const slope = savitzkyGolay(spectrum, { window: 7, order: 3, derivative: 1 }).spectrum;
          const scale = 1 + Math.max(...energy.map(e => Math.abs(e))) ** 3;
          energy.forEach((e, i) => {
            expect(Math.abs(smooth[i] - cubic(e))).toBeLessThan(1e-10 * scale);
            const expected = b + e * (2 * c + e * 3 * d);
            expect(Math.abs(slope.intensity[i] - expected)).toBeLessThan(1e-8 * scale);
          });
        }
      ),
      { seed: 1, numRuns: 60 }
    );
  });

  it('has an honest σ', () => {
    const few = steps(9644, 0.3, 9);
    const samples = repeat(3000, 31, random => {
      const spectrum = measure(few, line, random);
      return [0, 1].flatMap(derivative =>
        points(savitzkyGolay(spectrum, { window: 5, order: 2, derivative }).spectrum)
      );
    });
    samples.forEach(sample => expectHonest(sample));
  });

  it.each([
    [4, 2],
    [5, 5],
    [5, -1],
    [NaN, 2]
  ])('refuses window %p with order %p', (window, order) => {
    expect(() => savitzkyGolay(measure(energies, line, dice(1)), { window, order })).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
  });
});

describe('hampel', () => {
  it('finds spikes, also at the ends, and no counting noise', () => {
    const clean = measure(energies, () => 400, dice(41));
    expect(hampel(clean, { threshold: 5 }).spikes).toEqual([]);
    const spiked = { ...clean, intensity: clean.intensity.slice() };
    for (const i of [0, 17, 40]) {
      spiked.intensity[i] += 0.3;
    }
    const { spectrum, spikes } = hampel(spiked, { threshold: 5 });
    expect(spikes).toEqual([0, 17, 40].map(i => energies[i]));
    expect(spectrum.energy).toHaveLength(38);
    expect(spectrum.counts).toHaveLength(38);
    const filled = hampel(spiked, { threshold: 5, replace: 'median' }).spectrum;
    expect(filled.energy).toHaveLength(41);
    expect(Math.abs(filled.intensity[17] - 0.4)).toBeLessThan(0.04);
    expect(filled.counts).toBeNull();
  });

  it.each([
    [3, 3],
    [3, 3.5],
    [100, 3],
    [100, 3.5],
    [1e4, 3],
    [1e4, 3.5]
  ])('has at most the stated rate of spikes from counting: %s counts, %s σ', (level, threshold) => {
    const shapes = [
      () => 1,
      (e: number) => 0.9 * gaussian(9646, 1.5)(e) + 0.1,
      (e: number) => 0.2 + (0.8 * (e - 9640)) / 12
    ];
    const random = dice(43);
    for (const shape of shapes) {
      let [spikes, points, stated] = [0, 0, NaN];
      for (let trial = 0; trial < 500; trial++) {
        const spectrum = measure(
          energies,
          e => level * shape(e),
          random,
          i => 1000 + 40 * Math.sin(i)
        );
        const found = hampel(spectrum, { threshold });
        spikes += found.spikes.length;
        points += spectrum.energy.length;
        stated = found.falseAlarmRate ?? NaN;
      }
      expect(stated).toBeCloseTo(threshold === 3 ? 0.0027 : 0.000465, 6);
      expect(spikes).toBeLessThan(points * stated + 3 * Math.sqrt(points * stated));
    }
  });

  it.each([
    [3, 30],
    [100, 120],
    [1e4, 2000]
  ])('finds deviations beyond counting noise: on %s counts %s more', (level, more) => {
    const random = dice(44);
    const missed = Array.from({ length: 100 }, () => {
      const spectrum = measure(energies, e => level * (1 + (e - 9640) / 40), random);
      const spiked = { ...spectrum, intensity: spectrum.intensity.slice() };
      spiked.intensity[20] += more / 1000;
      return hampel(spiked).spikes.includes(energies[20]) ? 0 : 1;
    });
    expect(missed.reduce<number>((a, b) => a + b, 0)).toBeLessThan(10);
  });

  it('has no rate if counts are unknown', () => {
    const { energy, intensity, sigma } = measure(energies, () => 400, dice(45));
    expect(hampel({ energy, intensity, sigma }).falseAlarmRate).toBeNull();
  });

  it('takes single counts among zeros for counts, not for spikes', () => {
    const dark = measure(energies, e => (Math.abs(e - 9643) < 0.1 ? 0 : 0.05), dice(42));
    dark.counts?.fill(0);
    const intensity = new Float64Array(41);
    intensity[10] = 1 / 1000;
    expect(hampel({ ...dark, intensity }).spikes).toEqual([]);
  });
});

describe('rebin', () => {
  it('preserves every count and every monitor reading, wherever the bins are', () => {
    const spectrum = measure(energies, line, dice(51), i => 1000 + i);
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (width, start) => {
          const edges = equalBins([9640 - start, 9652.001], width);
          const result = rebin(spectrum, edges);
          expect(sum(result.spectrum.counts)).toBe(sum(spectrum.counts));
          expect(sum(result.spectrum.monitor)).toBe(sum(spectrum.monitor));
          expect(sum(result.coverage)).toBe(41);
          const { energy } = result.spectrum;
          expect(energy.every((e, b) => b === 0 || e > energy[b - 1])).toBe(true);
        }
      ),
      { seed: 5, numRuns: 100 }
    );
  });

  it('reports points outside, and leaves out empty bins', () => {
    const { spectrum, warnings } = rebin(measure(energies, line, dice(52)), [9639, 9639.5, 9646]);
    expect(spectrum.energy).toHaveLength(1);
    expect(warnings.map(({ code }) => code)).toEqual(['rebin/outside']);
  });

  it('has an honest σ', () => {
    const samples = repeat(3000, 53, random => {
      const spectrum = measure(energies, line, random, i => 800 + 10 * i);
      const bare = { ...spectrum, counts: null, monitor: null };
      const edges = equalBins([9640, 9652.2], 1.5);
      return [...points(rebin(spectrum, edges).spectrum), ...points(rebin(bare, edges).spectrum)];
    });
    samples.forEach(sample => expectHonest(sample));
  });

  it('makes bins of equal width in k above an edge', () => {
    const edges = waveNumberBins([9650, 9700], 9659, 1, 0.5);
    const above = [...edges].filter(e => e >= 9659);
    above.forEach((e, i) => expect(Math.sqrt((e - 9659) / 3.80998211616)).toBeCloseTo(0.5 * i, 9));
    expect(edges[0]).toBe(9650);
    expect(edges[edges.length - 1]).toBeGreaterThanOrEqual(9700);
  });

  it.each([
    [-2.0924581383182655e64, 9586.7],
    [-1e300, 0.05],
    [-1e17, 1e-9],
    [-1e12, 1e-300],
    [0, 1e-12]
  ])(
    'refuses bins in k above an edge at %p eV, %p 1/Å wide, which rounding merges',
    (e0, width) => {
      expect(() => waveNumberBins([9550, 9600], e0, 1, width)).toThrow(
        expect.objectContaining({ code: 'spectrum/parameter' })
      );
    }
  );

  it.each([[[1]], [[2, 1]], [[1, 1]], [[NaN, 1]]])('refuses the edges %p', edges => {
    expect(() => rebin(measure(energies, line, dice(1)), edges)).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
  });
});

describe('dead time', () => {
  it('is the closed form of a non-paralysable detector', () => {
    const { counts } = liveCounts(Float64Array.of(1e6), Float64Array.of(2), 2e-7);
    expect(counts[0]).toBe(1e6 / (1 - (1e6 / 2) * 2e-7));
  });

  it('refuses a saturated detector, and does nothing without a time', () => {
    expect(() => liveCounts(Float64Array.of(1e6), Float64Array.of(1), 1e-6)).toThrow(
      expect.objectContaining({ code: 'spectrum/saturated' })
    );
    const { counts } = liveCounts(Float64Array.of(5, NaN, -1), Float64Array.of(0, 1, 1), 1e-6);
    expect([...counts]).toEqual([NaN, NaN, NaN]);
  });

  it('has an honest σ through a spectrum of repeats', () => {
    // a non-paralysable detector with dead time τ after each count, for 1 s
    const tau = 1e-3;
    const { log } = Math; // a global is slow to look up in a test's VM
    const seen = (rate: number, random: () => number) => {
      let n = 0;
      for (let t = -log(1 - random()) / rate; t < 1; n++) {
        t += tau - log(1 - random()) / rate;
      }
      return n;
    };
    const samples = repeat(2000, 61, random => {
      const scan = measured([0, 0, 1].map(k => [9900, 9640 + k, seen(250, random), 1000] as const));
      const time = new Float64Array(3).fill(1);
      const arm = withoutDeadTime(scan, { ...scan, time }, tau);
      return points(scanSpectrum(scan, arm));
    });
    samples.forEach(sample => expectHonest(sample));
    samples.forEach(sample => expectUnbiased(sample, 0.25, 0.001));
  });
});
