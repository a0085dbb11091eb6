import fc from 'fast-check';
import type { SpectrumValue, TableValue } from '../../../../src/analysis/steps';
import { steps } from '../../science/synthetic';
import type { Named, NamedOutput } from '../../../../src/analysis/naming';
import { applied } from './applied';

type Parameters = Record<string, unknown>;

/** Parameters as a function of the shift of energies, and their inputs. */
interface Case {
  step: string;
  inputs: SpectrumValue[];
  parameters: (move: (energy: number) => number) => Parameters;
}

function spectrum(name: string, energy: readonly number[], height = 1e4): Named<SpectrumValue> {
  const axis = Float64Array.from(energy);
  const shape = (e: number) =>
    Math.exp(-(((e - 9619.7) / 4) ** 2)) + 0.3 * Math.exp(-(((e - 9630) / 5) ** 2)) + 0.05;
  const counts = axis.map((e, i) => Math.round(height * shape(e)) + ((i * 7919) % 41));
  const monitor = axis.map(() => 1e6);
  return {
    kind: 'spectrum',
    name,
    axis: 'emission',
    spectrum: {
      energy: axis,
      intensity: counts.map(n => n / 1e6),
      sigma: counts.map(n => Math.sqrt(n) / 1e6),
      counts,
      monitor
    }
  };
}

// the grid's points are windows' ends, bins' edges and the other grids' points
const a = spectrum('a', steps(9600, 0.2, 201));
const b = spectrum('b', steps(9600, 0.2, 201), 1.3e4);
const coarse = spectrum('coarse', steps(9600, 0.6, 67));
const low = spectrum('low', steps(9600, 0.2, 126));
const high = spectrum('high', steps(9615, 0.2, 126), 2e4);
const touching = spectrum('touching', steps(9625, 0.2, 76));
const none = () => ({});

const cases: Record<string, Case> = {
  area: { step: 'area', inputs: [a], parameters: m => ({ range: [m(9612.2), m(9628.2)] }) },
  moments: {
    step: 'moments',
    inputs: [a],
    parameters: m => ({ range: [m(9612.2), m(9628.2)], threshold: 0.3 })
  },
  'the highest': {
    step: 'normalise',
    inputs: [a],
    parameters: m => ({ by: 'maximum', range: [m(9620.4), m(9630.2)] })
  },
  bins: {
    step: 'rebin',
    inputs: [a],
    parameters: m => ({ width: 0.6, range: [m(9600.2), m(9639.8)] })
  },
  'bins over all': { step: 'rebin', inputs: [a], parameters: () => ({ width: 0.4 }) },
  'bins in wave number': {
    step: 'rebin',
    inputs: [a],
    parameters: m => ({ width: 0.7, e0: m(9610.2), kStep: 0.05 })
  },
  background: {
    step: 'background',
    inputs: [a],
    parameters: m => ({
      model: 'polynomial2',
      include: [
        [m(9600), m(9602.2)],
        [m(9637.2), m(9640)]
      ]
    })
  },
  'an exponential background': {
    step: 'background',
    inputs: [a],
    parameters: m => ({ model: 'constant', exclude: [[m(9602.2), m(9638.2)]] })
  },
  'a background around a wider scan': {
    step: 'background',
    inputs: [low, high],
    parameters: m => ({
      model: 'linear',
      exclude: [
        [m(9608.2), m(9620.2)],
        [m(9620.2), m(9636.2)]
      ],
      join: true
    })
  },
  fit: {
    step: 'fit',
    inputs: [a],
    parameters: m => ({
      model: 'gaussian+constant',
      range: [m(9612.2), m(9626.4)],
      set: { center: m(9619.8), sigma: 3 }
    })
  },
  'the elastic line': {
    step: 'elastic',
    inputs: [a, b],
    parameters: m => ({ energies: [m(9620), m(9620)], degree: 0, range: [m(9612.2), m(9627.2)] })
  },
  average: { step: 'average', inputs: [a, b], parameters: none },
  'an average of other grids': { step: 'average', inputs: [coarse, a], parameters: none },
  'the union of ranges': {
    step: 'average',
    inputs: [low, high],
    parameters: () => ({ union: true })
  },
  difference: {
    step: 'difference',
    inputs: [a, b],
    parameters: m => ({ range: [m(9610.2), m(9630.2)] })
  },
  iad: { step: 'iad', inputs: [a, b], parameters: none },
  'iad in a range': {
    step: 'iad',
    inputs: [a, b],
    parameters: m => ({ range: [m(9610.2), m(9630.2)] })
  },
  stitch: { step: 'stitch', inputs: [low, high], parameters: none },
  'scans that touch': {
    step: 'stitch',
    inputs: [low, touching],
    parameters: () => ({ scale: 'monitor' })
  },
  consistency: {
    step: 'consistency',
    inputs: [a, b],
    parameters: m => ({ range: [m(9610.2), m(9630.2)] })
  },
  smooth: { step: 'smooth', inputs: [a], parameters: () => ({ window: 5, order: 2 }) }
};

