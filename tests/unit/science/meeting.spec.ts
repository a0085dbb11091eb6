import { joined, meeting, overlapScale, type Spectrum } from '../../../src/science';
import { dice, expectHonest, expectUnbiased, measure, repeat } from './montecarlo';
import { steps } from './synthetic';

const low = steps(9600, 0.3, 30);
const high = steps(9609.2, 0.3, 30);
const slope = (e: number) => 3000 - 20 * (e - 9600);
const times = (factor: number) => (e: number) => factor * slope(e);
const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);

function pair(random: () => number, factor = 1): [Spectrum, Spectrum] {
  return [measure(low, slope, random, 6e5), measure(high, times(factor), random, 2.4e6)];
}

describe('the match of two ranges', () => {
  it.each([
    ['the second above', false],
    ['the second below', true]
  ])('is determined with an honest σ: %s', (_, isTurned) => {
    const [sample] = repeat(2000, 41, random => {
      const [a, b] = pair(random, 0.9);
      const { ratio } = isTurned ? meeting(b, a, 'x') : meeting(a, b, 'x');
      return [ratio ?? { value: NaN, sigma: NaN }];
    });
    expectHonest(sample, 0.1); // the lines' own χ² enters where it is above 1
    expectUnbiased(sample, isTurned ? 1 / 0.9 : 0.9, 1e-5);
  });

  it('is per monitor count if both have one, whatever the times were', () => {
    const found = meeting(...pair(dice(1)), 'x');
    expect(found.isPerMonitor).toBe(true);
    expect(codes(found)).toEqual(['x/no-overlap']);
    expect(found.warnings[0].message).toMatch(/per monitor count.*1\.0\d\d ± |0\.99\d ± /);
  });

  it('reports if they do not match', () => {
    const found = meeting(...pair(dice(2), 0.5), 'x');
    expect(codes(found)).toEqual(['x/no-overlap', 'x/step']);
  });

  it('does not take counts without a monitor for counts over one', () => {
    const [a, b] = pair(dice(3));
    const counts = a.counts ?? new Float64Array(0);
    const raw = {
      ...a,
      intensity: counts,
      sigma: counts.map(Math.sqrt),
      monitor: counts.map(() => 1)
    };
    const found = meeting(raw, b, 'x');
    expect(found.isPerMonitor).toBe(false);
    expect(codes(found)).toEqual(['x/no-overlap', 'x/step']);
    expect(found.warnings[0].message).toContain('not known');
  });

  it('needs no σ to detect what is far off', () => {
    const bare = (spectrum: Spectrum, factor: number): Spectrum => ({
      energy: spectrum.energy,
      intensity: spectrum.intensity.map(y => y * factor),
      sigma: spectrum.sigma.map(() => NaN)
    });
    const [a, b] = pair(dice(4));
    expect(codes(meeting(bare(a, 1), bare(b, 1.3), 'x'))).toEqual(['x/no-overlap']);
    expect(codes(meeting(bare(a, 1), bare(b, 6e5), 'x'))).toEqual(['x/no-overlap', 'x/step']);
  });

  it.each([
    ['a wide gap', 3, 9620],
    ['a point alone', 1, 9609.2]
  ])('is unknown with %s', (_, points, from) => {
    const random = dice(5);
    const second = measure(steps(from, 0.3, points), slope, random, 6e5);
    expect(meeting(measure(low, slope, random, 6e5), second, 'x').ratio).toBeNull();
  });
});

describe('the scale on an overlap', () => {
  it('is unbiased and honest also if the second is faint', () => {
    const [sample] = repeat(4000, 42, random => {
      const one = measure(low, slope, random, 1e4);
      const other = measure(low, times(0.5), random, 300);
      return [overlapScale(one, other, one.energy) ?? { value: NaN, sigma: NaN }];
    });
    expectUnbiased(sample, 2, 0.005);
    expectHonest(sample, 0.05);
  });

  it('is none without signal', () => {
    const none = measure(low, () => 0, dice(6));
    expect(overlapScale(none, none, none.energy)).toBeNull();
  });
});

describe('a joined wide scan', () => {
  it('reports how it matches without an overlap, and its scale is unknown without monitors', () => {
    const [a, b] = pair(dice(7));
    const known = joined(b, a);
    expect(known).toMatchObject({ by: 'monitor', scale: { value: 1, sigma: 0 } });
    expect(known.ratio).toEqual(meeting(b, a, 'joined').ratio);
    const unknown = joined({ ...b, counts: null, monitor: null }, a);
    expect(unknown.scale).toEqual({ value: 1, sigma: NaN });
  });

  it('reports if the overlap has no signal to scale by', () => {
    const random = dice(8);
    const found = joined(
      measure(low, () => 0, random),
      measure(low.slice(5, 25), () => 0, random)
    );
    expect(codes(found)).toEqual(['joined/no-signal']);
    expect(found.scale).toEqual({ value: 1, sigma: NaN });
  });
});
