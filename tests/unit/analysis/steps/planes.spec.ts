import type { ScanValue } from '../../../../src/analysis/steps';
import { grid, measured, steps as energies } from '../../science/synthetic';
import { scanOf } from '../scans';
import type { NamedOutput } from '../../../../src/analysis/naming';
import { applied } from './applied';

const omega = energies(9658, 0.5, 9);
const emission = energies(8630, 0.5, 7);
/** A plane with a known height everywhere: 1 + 2(Ω − 9658) + 3(ω − 8630). */
const points = measured(grid(omega, emission));
const plane = points.incident.map((e, i) => 1 + 2 * (e - 9658) + 3 * (points.emission[i] - 8630));
const bare = scanOf(points);
const [arm] = bare.channels;
const scan: ScanValue = {
  kind: 'scan',
  scan: {
    ...bare,
    channels: [{ ...arm, counts: null, intensity: plane, sigma: plane.map(() => 0.1) }]
  }
};

const apply = (name: string, parameters: Record<string, unknown>) =>
  applied(name, [scan], parameters);

function column({ values: [value] }: NamedOutput, name: string): number[] {
  if (value.kind !== 'table') {
    throw new Error(`${value.kind} is no table`);
  }
  const found = value.columns.find(entry => entry.name === name);
  return Array.from(found?.values ?? [], Number);
}

describe('lineCut', () => {
  const ends = { fromIncident: 9658, fromEmission: 8630, toIncident: 9662, toEmission: 8633 };

  it('has the values of the plane along the line', () => {
    const { values } = apply('lineCut', { ...ends, step: 0.5 });
    const [value] = values;
    if (value.kind !== 'spectrum') {
      throw new Error('no spectrum');
    }
    const { energy, intensity } = value.spectrum;
    expect(value.axis).toBe('line');
    expect(energy).toHaveLength(11); // 5 eV, in steps of 0.5
    energy.forEach((s, k) => {
      expect(value.columns?.incident[k]).toBeCloseTo(9658 + 0.8 * s, 9);
      expect(value.columns?.emission[k]).toBeCloseTo(8630 + 0.6 * s, 9);
      expect(intensity[k]).toBeCloseTo(1 + 2 * 0.8 * s + 3 * 0.6 * s, 9);
    });
  });

  it('refuses a line without length', () => {
    const point = { ...ends, toIncident: 9658, toEmission: 8630 };
    expect(() => apply('lineCut', point)).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
  });
});

describe('contours', () => {
  it('run where the plane has their level, in all three energies', () => {
    const found = apply('contours', { levels: [4, 9] });
    expect(found.numbers).toMatchObject({ levels: { value: 2 }, lines: { value: 2 } });
    const [levels, incident, emissions, transfer] = [
      'level',
      'incident',
      'emission',
      'transfer'
    ].map(name => column(found, name));
    expect(new Set(levels)).toEqual(new Set([4, 9]));
    levels.forEach((level, k) => {
      expect(1 + 2 * (incident[k] - 9658) + 3 * (emissions[k] - 8630)).toBeCloseTo(level, 8);
      expect(transfer[k]).toBe(incident[k] - emissions[k]);
    });
    expect(new Set(column(found, 'closed'))).toEqual(new Set([0]));
  });

  it('reports which level has none', () => {
    const { warnings } = apply('contours', { levels: [4, 1e6] });
    expect(warnings).toEqual([expect.objectContaining({ code: 'contours/none' })]);
  });
});

describe('pixelEdges and map', () => {
  it('returns the midpoints between energies, one more than the energies', () => {
    expect(column(apply('pixelEdges', { axis: 'incident' }), 'incident')).toEqual(
      energies(9657.75, 0.5, 10)
    );
  });

  it('a map over energy transfer keeps its cells', () => {
    const [over, plain] = [apply('map', { view: 'transfer' }), apply('map', {})];
    expect(over.values[0]).toEqual({ ...plain.values[0], view: 'transfer' });
  });
});
