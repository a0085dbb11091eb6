import fc from 'fast-check';
import { average, pick, type Spectrum } from '../../../src/science';
import { dice, expectHonest, gaussian, measure, repeat } from './montecarlo';
import { steps } from './synthetic';

const energies = steps(9640, 0.3, 41);
const line = (e: number) => 200 + 4000 * gaussian(9646, 1.5)(e);
const monitors = [900, 1000, 1300];

function scans(seed: number, of = energies): Spectrum[] {
  const random = dice(seed);
  return monitors.map(monitor => measure(of, line, random, monitor));
}

const part = (spectrum: Spectrum, from: number, to: number): Spectrum => ({
  energy: spectrum.energy.slice(from, to),
  intensity: spectrum.intensity.slice(from, to),
  sigma: spectrum.sigma.slice(from, to),
  counts: spectrum.counts?.slice(from, to),
  monitor: spectrum.monitor?.slice(from, to)
});

describe('average', () => {
  it('is ΣN/ΣI1 of each point on identical grids, to the bit, with nothing interpolated', () => {
    const three = scans(1);
    const { spectrum, coverage, estimator, warnings } = average(three);
    expect(estimator).toBe('ratio-of-sums');
    expect(warnings).toEqual([]);
    expect(spectrum.energy).toEqual(Float64Array.from(energies));
    for (let i = 0; i < energies.length; i++) {
      const counts = three.reduce((sum, entry) => sum + (entry.counts?.[i] ?? 0), 0);
      expect(spectrum.intensity[i]).toBe(counts / 3200);
      expect(spectrum.sigma[i]).toBe(Math.sqrt(counts) / 3200);
      expect(spectrum.counts?.[i]).toBe(counts);
      expect(coverage[i]).toBe(3);
    }
  });

  it('treats grids that differ by the jitter of a readback as equal, and retains the last point', () => {
    const three = scans(2);
    const jittered = three.map((scan, k) => ({
      ...scan,
      jitter: 0.015,
      energy: scan.energy.map((e, i) => e + 0.004 * (((i + k) % 3) - 1))
    }));
    const { spectrum, warnings } = average(jittered);
    expect(warnings).toEqual([]);
    expect(spectrum.intensity).toEqual(average(three).spectrum.intensity);
    expect(spectrum.energy).toHaveLength(41);
    spectrum.energy.forEach((e, i) => expect(Math.abs(e - energies[i])).toBeLessThan(0.005));
  });

  it('interpolates between grids that differ by as little if no jitter was declared', () => {
    const [one, other] = scans(2);
    const moved = { ...other, energy: other.energy.map(e => e + 0.005) };
    expect(average([one, moved]).warnings.map(({ code }) => code)).toContain(
      'average/interpolated'
    );
    const fine = [0, 0.25].map(share => ({
      ...one,
      energy: one.energy.map((_, i) => 9640 + 0.01 * (i + share))
    }));
    expect(average(fine)).toMatchObject({ estimator: 'interpolated' });
  });

  it('does not depend on the order of the scans', () => {
    const three = scans(3);
    three[1] = part(three[1], 5, 41);
    const other = measure(steps(9643.1, 0.5, 30), line, dice(9));
    for (const set of [three, [...three, other]]) {
      const expected = average(set, { union: true });
      fc.assert(
        fc.property(fc.shuffledSubarray(set, { minLength: set.length }), shuffled => {
          const { spectrum, coverage } = average(shuffled, { union: true });
          expect(spectrum.energy).toEqual(expected.spectrum.energy);
          expect(coverage).toEqual(expected.coverage);
          spectrum.intensity.forEach((y, i) =>
            expect(y).toBeCloseTo(expected.spectrum.intensity[i], 12)
          );
        }),
        { seed: 13, numRuns: 20 }
      );
    }
  });

  it('is over the common range; over the union on request, with how many scans cover each point', () => {
    const [a, b] = scans(4);
    const [early, late] = [part(a, 0, 25), part(b, 15, 41)];
    const common = average([early, late]);
    expect(common.spectrum.energy).toEqual(Float64Array.from(energies.slice(15, 25)));
    const union = average([early, late], { union: true });
    expect(union.spectrum.energy).toEqual(Float64Array.from(energies));
    expect([...union.coverage]).toEqual(energies.map((_, i) => (i >= 15 && i < 25 ? 2 : 1)));
    expect(union.spectrum.intensity[3]).toBe(a.intensity[3]);
    expect(union.spectrum.intensity[30]).toBe(b.intensity[30]);
    expect(union.spectrum.intensity[20]).toBe(
      ((a.counts?.[20] ?? 0) + (b.counts?.[20] ?? 0)) / 1900
    );
  });

  it('leaves a point that one scan lacks to the others', () => {
    const three = scans(5);
    three[0].intensity[7] = NaN;
    const { spectrum, coverage, warnings } = average(three);
    expect(spectrum.energy).toHaveLength(41);
    expect(coverage[7]).toBe(2);
    expect(spectrum.intensity[7]).toBe(
      ((three[1].counts?.[7] ?? 0) + (three[2].counts?.[7] ?? 0)) / 2300
    );
    expect(warnings.map(({ code }) => code)).toEqual([
      'spectrum/points-left-out',
      'average/fewer-scans'
    ]);
  });

  it('reports how many points come from fewer scans than those around them, in the overlap and in the union', () => {
    const [a, b, c] = scans(5);
    const lacking = pick(
      b,
      [...b.energy.keys()].filter(i => i !== 7 && i !== 20)
    );
    for (const union of [false, true]) {
      const messagesOf = (spectra: Spectrum[]) =>
        average(spectra, { union })
          .warnings.filter(({ code }) => code === 'average/fewer-scans')
          .map(({ message }) => message);
      expect(messagesOf([a, b, c])).toEqual([]);
      expect(messagesOf([part(a, 0, 30), part(b, 5, 41)])).toEqual([]);
      expect(messagesOf([a, lacking])).toEqual([
        expect.stringMatching(/^2 of 41 points come from fewer scans/)
      ]);
    }
  });

  it('refuses scans without a common energy, and never returns the first (predecessor 4)', () => {
    const [a, b] = scans(6);
    const [early, late] = [part(a, 0, 20), part(b, 21, 41)];
    expect(() => average([early, late])).toThrow(
      expect.objectContaining({ code: 'spectrum/no-overlap' })
    );
    const { spectrum, coverage, warnings } = average([early, late], { union: true });
    expect(spectrum.energy).toHaveLength(40);
    expect(Math.max(...coverage)).toBe(1);
    expect(warnings.map(({ code }) => code)).toContain('average/no-overlap');
  });

  it('interpolates differing grids to the finest, and reports it', () => {
    const random = dice(7);
    const fine = measure(energies, () => 1e6, random);
    const coarse = measure(steps(9640.1, 0.5, 20), () => 1e6, random);
    const { spectrum, estimator, warnings } = average([coarse, fine]);
    expect(estimator).toBe('interpolated');
    expect(warnings.map(({ code }) => code)).toEqual(['average/interpolated']);
    expect([...spectrum.energy]).toEqual(energies.filter(e => e >= 9640.1 && e <= 9649.6));
    spectrum.intensity.forEach((y, i) =>
      expect(Math.abs(y - 1000)).toBeLessThan(6 * spectrum.sigma[i])
    );
    const summed = average([coarse, fine], { estimator: 'ratio-of-sums' });
    summed.spectrum.intensity.forEach(y => expect(Math.abs(y - 1000)).toBeLessThan(5));
  });

  it('can be the mean of ratios', () => {
    const three = scans(8);
    const { spectrum } = average(three, { estimator: 'mean-of-ratios' });
    spectrum.intensity.forEach((y, i) =>
      expect(y).toBe((three[0].intensity[i] + three[1].intensity[i] + three[2].intensity[i]) / 3)
    );
    expect(spectrum.counts).toBeNull();
  });

  it('cannot sum what was never counted', () => {
    const bare = scans(9).map(scan => ({ ...scan, counts: null, monitor: null }));
    expect(() => average(bare, { estimator: 'ratio-of-sums' })).toThrow(
      expect.objectContaining({ code: 'spectrum/no-counts' })
    );
    expect(average(bare).estimator).toBe('interpolated');
  });

  it.each(['ratio-of-sums', 'mean-of-ratios'] as const)('has an honest σ: %s', estimator => {
    const samples = repeat(3000, 11, random => {
      const set = monitors.map(monitor => measure([9640, 9643, 9646], line, random, monitor));
      const { intensity, sigma } = average(set, { estimator }).spectrum;
      return [...intensity].map((value, i) => ({ value, sigma: sigma[i] }));
    });
    samples.forEach(sample => expectHonest(sample));
  });

  it('has an honest σ also where it interpolates', () => {
    const samples = repeat(3000, 12, random => {
      const fine = measure([9640, 9640.3, 9640.6, 9640.9], line, random);
      const coarse = measure([9640, 9640.5, 9641], line, random);
      const { intensity, sigma } = average([fine, coarse]).spectrum;
      return [...intensity].map((value, i) => ({ value, sigma: sigma[i] }));
    });
    samples.forEach(sample => expectHonest(sample));
  });

  it.each([
    ['many counts', 1],
    ['few counts', 0.003]
  ])('finds χ²/dof = 1 of synthetic repeats with %s', (_, brightness) => {
    const random = dice(21);
    let [chisqr, dof] = [0, 0];
    for (let r = 0; r < 200; r++) {
      const set = monitors.map(i1 => measure(energies, e => brightness * line(e), random, i1));
      const { scatter } = average(set);
      chisqr += scatter.chisqr;
      dof += scatter.dof;
    }
    // points where no scan counted anything contribute nothing
    expect(dof).toBeLessThanOrEqual(200 * 2 * 41);
    expect(Math.abs(chisqr / dof - 1)).toBeLessThan(5 * Math.sqrt(2 / dof) * 1.3);
  });

  it('reports if scans differ by more than counting explains', () => {
    const random = dice(22);
    const shifted = [0, 0.3].map(by => measure(energies, e => line(e - by), random));
    const { scatter, warnings } = average(shifted);
    expect(scatter.redchi).toBeGreaterThan(2);
    expect(Math.max(...scatter.redchiAt)).toBeGreaterThan(20);
    expect(warnings.map(({ code }) => code)).toEqual(['average/inconsistent']);
  });

  it('refuses to average nothing', () => {
    expect(() => average([])).toThrow(expect.objectContaining({ code: 'spectrum/too-few' }));
  });
});

it('points where no scan counted anything have no degree of freedom', () => {
  const samples = repeat(300, 15, random => {
    const { scatter } = average(monitors.map(i1 => measure(energies, () => 0.3, random, i1)));
    return [{ value: scatter.redchi, sigma: 0 }];
  });
  expect(Math.abs(samples[0].mean - 1)).toBeLessThan(5 * (samples[0].deviation / Math.sqrt(300)));
  const none = average(monitors.map(i1 => measure(energies, () => 0, dice(1), i1)));
  expect(none.scatter).toMatchObject({ chisqr: 0, dof: 0, redchi: NaN });
});
