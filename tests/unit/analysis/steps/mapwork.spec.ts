import {
  requireStep,
  type MapValue,
  type SpectrumValue,
  type Value
} from '../../../../src/analysis/steps';
import type { Named } from '../../../../src/analysis/naming';
import { readTableScan, type Scan } from '../../../../src/formats';
import { grid, measured, steps } from '../../science/synthetic';
import { scanOf } from '../scans';
import { applied, partsOf } from './applied';

const incident = steps(9658, 0.3, 4);
const emission = steps(8628, 0.3, 5);
const points = grid(incident, emission);
const map: Value = { kind: 'scan', scan: scanOf(measured(points)) };

function xes(Ω: number, more: Partial<Scan> = {}): Extract<Value, { kind: 'scan' }> {
  const scan = scanOf(measured(points.filter(([one]) => one === Ω)));
  return { kind: 'scan', scan: { ...scan, kind: 'XES', ...more } };
}

function herfd(ω: number): Value {
  const scan = scanOf(measured(points.filter(([, one]) => one === ω)));
  return { kind: 'scan', scan: { ...scan, kind: 'HERFD-XANES' } };
}

const mapIn = (values: readonly Named[]) => values[0] as Named<MapValue>;

describe('mapOfScans', () => {
  const whole = mapIn(applied('map', [map]).values).map;

  it.each([
    ['emission scans', incident.map(Ω => xes(Ω))],
    ['HERFD scans', emission.map(herfd)]
  ])('assembles %s to the map that one scan makes', (_, scans) => {
    const { values, numbers, warnings } = applied('mapOfScans', scans);
    expect(mapIn(values).map.intensity).toEqual(whole.intensity);
    expect(mapIn(values).map.counts).toEqual(whole.counts);
    expect(mapIn(values).name).toBe(`map of ${scans.length} scans`);
    expect(numbers.scans.value).toBe(scans.length);
    expect(warnings).toEqual([]);
  });

  it('refuses a scan that does not state its Ω, by name and with advice; typed energies help', () => {
    const scans = incident.map(Ω => xes(Ω, { incident: null }));
    expect(() => applied('mapOfScans', scans)).toThrow(
      /"input 1" does not say its incident energy Ω.*as "energies"/
    );
    const { values } = applied('mapOfScans', scans, { energies: incident });
    expect(mapIn(values).map.intensity).toEqual(whole.intensity);
  });

  it('reports if typed energies are not those of the files, and refuses a list of another length', () => {
    const scans = [xes(incident[0]), xes(incident[1])];
    const { warnings } = applied('mapOfScans', scans, { energies: [9658, 9700] });
    expect(warnings).toMatchObject([{ code: 'map/energy-differs' }]);
    expect(warnings[0].message).toContain('"input 2" says 9658.3 eV where 9700 eV was given');
    expect(() => applied('mapOfScans', scans, { energies: [9658] })).toThrow('2 scans one energy');
  });

  it.each([
    ['a map among them', [xes(incident[0]), map], '"input 2" is a map itself'],
    ['scans of both kinds', [xes(incident[0]), herfd(emission[0])], 'scans of one kind'],
    ['one energy', [xes(incident[0]), xes(incident[0])], 'take their average']
  ])('refuses %s', (_, scans, sentence) => {
    expect(() => applied('mapOfScans', scans)).toThrow(sentence);
  });

  it('marks σ if grids differ', () => {
    const coarse = scanOf(measured(points.filter(([Ω], i) => Ω === incident[1] && i % 2 === 0)));
    const shifted = { ...coarse, kind: 'XES' as const };
    shifted.channels = coarse.channels.map(arm => ({
      ...arm,
      emission: (arm.emission as Float64Array).map(ω => ω + 0.1)
    }));
    const { warnings, values } = applied('mapOfScans', [
      xes(incident[0]),
      { kind: 'scan', scan: shifted }
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['map/interpolated', 'sigma/approximate'])
    );
    expect(mapIn(values).approximate).toHaveLength(1);
  });
});

