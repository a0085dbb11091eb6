import type { ScanValue, SpectrumValue } from '../../../../src/analysis/steps';
import { firstOfEach, lineTable, requireLine } from '../../../../src/analysis/steps/lines';
import { latticeSpacing, pointValues } from '../../../../src/science';
import { grid, measured } from '../../science/synthetic';
import { scanOf } from '../scans';
import type { Named } from '../../../../src/analysis/naming';
import { applied } from './applied';

function line(centre: number, from = 8620, name = `line ${centre}`): Named<SpectrumValue> {
  const energy = Float64Array.from({ length: 121 }, (_, i) => from + 0.25 * i);
  const counts = energy.map(e => Math.round(100 + 5e4 * Math.exp(-(((e - centre) / 2) ** 2))));
  return {
    kind: 'spectrum',
    name,
    axis: 'emission',
    spectrum: { energy, intensity: counts, sigma: counts.map(Math.sqrt) }
  };
}

const energiesOf = (value: unknown) => (value as SpectrumValue).spectrum.energy;

describe('calibrate', () => {
  const parameters = { found: [8639.86], degree: 0 };

  it.each([
    ['Zn Kα1', {}, 8638.86],
    ['ZnKa1', {}, 8638.86],
    ['Zn Kα1', { source: 'elam' }, 8637.2],
    ['Zn Kα1', { table: ['Zn Kα1=8639.4 (own standard)'] }, 8639.4],
    ['Zn K edge', {}, 9659],
    // one line, whatever its name in a table: its energy depends on the table alone
    ['Zn Kβ1,3', {}, 9572],
    ['Zn Kb1', {}, 9572],
    ['ZnKb3', {}, 9572],
    ['Zn Kβ1,3', { source: 'elam' }, 9570.4],
    ['Zn Kb1', { source: 'elam' }, 9570.4],
    ['Zn Kα1', { source: 'deslattes' }, 8638.906],
    ['Zn Kb1', { table: ['Zn Kβ1,3=9572.03 (own)'] }, 9572.03],
    ['Zn Kb1', { table: ['Zn Kβ1,3=9572.03 (own)', 'Zn Kβ1=9572.5 (own)'] }, 9572.5],
    ['Zn Kb5', {}, 9648.8]
  ])('knows %s of the table %j', (name, which, energy) => {
    const { values, numbers, details } = applied('calibrate', [line(8639.86)], {
      ...parameters,
      ...which,
      lines: [name]
    });
    expect(energiesOf(values[0])[0]).toBeCloseTo(8620 + energy - 8639.86, 8);
    expect(details).toMatchObject({ lines: [{ element: 'Zn', energy }] });
    const known = Object.keys(numbers).filter(key => key.startsWith('Zn '));
    expect(known).toHaveLength(1); // with its table
    expect(known[0]).toMatch(/ \((Bearden|Elam|Deslattes et al\.|own.*)\)$/);
    expect(numbers[known[0]].value).toBe(energy);
  });

  it.each([
    ['neither energies nor lines', {}],
    ['both', { energies: [1], lines: ['Zn Kα1'] }],
    ['a line of which there is none', { lines: ['Zn Kα9'] }],
    ['an element of which there is none', { lines: ['Unobtainium'] }],
    ['a line of its own that is none', { lines: ['Zn Kα1'], table: ['Kα1'] }]
  ])('refuses %s', (_, which) => {
    expect(() => applied('calibrate', [line(8639.86)], { ...parameters, ...which })).toThrow(
      expect.objectContaining({ code: 'step/parameter' })
    );
  });
});

it('elastic puts the last scan on the energies of the others', () => {
  const scans = [line(8630, 8615), line(8640, 8625)];
  const measuredScan = line(8635, 8620);
  const parameters = { energies: [8631, 8641], calibrate: true };
  const { values } = applied('elastic', [...scans, measuredScan], parameters);
  energiesOf(values[0]).forEach((energy, i) =>
    expect(energy).toBeCloseTo(measuredScan.spectrum.energy[i] + 1, 4)
  );
  expect(() => applied('elastic', scans, parameters)).toThrow(
    expect.objectContaining({ code: 'step/parameter' })
  );
});

it('referenceLines lists lines near the energies of a spectrum, with their source', () => {
  const { values, numbers, warnings } = applied('referenceLines', [line(8639)], {
    table: ['Zn satellite=8645 (own)']
  });
  expect(warnings).toEqual([]);
  expect(values[0]).toMatchObject({
    kind: 'table',
    columns: [
      { name: 'element', values: ['Zn', 'Zn', 'Zn', 'Zn'] },
      { name: 'line', values: ['Kα1', 'Kα1', 'Kα1', 'satellite'] },
      { name: 'energy', unit: 'eV', values: Float64Array.of(8637.2, 8638.86, 8638.906, 8645) },
      { name: 'sigma', unit: 'eV', values: Float64Array.of(NaN, NaN, 0.073, NaN) },
      { name: 'source' }
    ]
  });
  expect(numbers['Zn Kα1 (Deslattes et al.)']).toEqual({
    value: 8638.906,
    sigma: 0.073,
    unit: 'eV'
  });
  const none = applied('referenceLines', [line(8000, 7900)], {});
  expect(none.warnings).toEqual([expect.objectContaining({ code: 'lines/none' })]);
});

