import {
  area,
  background,
  iad,
  joined,
  moments,
  normaliseArea,
  normaliseReference,
  savitzkyGolay,
  stitch
} from '../../../src/science';
import { expectHonest, expectUnbiased, gaussian, measure, repeat } from './montecarlo';
import { steps } from './synthetic';

const energies = steps(9640, 0.3, 61);
const line = (e: number) => 300 + 9000 * gaussian(9648, 2)(e);

describe('shared deviations are in the σ of sums', () => {
  it('the scale of a joined range: area after stitching', () => {
    const samples = repeat(1500, 81, random => {
      const low = measure(steps(9640, 0.3, 30), line, random);
      const high = measure(steps(9648, 0.3, 40), line, random, 300);
      const both = stitch(low, high).spectrum;
      return [area(both), area(both, [9650, 9658]), moments(both).m1];
    });
    samples.forEach(sample => expectHonest(sample, 0.05));
  });

  it('the scale of a joined wide scan: area and centroid above the background', () => {
    const flat = () => 900;
    const main = (e: number) => flat() + 2000 * gaussian(9649, 1)(e);
    const samples = repeat(600, 82, random => {
      const inner = measure(steps(9645, 0.3, 30), main, random);
      const wide = measure(steps(9600, 2, 50), main, random, 250);
      const around = joined(inner, wide).spectrum;
      const exclude = [[9645, 9653.5]] as [number, number][];
      const settings = { model: 'constant', exclude, weights: 'poisson', edges: [] } as const;
      return [background(inner, settings, around).area];
    });
    samples.forEach(sample => expectHonest(sample, 0.06));
  });

  it('the divisor of a normalised spectrum', () => {
    const samples = repeat(1500, 83, random => {
      const one = measure(energies, line, random);
      const own = normaliseArea(one, [9642, 9656]).spectrum;
      const other = normaliseReference(
        one,
        measure(energies, e => line(e) / 30, random)
      ).spectrum;
      return [area(own, [9640, 9650]), area(own, [9646, 9650]), area(other)];
    });
    samples.forEach(sample => expectHonest(sample, 0.05));
    const whole = normaliseArea(measure(energies, line, () => 0.4)).spectrum;
    expect(area(whole).sigma).toBeLessThan(1e-9);
  });

  it('the counts of smoothed neighbours', () => {
    const samples = repeat(1500, 86, random => {
      const { spectrum, warnings } = savitzkyGolay(measure(energies, line, random), {
        window: 7,
        order: 2
      });
      expect(warnings).toEqual([]);
      const over = normaliseArea(spectrum).spectrum;
      return [area(spectrum, [9643, 9653]), moments(spectrum).m1, area(over, [9640, 9650])];
    });
    samples.forEach(sample => expectHonest(sample, 0.05));
  });

  it('a subtracted background: its area is that of the remainder', () => {
    const exclude = [[9642, 9655]] as [number, number][];
    const settings = { model: 'constant', exclude, weights: 'poisson', edges: [] } as const;
    const spectrum = measure(energies, line, () => 0.4);
    const found = background(spectrum, settings);
    const left = { energy: spectrum.energy, intensity: found.residual, ...found.deviations };
    const whole = area(left, exclude[0]);
    expect(whole.value).toBeCloseTo(found.area.value, 12);
    expect(whole.sigma).toBeCloseTo(found.area.sigma, 12);
  });
});

describe('the ends of a line above a threshold', () => {
  const broad = (e: number) => 40 + 95000 * gaussian(9649, 2.6)(e);

  it.each([0.5, 0.1])('at %s: σ includes what moves with the noise', threshold => {
    const samples = repeat(1500, 84, random => {
      const spectrum = measure(energies, broad, random);
      const points = moments(spectrum, { threshold });
      const crossings = moments(spectrum, { threshold, ends: 'crossings' });
      return [crossings.m0, crossings.m1, crossings.m2, points.m0, points.m1, points.m2];
    });
    samples.slice(0, 3).forEach(sample => expectHonest(sample, 0.15));
    samples.slice(3).forEach(sample => {
      expect(sample.claimed / sample.deviation).toBeGreaterThan(0.7);
      expect(sample.claimed / sample.deviation).toBeLessThan(2);
    });
  });

  it('are where the straight lines between points cross it', () => {
    const triangle = {
      ...measure(
        [0, 1, 2, 3, 4],
        e => 1e6 * (3 - Math.abs(e - 2)),
        () => 0.5
      )
    };
    const [low, high] = moments(triangle, { threshold: 0.5, ends: 'crossings' }).range;
    expect(low).toBeCloseTo(0.5, 2);
    expect(high).toBeCloseTo(3.5, 2);
  });
});

describe('the IAD minus its noise', () => {
  it('is 0 in the mean for equal spectra, on equal and on other energies', () => {
    const elsewhere = steps(9639.9, 0.37, 52);
    const samples = repeat(1500, 85, random => {
      const one = measure(energies, line, random);
      const same = iad(one, measure(energies, line, random));
      const other = iad(one, measure(elsewhere, line, random));
      return [same, other].map(({ debiased, debiasedSigma }) => ({
        value: debiased,
        sigma: debiasedSigma
      }));
    });
    expectUnbiased(samples[0], 0);
    // straight lines between points are not the curve
    const exact = (at: readonly number[]) => ({
      energy: Float64Array.from(at),
      intensity: Float64Array.from(at, line),
      sigma: new Float64Array(at.length)
    });
    const truth = iad(exact(energies), exact(elsewhere)).value;
    expectUnbiased(samples[1], 0, truth);
    samples.forEach(sample => expectHonest(sample, 0.15));
  });
});
