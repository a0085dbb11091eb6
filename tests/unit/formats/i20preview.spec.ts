import type { Preview } from '../../../src/formats';
import { previewPlan } from '../../../src/formats';
import { FakeTree, type FakeNode } from './faketree';

const I1 = '/entry1/I1';
const rows = 400;
const length = 350;
const n = rows * length;

/** Energies and intensities of point k of a row, by the path of their dataset. */
type Values = (path: string, row: number, k: number) => number;

const even: Values = (path, row, k) =>
  path.includes('bragg')
    ? 9650 + 0.1 * row + 0.004 * Math.sin(7 * row + k)
    : path.includes('XESEnergy')
      ? 8600 + 0.25 * k
      : row + k / 1000;

function nodes(suffix: 'Upper' | 'Lower' = 'Upper', shape = [rows, length]) {
  const detector = suffix === 'Upper' ? 'medipix1' : 'medipix2';
  const group = `/entry1/instrument/${detector}`;
  const all = [
    `${I1}/bragg1WithOffset`,
    `${I1}/I1`,
    `${I1}/XESEnergy${suffix}`,
    `${group}/${detector}_roi_total`,
    `${group}/FFI1_${detector}`
  ];
  return Object.fromEntries(all.map((path): [string, FakeNode] => [path, { shape, values: [] }]));
}

/** The preview of a file with these values; null if none. */
function previewOf(
  values: Values = even,
  tree: Record<string, FakeNode> = nodes()
): Preview | null {
  const plan = previewPlan(new FakeTree(tree));
  const numbers = plan?.runs.map(({ path, from, to }) =>
    Float64Array.from({ length: to - from }, (_, i) =>
      values(path, Math.floor((from + i) / length), (from + i) % length)
    )
  );
  return numbers ? (plan?.make(numbers) ?? null) : null;
}

/** Values that differ in one kind of dataset. */
const but =
  (name: string, other: (row: number, k: number) => number): Values =>
  (path, row, k) =>
    path.includes(name) ? other(row, k) : even(path, row, k);

describe('a preview of a large map of I20', () => {
  it('is computed from the stored ratio, a row of the emission energy and even steps of the incident one', () => {
    const preview = previewOf();
    expect(preview).toMatchObject({
      channel: 'upper',
      unit: 'counts / monitor',
      incidentJitter: 0.015,
      incident: { run: length, length: n },
      emission: { run: 1, length: n }
    });
    expect([...(preview?.emission.values ?? [])]).toEqual(
      Array.from({ length }, (_, k) => 8600 + 0.25 * k)
    );
    expect(preview?.incident.values).toHaveLength(rows);
    preview?.incident.values.forEach((energy, row) =>
      expect(Math.abs(energy - (9650 + 0.1 * row))).toBeLessThan(0.01)
    );
    expect([0, 1, n - 1].map(i => preview?.intensity[i])).toEqual([0, 0.001, 399.349]);
  });

  it('reads hardly more than the ratio', () => {
    const runs = previewPlan(new FakeTree(nodes()))?.runs ?? [];
    const [first, ...others] = runs.map(({ from, to }) => to - from);
    expect(first).toBe(n);
    expect(others.reduce((a, b) => a + b, 0)).toBeLessThan(4 * length);
    expect(runs.every(({ from, to }) => 0 <= from && from < to && to <= n)).toBe(true);
  });

  it.each<[string, Values]>([
    ['incident', but('bragg', row => 9690 - 0.1 * row)],
    ['emission', but('XESEnergy', (_, k) => 8700 - 0.25 * k)]
  ])('may descend in the %s energy', (name, values) => {
    const { values: energies } = previewOf(values)?.[name as 'incident' | 'emission'] ?? {};
    expect(energies?.[1]).toBeLessThan(energies?.[0] ?? NaN);
  });

  it('is that of the only arm', () => {
    expect(previewOf(even, nodes('Lower'))?.channel).toBe('lower');
  });

  it.each<[string, Values]>([
    [
      'the incident energy jitters by more than its readback does',
      but('bragg', (row, k) => 9650 + 0.1 * row + 0.04 * Math.sin(7 * row + k))
    ],
    [
      'the incident energy goes in steps of two sizes',
      but('bragg', row => 9650 + 0.1 * row + Math.max(0, row - 200))
    ],
    ['the incident energy goes along the rows', but('bragg', (_, k) => 9650 + 0.1 * k)],
    ['the incident energy stands still', but('bragg', () => 9650)],
    ['the scan was stopped early', but('bragg', row => (row > 300 ? 0 : 9650 + 0.1 * row))],
    [
      'the last row was not reached',
      but('XESEnergy', (row, k) => (row === rows - 1 && k > 9 ? 0 : 8600 + k))
    ],
    [
      'the emission energy goes to and fro',
      but('XESEnergy', (row, k) => 8600 + (row % 2 ? length - k : k))
    ],
    ['the emission energy goes on', but('XESEnergy', (row, k) => 8600 + k + 0.01 * row)],
    ['the emission energy stands still', but('XESEnergy', () => 8600)],
    ['an energy is missing', but('XESEnergy', (_, k) => (k === 7 ? NaN : 8600 + k))],
    ['an incident energy is missing', but('bragg', row => (row === 0 ? NaN : 9650 + 0.1 * row))]
  ])('is not created if %s', (_, values) => {
    expect(previewOf(values)).toBeNull();
  });

  it.each<[string, Record<string, FakeNode>]>([
    ['it is small', nodes('Upper', [100, 100])],
    ['it is a spectrum', nodes('Upper', [n])],
    ['its frames are three-dimensional', nodes('Upper', [rows, length, 1])],
    [
      'an array has another shape',
      { ...nodes(), [`${I1}/I1`]: { shape: [rows - 1, length], values: [] } }
    ],
    [
      'there is no monitor',
      Object.fromEntries(Object.entries(nodes()).filter(([path]) => path !== `${I1}/I1`))
    ],
    [
      'there is no ratio',
      Object.fromEntries(Object.entries(nodes()).filter(([path]) => !path.includes('FFI1')))
    ],
    ['the energy is in another unit', { ...nodes(), [`${I1}/XESEnergyUpper@units`]: 'keV' }],
    ['the unit is none', { ...nodes(), [`${I1}/bragg1WithOffset@units`]: 'deg' }],
    ['the layout is another one', { '/entry/data/x': [1] }]
  ])('is not planned if %s', (_, tree) => {
    expect(previewPlan(new FakeTree(tree))).toBeNull();
  });
});
