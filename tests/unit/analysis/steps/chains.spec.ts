import type { SpectrumValue } from '../../../../src/analysis/steps';
import { expectHonest, gaussian, measure, repeat } from '../../science/montecarlo';
import { steps as energies } from '../../science/synthetic';
import { applied } from './applied';

const value = (spectrum: SpectrumValue['spectrum']): SpectrumValue => ({
  kind: 'spectrum',
  axis: 'emission',
  spectrum
});
const grid = energies(9600, 0.5, 81);
const between = energies(9600.25, 0.5, 80);
const line = (height: number) => (e: number) => height * (0.05 + gaussian(9619.7, 3)(e));
const fitOf = { model: 'gaussian+constant', set: { center: 9620, sigma: 3 } };
const outside = { model: 'constant', exclude: [[9605, 9635]] };
const first = (name: string, inputs: SpectrumValue[], parameters = {}) =>
  applied(name, inputs, parameters).values[0] as SpectrumValue;
const numberOf = (
  name: string,
  inputs: SpectrumValue[],
  key: string,
  parameters: Record<string, unknown> = {}
) => {
  const { value: of, sigma } = applied(name, inputs, parameters).numbers[key];
  return { value: of, sigma: sigma ?? NaN };
};

describe('σ agrees with the scatter after', () => {
  it.each([1e4, 100])('a weak reference, at %s counts', height => {
    const samples = repeat(400, 11, random => {
      const one = value(measure(grid, line(height), random));
      const weak = value(measure(energies(9700, 0.5, 21), () => 12, random));
      const over = first('normalise', [one, weak], { by: 'reference' });
      return [
        numberOf('fit', [over], 'amplitude', fitOf),
        numberOf('fit', [over], 'center', fitOf),
        numberOf('background', [over], 'area', outside),
        numberOf('area', [first('rebin', [first('smooth', [over])], { width: 2 })], 'area')
      ];
    });
    samples.forEach(sample => expectHonest(sample, 0.03));
  });

  it.each([
    ['the same energies', 0],
    ['energies between', 0.25]
  ])('a join at 3 counts on %s, whose fit has no bias', (_, offset) => {
    const level = (e: number) => 3 * gaussian(9619.7, 3)(e) + 0.3;
    const samples = repeat(150, 13, random => {
      const low = value(measure(energies(9600, 0.5, 56), level, random));
      const high = value(measure(energies(9613 + offset, 0.5, 55), level, random, 1500));
      const joined = first('stitch', [low, high]);
      const { amplitude, c } = applied('fit', [joined], fitOf).numbers;
      return [amplitude, c].map(one => ({ value: one.value, sigma: one.sigma ?? NaN }));
    });
    const truth = [9 * Math.sqrt(2 * Math.PI), 0.3].map(counts => counts / 1000);
    samples.forEach(({ mean, deviation }, k) =>
      expect(Math.abs(mean - truth[k]) / deviation).toBeLessThan(1 / 3)
    );
  });

  it.each([1e4, 300])('smoothing, interpolation and a background, at %s counts', height => {
    const range = { range: [9612, 9627] };
    const samples = repeat(400, 12, random => {
      const one = value(measure(grid, line(height), random));
      const other = value(measure(between, line(height), random));
      const left = first('background', [one], outside);
      return [
        numberOf('area', [first('smooth', [one])], 'area', range),
        numberOf('fit', [first('smooth', [one])], 'amplitude', fitOf),
        numberOf('area', [first('difference', [one, other])], 'area', range),
        numberOf('area', [first('average', [one, other])], 'area', range),
        numberOf('area', [first('normalise', [left], { range: [9605, 9635] })], 'area', range),
        numberOf('fit', [one], 'amplitude', { ...fitOf, weights: 'none' })
      ];
    });
    samples.forEach(sample => expectHonest(sample, 0.03));
  });

  it('a join with a scale of 5 %', () => {
    const lines = (e: number) => 3000 * (gaussian(9615, 2)(e) + gaussian(9640, 3)(e)) + 30;
    const two = {
      model: 'gaussian+gaussian+constant',
      set: { center: 9615, sigma: 2, gaussian2_center: 9640, gaussian2_sigma: 3 }
    };
    const samples = repeat(250, 13, random => {
      const low = value(measure(energies(9600, 0.5, 51), lines, random));
      const high = value(measure(energies(9621, 0.5, 79), lines, random));
      const both = first('stitch', [low, high]);
      return [
        numberOf('fit', [both], 'amplitude', two),
        numberOf('fit', [both], 'gaussian2_amplitude', two),
        numberOf('moments', [both], 'm0', { range: [9630, 9650] })
      ];
    });
    samples.forEach(sample => expectHonest(sample, 0.05));
  });
});

it('an average of many scans reports if it meets one of them', () => {
  const many = Array.from({ length: 17 }, (_, k) =>
    value(measure(grid, line(100), () => (0.3 + 0.618 * k) % 1))
  );
  const mean = first('average', many);
  expect(mean.approximate).toBeUndefined();
  const { warnings } = applied('difference', [mean, many[2]]);
  expect(warnings.filter(({ message }) => /more than 16 scans/.test(message))).toHaveLength(1);
});
