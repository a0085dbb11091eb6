import { namedItems, namedOutput } from '../../../src/analysis/naming';
import {
  requireStep,
  type ScanValue,
  type SpectrumValue,
  type Value
} from '../../../src/analysis/steps';
import { withLabels } from '../../../src/analysis/steps/labels';
import { grid, measured, steps as energies } from '../science/synthetic';
import { scanOf } from './scans';
import { partsOf } from './steps/applied';

/** A line with the given counts at its top. */
function line(height: number, axis: SpectrumValue['axis'] = 'emission'): SpectrumValue {
  const energy = Float64Array.from(energies(9550, 0.5, 101));
  const counts = energy.map(e => Math.round(100 + height / (1 + ((e - 9572) / 3) ** 2)));
  const intensity = counts.map(n => n / 1000);
  const sigma = counts.map(n => Math.sqrt(n) / 1000);
  const monitor = energy.map(() => 1000);
  return { kind: 'spectrum', axis, spectrum: { energy, intensity, sigma, counts, monitor } };
}

const [one, two, three] = [line(1e5), line(2e5), line(3e5)];
const flat: SpectrumValue = {
  ...one,
  spectrum: { ...one.spectrum, intensity: one.spectrum.intensity.map(() => 0), counts: null }
};
const scan: ScanValue = {
  kind: 'scan',
  scan: scanOf(measured(grid(energies(9658, 0.3, 6), energies(8630, 0.3, 8))))
};

const apply = (
  name: string,
  inputs: readonly Value[],
  parameters: Record<string, unknown> = {}
) => {
  const step = requireStep(name);
  return { step, parts: partsOf(step, inputs, step.complete(parameters)) };
};
const named = (
  name: string,
  labels: readonly string[],
  inputs: readonly Value[],
  parameters: Record<string, unknown> = {}
) => {
  const { step, parts } = apply(name, inputs, parameters);
  return namedOutput(step, parts, labels);
};
const valueNames = (output: { values: readonly { name: string }[] }) =>
  output.values.map(({ name }) => name);