describe('mapDifference', () => {
  it('is marked as a difference, also when cropped', () => {
    const other = {
      ...map,
      scan: scanOf(measured(points.map(([a, b, n, i]) => [a, b, n + 3, i])))
    };
    const { values } = applied('mapDifference', [map, other]);
    expect(mapIn(values)).toMatchObject({ isDifference: true, name: 'input 1 − input 2' });
    expect([...mapIn(values).map.intensity].every(y => Math.abs(y + 0.003) < 1e-12)).toBe(true);
    const part = applied('crop', values, { incident: [9658.2, 9659] });
    expect(mapIn(part.values)).toMatchObject({ isDifference: true });
  });
});

describe('normaliseMap', () => {
  const spectrum = applied('spectrum', [xes(incident[2])]).values[0];
  const asMap = applied('map', [map]).values[0];

  it.each([
    ['after the map', [asMap, spectrum], 0],
    ['before it', [spectrum, asMap], 1]
  ])('divides by the one spectrum, whether named %s', (_, inputs, at) => {
    const step = requireStep('normaliseMap');
    const [part, ...others] = partsOf(step, inputs, step.complete({}));
    expect(others).toEqual([]);
    expect(part.input).toBe(at);
    const area = applied('area', [spectrum]).numbers.area;
    expect(part.numbers.factor).toEqual(area);
    const before = asMap as Named<MapValue>;
    const after = part.outputs.main as MapValue;
    after.map.intensity.forEach((y, i) =>
      expect(y).toBeCloseTo(before.map.intensity[i] / area.value, 14)
    );
    // all cells share the area's: it is in σ of cuts over several cells
    const [whole] = applied('totalYield', [after]).values;
    const { sigma, intensity } = (whole as SpectrumValue).spectrum;
    const share = (area.sigma ?? NaN) / area.value;
    sigma.forEach((s, i) => expect(s).toBeGreaterThan(share * intensity[i]));
    expect(after.approximate).toBeUndefined();
  });

  it.each([
    ['two spectra', [asMap, spectrum, spectrum], 'are spectra: name the one'],
    ['maps alone', [asMap, asMap], 'among the inputs there is no spectrum'],
    ['spectra alone', [spectrum, spectrum], 'among the inputs there is no map']
  ])('refuses %s', (_, inputs, sentence) => {
    expect(() => applied('normaliseMap', inputs)).toThrow(sentence);
  });

  it('refuses a spectrum that is not an emission spectrum', () => {
    const other = applied('spectrum', [herfd(emission[1])]).values[0];
    expect(() => applied('normaliseMap', [asMap, other])).toThrow(
      'does not run along the emission'
    );
  });
});

describe('crop', () => {
  it('requires a range', () => {
    expect(() => applied('crop', [map])).toThrow('Nothing would be cropped');
  });

  it('preserves counts, so that results of the part have the right σ', () => {
    const { values } = applied('crop', [map], { emission: [8628.2, 8629.3] });
    const cut = applied('cut', values, { type: 'CIE', at: 9658 });
    const all = applied('cut', [map], { type: 'CIE', at: 9658 });
    const [part, whole] = [cut.values[0], all.values[0]].map(value =>
      value.kind === 'spectrum' ? value.spectrum : null
    );
    part?.sigma.forEach((s, i) => expect(s).toBeCloseTo(whole?.sigma[i + 1] ?? NaN, 14));
    expect(part?.counts).toEqual(whole?.counts?.slice(1));
  });
});

describe('mapOfScans of tables', () => {
  it('recognises the energy that a column of the table states, of emission and of HERFD scans', () => {
    const emissionTables = incident.map(Ω =>
      [
        'incident_eV,emission_eV,intensity',
        ...emission.map((ω, i) => `${Ω},${ω},${i + 1}`),
        ''
      ].join('\n')
    );
    const herfdTables = emission.map(ω =>
      [
        'incident_eV,emission_eV,intensity',
        ...incident.map((Ω, j) => `${Ω},${ω},${j + 1}`),
        ''
      ].join('\n')
    );
    for (const tables of [emissionTables, herfdTables]) {
      const scans = tables.map((text): Value => ({ kind: 'scan', scan: readTableScan(text) }));
      const { map } = mapIn(applied('mapOfScans', scans).values);
      expect([[...map.incident], [...map.emission]]).toEqual([incident, emission]);
      expect(map.intensity.every(y => y >= 1 && y <= 5)).toBe(true);
    }
  });
});
