import { iad, pick, type Spectrum } from '../../../src/science';
import { dice, expectHonest, expectUnbiased, gaussian, measure, repeat } from './montecarlo';
import { steps } from './synthetic';

const line = (by: number) => (e: number) => gaussian(9619.7 + by, 3)(e) + 0.02;

function exact(energies: readonly number[], by: number): Spectrum {
  return {
    energy: Float64Array.from(energies),
    intensity: Float64Array.from(energies, line(by)),
    sigma: new Float64Array(energies.length)
  };
}

const debiased = (one: Spectrum, other: Spectrum) => {
  const found = iad(one, other);
  return { value: found.debiased, sigma: found.debiasedSigma };
};

describe('the integrated absolute difference', () => {
  const fine = steps(9600, 0.5, 81);

  it.each([
    ['half a step apart', steps(9600.25, 0.5, 80)],
    ['with wider steps', steps(9600, 2, 21)],
    ['with steps and ends of a readback', fine.map((e, i) => e + 0.004 * Math.sin(7 * i))],
    ['over another range', steps(9605, 0.5, 60)]
  ])('does not depend on which spectrum is named first: %s', (_, energies) => {
    const random = dice(3);
    const one = measure(fine, e => 1e4 * line(0)(e), random);
    const other = measure(energies, e => 1e4 * line(0.3)(e), random);
    expect(iad(one, other)).toEqual(iad(other, one));
  });

  it('includes the points at both ends, whatever the rounding of their energies', () => {
    const moved = fine.map((e, i) => e + (i % 2 ? 2e-12 : -2e-12));
    const truth = iad(exact(fine, 0), exact(fine, 0.5)).value;
    expect(iad(exact(moved, 0), exact(fine, 0.5)).value).toBeCloseTo(truth, 9);
    expect(iad(exact(fine, 0), exact(moved, 0.5)).value).toBeCloseTo(truth, 9);
    const fewer = iad(exact(fine.slice(0, -1), 0), exact(fine, 0.5)).value;
    expect(Math.abs(fewer - truth)).toBeGreaterThan(1e-6);
  });

  it('is zero between one curve on wide and on fine steps', () => {
    expect(iad(exact(fine, 0), exact(steps(9600, 2, 21), 0)).value).toBeLessThan(1e-9);
  });

  it.each([
    [2, 1e4],
    [2, 1e3],
    [0.5, 1e4],
    [0.5, 1e3]
  ])(
    'of steps of %s eV and %s counts is right minus its noise, of equal and of shifted lines',
    (step, level) => {
      const energies = steps(9600, step, Math.floor(40 / step) + 1);
      const samples = repeat(400, 7 + level, random => {
        const of = (by: number) => measure(energies, e => level * line(by)(e), random);
        return [debiased(of(0), of(0)), debiased(of(0), of(0.5))];
      });
      const truth = iad(exact(energies, 0), exact(energies, 0.5)).value;
      expect(truth).toBeCloseTo(0.118, 2);
      expectUnbiased(samples[0], 0, 0.1 * samples[0].deviation);
      expectUnbiased(samples[1], truth, 0.2 * samples[1].deviation);
      expectHonest(samples[0], 0.2);
      expectHonest(samples[1], 0.15);
    }
  );

  describe('of two lines on a constant, at wide steps', () => {
    const energies = steps(9600, 2, 21);
    const one = (e: number) => gaussian(9615, 4)(e) + 0.6 * gaussian(9627, 3)(e) + 0.1;
    const other = (e: number) => gaussian(9615.5, 4.2)(e) + 0.55 * gaussian(9627, 3)(e) + 0.1;
    const without = (curve: (e: number) => number): Spectrum => ({
      energy: Float64Array.from(energies),
      intensity: Float64Array.from(energies, curve),
      sigma: new Float64Array(energies.length)
    });
    const truth = iad(without(one), without(other)).value;
    const measured = (level: number) => {
      const isHidden: boolean[] = [];
      const [samples] = repeat(1500, level, random => {
        const of = (curve: (e: number) => number) =>
          measure(energies, e => level * curve(e), random);
        const found = iad(of(one), of(other));
        isHidden.push(found.warnings.some(({ code }) => code === 'iad/hidden'));
        return [{ value: found.debiased, sigma: found.debiasedSigma }];
      });
      return { samples, warned: isHidden.filter(Boolean).length / isHidden.length };
    };

    it.each([300, 1000, 3000, 1e4])('is right by a third of σ, of %s counts', level => {
      const { samples } = measured(level);
      expect(truth).toBeCloseTo(0.059, 3);
      expectUnbiased(samples, truth, 0.3 * samples.deviation);
      expectHonest(samples, 0.1);
    });

    it('reports that it may be too small if noise hides more than that, and only then', () => {
      const few = measured(100);
      expect(few.samples.mean).toBeLessThan(truth - few.samples.deviation / 3);
      expect(few.warned).toBeGreaterThan(0.95);
      expect(measured(1e4).warned).toBeLessThan(0.05);
    });
  });

  it.each([
    [3, 0],
    [3, 0.5],
    [100, 0]
  ])('of %s counts is right minus its noise, of lines %s eV apart', (level, by) => {
    const warned = new Map<string, number>();
    const [less, raw] = repeat(300, 11, random => {
      const found = iad(
        measure(fine, e => level * (line(0)(e) + 0.08), random),
        measure(fine, e => level * (line(by)(e) + 0.08), random, 1300)
      );
      found.warnings.forEach(({ code }) => warned.set(code, (warned.get(code) ?? 0) + 1));
      return [{ value: found.debiased, sigma: found.debiasedSigma }, found];
    });
    const truth = by === 0 ? 0 : 0.085;
    expectUnbiased(less, truth, 0.3 * less.deviation);
    expectHonest(less, 0.1);
    // what is not subtracted is far too large, and that is reported
    expect(raw.mean - truth).toBeGreaterThan(3 * raw.deviation);
    expect(warned.get('iad/noise')).toBe(300);
    expect(warned.get('iad/not-independent') ?? 0).toBeLessThan(3);
  });

  it.each([1, 3])('is zero between a measurement and itself, %s times as high', factor => {
    const measured = measure(fine, e => 1000 * line(0)(e), dice(5));
    const scaled: Spectrum = {
      energy: measured.energy,
      intensity: measured.intensity.map(y => factor * y),
      sigma: measured.sigma.map(s => factor * s)
    };
    const found = iad(measured, scaled);
    expect(Math.abs(found.debiased)).toBeLessThan(1e-12);
    expect(found.warnings.map(({ code }) => code)).toEqual(['iad/not-independent']);
  });

  it('subtracts no noise between an average and one that lacks a point of it', () => {
    const measured = measure(fine, e => 1000 * line(0)(e), dice(5));
    const lacking = pick(
      measured,
      [...fine.keys()].filter(i => i !== 40)
    );
    const found = iad(measured, lacking);
    expect(Math.abs(found.debiased)).toBeLessThan(3 * found.debiasedSigma);
    expect(found.warnings.map(({ code }) => code)).toEqual(['iad/not-independent']);
  });

  it('reports if wide steps hide the sign of the difference', () => {
    const energies = steps(9600, 1, 60);
    const noise = new Float64Array(60).fill(0.02);
    const bumps = (sign: number): Spectrum => ({
      energy: Float64Array.from(energies),
      intensity: Float64Array.from(energies, (_, i) => 1 + (i % 2 ? 0.02 : -0.02) * sign),
      sigma: noise
    });
    const found = iad(bumps(1), bumps(-1));
    expect(found.warnings.map(({ code }) => code)).toEqual(['iad/coarse', 'iad/noise']);
    expect(found.debiased).toBeGreaterThan(0.25 * found.value);
    expect(found.debiased).toBeLessThan(found.value);
  });
});