describe('the names of results', () => {
  it('of a step that works on one input are those of the input', () => {
    const { numbers } = named('area', ['a'], [one]);
    expect(Object.keys(numbers)).toEqual(['area']);
    expect(valueNames(named('shift', ['a', 'a'], [one, two], { by: 1 }))).toEqual(['a', 'a']);
  });

  it('are the same if others failed', () => {
    const { step, parts } = apply('area', [one, scan]);
    const good = parts.filter(({ error }) => !error);
    expect(Object.keys(namedOutput(step, good, ['a', 'b'], 2).numbers)).toEqual(['a.area']);
    const second = apply('area', [scan, one]).parts.slice(1);
    expect(Object.keys(namedOutput(step, second, ['a', 'a'], 2).numbers)).toEqual(['a-2.area']);
    const { step: all, parts: made } = apply('drift', [one, two]);
    const { numbers } = namedOutput(all, made, ['a', 'b'], 2);
    expect(Object.keys(numbers)).toContain('a.area');
  });

  it('of numbers of several inputs are unique', () => {
    const { numbers } = named('area', ['a', 'a', 'b'], [one, two, three]);
    expect(Object.keys(numbers)).toEqual(['a.area', 'a-2.area', 'b.area']);
    expect(numbers['b.area'].value).toBeGreaterThan(numbers['a-2.area'].value);
    expect(numbers['a-2.area'].value).toBeGreaterThan(numbers['a.area'].value);
  });

  it.each([
    ['average', ['a'], 'a'],
    ['average', ['a', 'b', 'c'], 'average of 3'],
    ['difference', ['a', 'b'], 'a − b'],
    ['difference', ['a', 'a'], 'a − a-2'],
    ['stitch', ['a', 'b'], 'a + b'],
    ['drift', ['a', 'b', 'c'], 'drift of 3']
  ])('of what %s computes from %j is %s', (step, labels, expected) => {
    const inputs = [one, two, three].slice(0, labels.length);
    expect(valueNames(named(step, labels, inputs))).toEqual([expected]);
  });

  it('of a calibration by elastic lines is that of the last input', () => {
    const parameters = { energies: [9572], degree: 0, calibrate: true };
    const output = named('elastic', ['line', 'spectrum'], [one, two], parameters);
    expect(valueNames(output)).toEqual(['spectrum']);
    expect(Object.keys(output.numbers).slice(0, 2)).toEqual(['line.position', 'c0']);
  });

  it('precede the numbers of all if these are about one input among all', () => {
    const { numbers, details } = named('consistency', ['a', 'a'], [one, two]);
    expect(Object.keys(numbers)).toEqual([
      'redchi',
      ...['a', 'a-2'].flatMap(label => [`${label}.shift`, `${label}.scale`, `${label}.redchi`])
    ]);
    expect(details).toHaveProperty('outliers');
    const { step, parts } = apply('consistency', [one, two]);
    expect(namedItems(step, parts, ['a', 'b']).map(({ input }) => input)).toEqual([null]);
  });

  it('replace placeholders in tables and facts, and nothing else', () => {
    const [table] = named('drift', ['a', '{0}'], [one, two]).values;
    expect(table.kind === 'table' && table.columns[0].values).toEqual(['a', '{0}']);
    const spoilt = { ...two, spectrum: { ...two.spectrum, counts: null } };
    spoilt.spectrum.intensity = two.spectrum.intensity.map((y, i) => (i === 30 ? 9 * y : y));
    const { outliers } = named('consistency', ['a', 'b'], [one, spoilt]).details as {
      outliers: { name: string }[];
    };
    expect(outliers.map(({ name }) => name)).toContain('b');
    const own = { table: ['Zn x=9572 ({0})'] };
    const [lines] = named('referenceLines', ['a'], [one], own).values;
    const sources = lines.kind === 'table' && lines.columns.find(({ name }) => name === 'source');
    expect(sources && sources.values).toContain('{0}');
  });

  it('precede the warnings of one of several, but not reasons, which appear once', () => {
    const outside = { range: [one.spectrum.energy[0] - 50, one.spectrum.energy[40]] };
    const parameters = { by: 'maximum', ...outside };
    const { warnings } = named('normalise', ['a', 'b'], [one, two], parameters);
    const codes = warnings.map(({ code }) => code);
    expect(codes.filter(code => code === 'sigma/approximate')).toHaveLength(1);
    expect(codes.indexOf('sigma/approximate')).toBe(codes.length - 1);
    const others = warnings.slice(0, -1).map(({ message }) => message.slice(0, 3));
    expect(others).toEqual(['a: ', 'b: ']);
    const alone = named('normalise', ['a'], [one], parameters);
    expect(alone.warnings[0].message).not.toMatch(/^a: /);
  });

  it('do not replace text written by the user', () => {
    expect(() => named('fit', ['a'], [one], { model: '{0}' })).toThrow('“{0}”');
    expect(() => named('fit', ['a', 'b'], [scan, one], { model: '{1}' })).toThrow('"a" is a scan');
    expect(() => named('fit', ['{{0}}'], [scan], { model: 'linear' })).toThrow('"{{0}}" is a scan');
    const marked: SpectrumValue = { ...one, approximate: ['Made by {0}.'] };
    expect(named('area', ['a'], [marked]).warnings[0].message).toBe('Made by {0}.');
    const { parts } = apply('fit', [one, two], { model: '{{0}}{1}' });
    expect(withLabels(parts[1].error?.message ?? '', ['a', 'b'])).toContain('“{{0}}{1}”');
  });

  it('are in refusals', () => {
    expect(() => named('average', ['a', 'b'], [one, line(1e5, 'incident')])).toThrow(
      '"a" runs along the emission energy and "b" along the incident energy'
    );
    expect(() => named('area', ['a', 'b'], [one, scan])).toThrow('"b" is a scan');
    const empty = { ...scan.scan, channels: scan.scan.channels.map(arm => ({ ...arm })) };
    empty.channels[0].intensity = empty.channels[0].intensity.map(() => NaN);
    empty.channels[0].counts = null;
    expect(() => named('average', ['a', 'b'], [one, { kind: 'scan', scan: empty }])).toThrow('"b"');
  });
});

describe('the parts of a step', () => {
  it('that works on each input are those of the inputs, a failed one next to the others', () => {
    const { parts } = apply('normalise', [one, scan, two]);
    expect(parts.map(({ input, error }) => [input, error?.code])).toEqual([
      [0, undefined],
      [1, 'step/input'],
      [2, undefined]
    ]);
    expect(parts[1].error?.message).toContain('"{1}" is a scan');
    expect(parts[1].outputs).toEqual({});
    const { parts: highest } = apply('normalise', [one, two], { by: 'maximum' });
    expect(highest[1].warnings.map(({ inputs }) => inputs)).toContainEqual([1]);
  });

  it('with a reference fail alone too', () => {
    const inUnit = (value: SpectrumValue, unit: string): SpectrumValue => ({
      ...value,
      spectrum: { ...value.spectrum, unit }
    });
    const inputs = [one, inUnit(two, 'counts in 4 s'), two, inUnit(three, 'counts / monitor')];
    const { parts } = apply('normalise', inputs, { by: 'reference' });
    expect(parts.map(({ input, error }) => [input, error?.code])).toEqual([
      [0, undefined],
      [1, 'spectrum/units-differ'],
      [2, undefined]
    ]);
    const refused = apply('normalise', [one, two, flat], { by: 'reference' }).parts;
    expect(refused.map(({ error }) => error?.code)).toEqual([
      'spectrum/no-area',
      'spectrum/no-area'
    ]);
  });

  it('depend on the parameters if these decide whether inputs are combined', () => {
    const parameters = { exclude: [[9560, 9590]], join: true };
    expect(apply('background', [one, two], parameters).parts.map(({ input }) => input)).toEqual([
      null
    ]);
    expect(apply('background', [one], parameters).parts[0].error).toEqual({
      code: 'step/input',
      message: expect.stringContaining('two inputs') as string
    });
    const apart = apply('background', [one, two], { ...parameters, join: false }).parts;
    expect(apart.map(({ input }) => input)).toEqual([0, 1]);
  });
});
