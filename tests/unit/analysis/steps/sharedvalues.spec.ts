import type { SpectrumValue } from '../../../../src/analysis/steps';
import { movedBy, withFurther } from '../../../../src/analysis/steps/sharedvalues';
import { knownCounting } from '../../../../src/science/counting';
import { applied } from './applied';

const energy = Float64Array.from({ length: 9 }, (_, i) => 9600 + i);
const monitor = energy.map(() => 1000);
const counts = Float64Array.of(0, 0, 1, 0, 4, 9, 2, 0, 0);
const by = energy.map((_, i) => (i - 3) / 1000);
const value: SpectrumValue = {
  kind: 'spectrum',
  axis: 'emission',
  spectrum: {
    energy,
    intensity: counts.map(n => n / 1000),
    sigma: counts.map(n => Math.sqrt(Math.max(n, 1)) / 1000),
    counts,
    monitor
  }
};
const moved = (sigmas: number) =>
  (movedBy(value, { id: 'x', intensity: by }, sigmas) as SpectrumValue).spectrum;

describe('points of few counts that are moved by a deviation', () => {
  it('have counts that are none below zero, and change by as much up as down', () => {
    const [up, down] = [moved(1), moved(-1)];
    expect([...up.counts!, ...down.counts!].every(n => n >= 0)).toBe(true);
    up.counts!.forEach((n, i) => expect((n - down.counts![i]) / 2).toBeCloseTo(1000 * by[i], 12));
  });

  it('were counted as they were', () => {
    const own = knownCounting(value.spectrum);
    const { exposure, offset } = knownCounting(moved(1))!;
    expect(exposure).toEqual(own?.exposure);
    moved(1).intensity.forEach((y, i) =>
      expect(exposure[i] * (y + offset[i])).toBeCloseTo(counts[i], 12)
    );
  });

  it('go whole into what is made of their counts', () => {
    const other = { ...value, spectrum: { ...value.spectrum, counts: counts.slice() } };
    const mean = applied('average', [withFurther(value, [{ id: 'x', intensity: by }]), other], {
      estimator: 'ratio-of-sums'
    }).values[0] as SpectrumValue;
    const [{ intensity }] = mean.spectrum.uncertainty!.shared;
    expect(intensity).toHaveLength(9);
    intensity!.forEach((one, i) => expect(one).toBeCloseTo(by[i] / 2, 12));
  });
});
