import {
  difference,
  fullWidth,
  iad,
  moments,
  normaliseMaximum,
  peakPosition,
  type Spectrum
} from '../../../src/science';
import { dice, expectHonest, expectUnbiased, gaussian, measure, repeat } from './montecarlo';
import { steps } from './synthetic';

const energies = steps(9640, 0.25, 49);
const line = (e: number) => 100 + 8000 * gaussian(9646.1, 1.5)(e);
const exact = (of: (e: number) => number, at = energies): Spectrum => ({
  energy: Float64Array.from(at),
  intensity: Float64Array.from(at, of),
  sigma: new Float64Array(at.length)
});

describe('peakPosition', () => {
  it('is exact for a parabola, on any energies', () => {
    const at = [1, 1.5, 2.1, 2.9, 3.3, 4, 5];
    expect(peakPosition(exact(e => 5 - (e - 2.7) ** 2, at)).value).toBeCloseTo(2.7, 12);
  });

  it('has an honest σ', () => {
    const [sample] = repeat(3000, 71, random => [
      peakPosition(measure(energies, line, random), { points: 9, range: [9644, 9648.2] })
    ]);
    expectHonest(sample, 0.08); // the position of the highest point moves the window
    expectUnbiased(sample, 9646.1, 0.002);
  });

  it('refuses a spectrum without a peak', () => {
    const code = expect.objectContaining({ code: 'spectrum/no-peak' }) as Error;
    expect(() => peakPosition(exact(e => e))).toThrow(code);
    expect(() => fullWidth(exact(() => 1))).toThrow(code);
    expect(() => peakPosition(exact(line), { points: 4 })).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
  });
});

describe('fullWidth', () => {
  it('is that of a triangle', () => {
    const at = [0, 1, 2.5, 4, 5.5, 7, 8];
    expect(fullWidth(exact(e => Math.max(0, 4 - Math.abs(e - 4)), at)).value).toBeCloseTo(4, 12);
  });

  it('has an honest σ', () => {
    const triangle = (e: number) => Math.max(0, 1 - Math.abs(e - 9646) / 4) * 1e5;
    const [sample] = repeat(3000, 72, random => [fullWidth(measure(energies, triangle, random))]);
    expectHonest(sample, 0.05);
    expectUnbiased(sample, 4, 0.01);
  });
});

describe('moments', () => {
  it('are those of a Gaussian in a window it fits in', () => {
    const { m0, m1, m2 } = moments(exact(gaussian(9646.1, 1), steps(9636, 0.25, 81)));
    expect(m0.value).toBeCloseTo(Math.sqrt(2 * Math.PI), 10);
    expect(m1.value).toBeCloseTo(9646.1, 9);
    expect(m2.value).toBeCloseTo(1, 8);
  });

  it('use the points around the maximum that reach a threshold', () => {
    const two = exact(e => gaussian(9643, 0.5)(e) + 0.6 * gaussian(9648, 0.5)(e));
    const { range, m1 } = moments(two, { threshold: 0.2 });
    expect(range[1]).toBeLessThan(9644.5);
    expect(m1.value).toBeCloseTo(9643, 2);
  });

  it('have an honest σ', () => {
    const samples = repeat(3000, 73, random => {
      const { m0, m1, m2 } = moments(measure(energies, line, random), { range: [9641.1, 9651.4] });
      return [m0, m1, m2];
    });
    samples.forEach(sample => expectHonest(sample));
  });

  it('refuse what has no area', () => {
    expect(() => moments(exact(() => 0))).toThrow(
      expect.objectContaining({ code: 'spectrum/no-area' })
    );
  });
});

describe('difference', () => {
  it('is on the first spectrum’s energies, in the common range', () => {
    const other = exact(e => e, steps(9642, 0.4, 11));
    const { energy, intensity } = difference(
      exact(e => 2 * e),
      other
    ).spectrum;
    expect([energy[0], energy[energy.length - 1]]).toEqual([9642, 9646]);
    energy.forEach((e, i) => expect(intensity[i]).toBeCloseTo(e, 9));
  });

  it('has an honest σ', () => {
    const at = steps(9644, 0.5, 6);
    const samples = repeat(3000, 74, random => {
      const pair = [measure(at, line, random), measure(steps(9643.8, 0.35, 9), line, random, 700)];
      const { intensity, sigma } = difference(pair[0], pair[1]).spectrum;
      return [...intensity].map((value, i) => ({ value, sigma: sigma[i] }));
    });
    samples.forEach(sample => expectHonest(sample));
  });
});

describe('iad', () => {
  it('is 0 for equal shapes, 2 for shapes apart', () => {
    const a = exact(gaussian(9643, 0.3));
    const b = exact(e => 7 * gaussian(9650, 0.3)(e));
    expect(
      iad(
        a,
        exact(e => 3 * gaussian(9643, 0.3)(e))
      ).value
    ).toBeCloseTo(0, 12);
    expect(iad(a, b).value).toBeCloseTo(2, 6);
  });

  it('reports what noise alone contributes, with an honest σ, for equal and for different spectra', () => {
    const shifted = (e: number) => line(e - 0.6);
    const samples = repeat(1500, 75, random => {
      const equal = iad(measure(energies, line, random), measure(energies, line, random));
      const other = iad(measure(energies, line, random), measure(energies, shifted, random));
      const noise = { value: equal.noiseBias, sigma: 0 };
      return [
        equal,
        noise,
        { ...equal, value: equal.debiased },
        other,
        { ...other, value: other.debiased }
      ];
    });
    expect(samples[0].mean / samples[1].mean).toBeCloseTo(1, 1);
    expect(Math.abs(samples[2].mean)).toBeLessThan(0.3 * samples[0].mean);
    expectHonest(samples[0], 0.15);
    expectHonest(samples[3], 0.1);
    const truth = iad(exact(line), exact(shifted)).value;
    expect(Math.abs(samples[4].mean / truth - 1)).toBeLessThan(0.01);
    expect(samples[3].mean).toBeGreaterThan(truth);
  });
});

it('numbers do not change with the scale', () => {
  const spectrum = measure(energies, line, dice(76));
  const scaled = normaliseMaximum(spectrum).spectrum;
  expect(peakPosition(scaled).value).toBeCloseTo(peakPosition(spectrum).value, 9);
  expect(fullWidth(scaled).value).toBeCloseTo(fullWidth(spectrum).value, 9);
  expect(moments(scaled).m1.value).toBeCloseTo(moments(spectrum).m1.value, 9);
});