it('of several tables the first defines the energy of a line name, everywhere', () => {
  const table = lineTable({ source: null, table: [] });
  const named = firstOfEach(table);
  expect(named.map(({ element, name }) => requireLine(table, `${element} ${name}`))).toEqual(named);
  const zinc = named.filter(({ element }) => element === 'Zn');
  expect(zinc.map(({ name, energy }) => [name, energy])).toEqual([
    ['Kα1', 8638.86],
    ['Kα2', 8615.78],
    ['Kβ1,3', 9572],
    ['Kβ5', 9648.8],
    ['K edge', 9659]
  ]);
});

describe('Bragg angles and energies', () => {
  const planes = { crystal: 'Si', reflection: [6, 4, 2] };
  const spectrum = line(8639);
  const made = applied('braggAngles', [spectrum], planes);
  const [table] = made.values;
  const angles = table.kind === 'table' ? (table.columns[1].values as Float64Array) : null;

  it('convert to each other', () => {
    const { energy } = spectrum.spectrum;
    const points = measured(grid([9900], [...energy]));
    const scan: ScanValue = { kind: 'scan', scan: scanOf(points) };
    scan.scan.channels[0].bragg = angles;
    const parameters = { ...planes, axis: 'crystal' };
    const { values } = applied('energyAxis', [scan], parameters);
    const [arm] = (values[0] as ScanValue).scan.channels;
    pointValues(arm.emission).forEach((found, i) => expect(found).toBeCloseTo(energy[i], 8));
  });

  it('report the spacing and the lowest energy', () => {
    expect(made.numbers.spacing.value).toBe(latticeSpacing('Si', [6, 4, 2]));
    expect(made.numbers.lowestEnergy.value).toBeCloseTo(8541.79, 2);
  });

  it.each([
    ['step/parameter', {}],
    ['step/parameter', { crystal: 'Si', reflection: [6, 4] }],
    ['energy/impossible', { crystal: 'Si', reflection: [0, 0, 0] }],
    ['energy/impossible', { crystal: 'Si', reflection: [9, 9, 9] }]
  ])('are refused: %s for %j', (code, parameters) => {
    expect(() => applied('braggAngles', [spectrum], parameters)).toThrow(
      expect.objectContaining({ code })
    );
  });
});

describe('normaliseArm', () => {
  const points = measured(grid([9900], [...line(8639).spectrum.energy]));
  const scan: ScanValue = { kind: 'scan', scan: scanOf(points) };
  const [upper] = scan.scan.channels;
  const lower = { ...upper, name: 'lower' as const, counts: upper.counts?.map(n => 3 * n) ?? null };
  scan.scan.channels = [upper, lower];
  const area = (channel: 'upper' | 'lower') =>
    applied('area', applied('spectrum', [scan], { channel }).values, {}).numbers.area;

  it('divides by the area of the other arm', () => {
    const { values, numbers } = applied('normaliseArm', [scan], { channel: 'upper' });
    expect(numbers.factor).toMatchObject({
      value: area('lower').value,
      sigma: area('lower').sigma
    });
    const found = applied('area', values, {}).numbers.area.value;
    expect(found).toBeCloseTo(area('upper').value / area('lower').value, 12);
  });

  it('refuses a scan with one arm', () => {
    const alone = { ...scan, scan: { ...scan.scan, channels: [upper] } };
    expect(() => applied('normaliseArm', [alone], {})).toThrow(
      expect.objectContaining({ code: 'scan/channel-missing' })
    );
  });
});

describe('fit', () => {
  it.each(
    ['step_linear', 'step_arctan', 'step_erf', 'step_logistic'].flatMap(shape => [
      [shape, 1, 'constant'],
      [shape, -1, 'constant'],
      [shape, 1, 'linear']
    ])
  )('finds a %s (%d) on a %s without a starting point', (shape, sign, under) => {
    const form = { step_linear: 2, step_arctan: 0.8, step_erf: 0.8, step_logistic: 0.6 };
    const sigma = form[shape as keyof typeof form];
    const parameters = { amplitude: sign * 4e4, center: 8634.2, sigma };
    const level = 5e4;
    const exact = applied('fit', [line(8700)], {
      model: `${shape}+constant`,
      set: { ...parameters, c: level },
      fix: ['amplitude', 'center', 'sigma', 'c'],
      weights: 'none'
    });
    const [value] = exact.values;
    const curve = (value as SpectrumValue).columns?.fit ?? new Float64Array(0);
    const { energy } = (value as SpectrumValue).spectrum;
    const noisy = curve.map((y, i) => y + 200 * Math.sin(i * i)); // σ about 140
    const made: SpectrumValue = {
      kind: 'spectrum',
      axis: 'incident',
      spectrum: { energy, intensity: noisy, sigma: noisy.map(() => 140) }
    };
    const { numbers } = applied('fit', [made], { model: `${shape}+${under}` });
    expect(Math.abs(numbers.center.value - 8634.2)).toBeLessThan(0.05);
    expect(numbers.amplitude.value / (sign * 4e4)).toBeCloseTo(1, 1);
  });
});