/** A spectrum with moved energies. */
function moved(value: SpectrumValue, move: (energy: number) => number): SpectrumValue {
  return { ...value, spectrum: { ...value.spectrum, energy: value.spectrum.energy.map(move) } };
}

function run({ step, inputs, parameters }: Case, move: (energy: number) => number): NamedOutput {
  const values = inputs.map(value => moved(value, move));
  return applied(step, values, parameters(move));
}

/** Within a millionth of the largest, energies within a hundredth of a milli-electronvolt; as many of them. */
function expectAlike(found: ArrayLike<number>, expected: ArrayLike<number>, allowed: number): void {
  expect(found).toHaveLength(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(found[i] - expected[i]) <= allowed)) {
      expect(found[i]).toBe(expected[i]);
    }
  }
}

/** A table whose centroids move with the energies, and nothing else. */
function expectSameTable(found: TableValue, expected: TableValue, by: number): void {
  expected.columns.forEach(({ name, values }, i) => {
    const one = found.columns[i].values;
    if (values instanceof Float64Array && one instanceof Float64Array) {
      const numbers = one.map(value => value - (name === 'm1' ? by : 0));
      const largest = Math.max(...values.map(Math.abs));
      expectAlike(numbers, values, name === 'm1' ? 1e-5 : 1e-5 * largest + 1e-6);
    } else {
      expect(one).toEqual(values);
    }
  });
}

/** @param by shift of the energies, eV. */
function expectSame(found: NamedOutput, expected: NamedOutput, by = 0): void {
  expect(found.warnings.map(({ code }) => code)).toEqual(expected.warnings.map(({ code }) => code));
  expect(found.values).toHaveLength(expected.values.length);
  const largest = (values: Float64Array) =>
    values.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  found.values.forEach((value, k) => {
    if (value.kind === 'table') {
      expectSameTable(value, expected.values[k] as TableValue, by);
      return;
    }
    const [one, other] = [value as SpectrumValue, expected.values[k] as SpectrumValue];
    expectAlike(
      one.spectrum.energy.map(e => e - by),
      other.spectrum.energy,
      1e-5
    );
    for (const key of ['intensity', 'sigma'] as const) {
      expectAlike(one.spectrum[key], other.spectrum[key], 1e-6 * largest(other.spectrum.intensity));
    }
    expect(one.columns?.coverage).toEqual(other.columns?.coverage);
  });
  expect(Object.keys(found.numbers)).toEqual(Object.keys(expected.numbers));
  expect(found.details?.ndata).toEqual(expected.details?.ndata);
}

function expectSameNumbers(found: NamedOutput, expected: NamedOutput): void {
  for (const [name, { value, sigma }] of Object.entries(expected.numbers)) {
    // a reduced χ² has no σ, and 1 is its scale: near 0 its digits are those of a difference
    const scale = /redchi$/.test(name) ? 1e-3 : (sigma ?? 0);
    const allowed = 1e-5 * Math.abs(value) + 1e-3 * scale;
    expectAlike([found.numbers[name].value], [value], allowed);
  }
}

describe.each(Object.entries(cases))('%s', (_, entry) => {
  it.each([1e-12, 1e-9])('treats energies that differ by ± %s eV as equal', size => {
    const expected = run(entry, energy => energy);
    const noise = fc.array(fc.double({ min: -size, max: size, noNaN: true }), {
      minLength: 7,
      maxLength: 7
    });
    fc.assert(
      fc.property(noise, parts => {
        let k = 0;
        const found = run(entry, energy => energy + parts[k++ % parts.length]);
        expectSame(found, expected);
        expectSameNumbers(found, expected);
      }),
      { numRuns: 15 }
    );
  });

  it.each([1024, -4096])('does not depend on a translation by %d eV', by => {
    expectSame(
      run(entry, energy => energy + by),
      run(entry, energy => energy),
      by
    );
  });
});
