import type { SpectrumValue } from '../../../../src/analysis/steps';
import { requireStep } from '../../../../src/analysis/steps';
import { applied, partsOf } from './applied';

/** A line on a background, shifted, as measured. */
function line(shift: number, scale = 1): SpectrumValue {
  const energy = Float64Array.from({ length: 120 }, (_, i) => 9640 + 0.25 * i);
  const monitor = new Float64Array(120).fill(1000);
  const counts = energy.map(
    e => 1000 * scale * (1 + 3 * Math.exp(-(((e - shift - 9655) / 2) ** 2)))
  );
  return {
    kind: 'spectrum',
    axis: 'emission',
    spectrum: {
      energy,
      counts,
      monitor,
      intensity: counts.map(n => n / 1000),
      sigma: counts.map(n => Math.sqrt(n) / 1000)
    }
  };
}

describe('the step "alignment"', () => {
  it('has a row for each input: the reference, and the offset of each other from it', () => {
    const inputs = [line(0), line(0.5, 1.2), line(-0.25)];
    const { values } = applied('alignment', inputs);
    const [table] = values;
    const columns =
      table.kind === 'table'
        ? Object.fromEntries(table.columns.map(column => [column.name, column]))
        : {};
    const numbers = (name: string) => Array.from(columns[name].values as Float64Array);
    expect(columns.scan.values).toEqual(['input 1', 'input 2', 'input 3']);
    const [first, second, third] = numbers('shift');
    expect(first).toBe(0);
    expect(second).toBeCloseTo(0.5, 2);
    expect(third).toBeCloseTo(-0.25, 2);
    expect(columns.shift.unit).toBe('eV');
    expect(numbers('scale')[1]).toBeCloseTo(1.2, 2);
    const [ofReference, ...sigmas] = numbers('shift_sigma');
    expect(ofReference).toBe(0);
    sigmas.forEach(sigma => expect(sigma).toBeGreaterThan(0.005));
  });

  it('has separate numbers for each; one that can’t be aligned leaves the others unchanged', () => {
    const far = line(0);
    far.spectrum.energy = far.spectrum.energy.map(e => e + 500);
    const step = requireStep('alignment');
    const parts = partsOf(step, [line(0), far, line(0.4)], step.complete({}));
    const own = (input: number) => parts.find(part => part.input === input);
    expect(own(1)?.error?.code).toBe('spectrum/no-overlap');
    expect(own(2)?.numbers.shift.value).toBeCloseTo(0.4, 2);
    expect(own(2)?.numbers.shift.unit).toBe('eV');
    expect(own(0)).toBeUndefined();
  });

  it('searches only the requested range', () => {
    const { warnings } = applied('alignment', [line(0), line(3)], { within: 1 });
    expect(warnings.map(({ code }) => code)).toContain('alignment/no-shift');
    expect(() => requireStep('alignment').complete({ within: 0 })).toThrow(/within/);
  });
});

describe('a shift with its σ', () => {
  it('has both as a number, and its points share it', () => {
    const { numbers, warnings, values } = applied('shift', [line(0)], { by: -0.5, sigma: 0.01 });
    expect(numbers.shift).toEqual({ value: -0.5, sigma: 0.01, unit: 'eV' });
    expect(warnings).toEqual([]);
    const [value] = values;
    const shared = value.kind === 'spectrum' ? value.spectrum.uncertainty?.shared : [];
    expect(shared?.map(({ energy }) => energy?.every(e => e === 0.01))).toEqual([true]);
    const plain = applied('shift', [line(0)], { by: 1 });
    expect(plain.numbers).toEqual({});
    expect(plain.warnings).toEqual([]);
  });
});
