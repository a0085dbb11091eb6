import { align, type AlignmentOptions } from '../../../src/science/alignment';
import { normaliseArea } from '../../../src/science/normalise';
import type { Spectrum } from '../../../src/science/spectrum';
import { dice, expectHonest, expectUnbiased, poisson, repeat } from './montecarlo';

/** Two lines on a background, as valence-to-core is, intensities per monitor count. */
const truth = (energy: number) =>
  1 + 2 * Math.exp(-(((energy - 9655) / 2) ** 2)) + 0.5 * Math.exp(-(((energy - 9640) / 2.5) ** 2));

interface IScene {
  shift?: number;
  scale?: number;
  monitor?: number;
  step?: number;
  from?: number;
  seed?: number;
  random?: () => number;
}

/** A measurement of it: Poisson counts; without noise the expected ones. */
function measured({
  shift = 0,
  scale = 1,
  monitor = 400,
  step = 0.3,
  from = 9620,
  seed,
  random = seed === undefined ? undefined : dice(seed)
}: IScene): Spectrum {
  const n = Math.round(60 / step);
  const energy = Float64Array.from({ length: n }, (_, i) => from + i * step);
  const counts = energy.map(e => {
    const mean = scale * truth(e - shift) * monitor;
    return random ? poisson(mean, random) : mean;
  });
  return {
    energy,
    counts,
    monitor: new Float64Array(n).fill(monitor),
    intensity: counts.map(count => count / monitor),
    sigma: counts.map(count => Math.sqrt(Math.max(count, 1)) / monitor)
  };
}

/** The same without counts, σ alone. */
function withoutCounts({ energy, intensity, sigma }: Spectrum): Spectrum {
  return { energy, intensity, sigma };
}

describe('a spectrum against a reference', () => {
  it.each([0, 0.3, -0.45, 1.1, -3.2])('is found %d eV higher without noise', shift => {
    const found = align(measured({ shift, scale: 1.7, step: 0.1 }), measured({ step: 0.1 }));
    expect(found.shift.value).toBeCloseTo(shift, 2);
    expect(found.scale.value).toBeCloseTo(1.7, 2);
  });

  it.each([
    { name: 'the same energies', shift: 0, other: {} },
    { name: 'half a step', shift: 0.15, other: {} },
    { name: 'another scale', shift: 0.4, other: { scale: 0.6 } },
    { name: 'other energies', shift: -0.7, other: { from: 9621.07, step: 0.23 } },
    { name: 'a better reference', shift: 0.2, other: { monitor: 100 } },
    { name: 'few counts', shift: 0.1, other: { monitor: 15 } }
  ])('has the shift, with its σ, in the mean of many measurements: $name', ({ shift, other }) => {
    const left: number[] = [];
    const [ofShift, ofScale] = repeat(200, 11, random => {
      const alignment = align(measured({ ...other, shift, random }), measured({ random }));
      left.push(alignment.redchiShifted);
      return [alignment.shift, alignment.scale];
    });
    expectHonest(ofShift, 0.04);
    expectUnbiased(ofShift, shift);
    expectHonest(ofScale, 0.04);
    expectUnbiased(ofScale, other.scale ?? 1, 0.3 * ofScale.deviation);
    const chi = left.reduce((sum, value) => sum + value, 0) / left.length;
    expect(Math.abs(chi - 1)).toBeLessThan(0.05);
  });

  it('has the same shift by σ alone, and of normalised spectra', () => {
    const pair = [measured({ shift: 0.5, seed: 5 }), measured({ seed: 6 })] as const;
    const counted = align(...pair);
    const plain = align(withoutCounts(pair[0]), withoutCounts(pair[1]));
    expect(Math.abs(plain.shift.value - counted.shift.value)).toBeLessThan(
      0.2 * counted.shift.sigma
    );
    expect(plain.shift.sigma / counted.shift.sigma).toBeCloseTo(1, 1);
    const [one, other] = pair.map(spectrum => normaliseArea(spectrum).spectrum);
    expect(align(one, other).shift.value).toBeCloseTo(counted.shift.value, 2);
    // units of intensity do not matter: the scale is free
    expect(align(one, pair[1]).shift.value).toBeCloseTo(counted.shift.value, 2);
  });

  it('χ² measures the difference before and after', () => {
    const found = align(measured({ shift: 0.6, seed: 3 }), measured({ seed: 4 }));
    expect(found.redchi).toBeGreaterThan(2);
    expect(Math.abs(found.redchiShifted - 1)).toBeLessThan(0.3);
    expect(found.warnings).toEqual([]);
  });

  it.each<[string, Spectrum, AlignmentOptions]>([
    [
      'a background alone',
      { ...measured({ scale: 0 }), intensity: new Float64Array(200).fill(0) },
      {}
    ],
    ['one further away than is looked', measured({ shift: 3, seed: 8 }), { within: 1 }]
  ])('has no shift if none can be found: %s', (_, spectrum, options) => {
    const found = align(spectrum, measured({ seed: 7 }), options);
    expect(found.shift).toEqual({ value: NaN, sigma: NaN });
    expect(found.warnings.map(({ code }) => code)).toContain('alignment/no-shift');
  });

  it('reports if the shape differs, and if two are one measurement', () => {
    const other = measured({ seed: 9, monitor: 40_000 });
    const reference = measured({ seed: 10, monitor: 40_000 });
    const wide = other.counts?.map(
      (n, i) => n + 8000 * Math.exp(-(((other.energy[i] - 9647) / 2) ** 2))
    );
    const changed: Spectrum = {
      ...other,
      counts: wide,
      intensity: (wide ?? other.intensity).map(n => n / 40_000)
    };
    const codes = (spectrum: Spectrum) =>
      align(spectrum, reference).warnings.map(({ code }) => code);
    expect(codes(changed)).toEqual(['alignment/shape']);
    expect(codes(reference)).toEqual(['alignment/not-independent']);
    expect(codes(other)).toEqual([]);
  });

  it('is refused if it can’t be determined', () => {
    const spectrum = measured({ seed: 1 });
    const far = { ...spectrum, energy: spectrum.energy.map(e => e + 1000) };
    expect(() => align(far, spectrum)).toThrow(/no energy in common/);
    expect(() => align(spectrum, spectrum, { within: 0 })).toThrow(/How far to look/);
    expect(() => align(spectrum, spectrum, { range: [9660, 9650] })).toThrow(/is no range/);
    expect(() => align(spectrum, spectrum, { range: [1, 2] })).toThrow(/nothing in this range/);
    const unknown = {
      ...withoutCounts(spectrum),
      sigma: new Float64Array(spectrum.energy.length).fill(NaN)
    };
    expect(align(unknown, unknown).shift.value).toBeNaN();
  });
});
