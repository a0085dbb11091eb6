import type { EnergyKind } from '../../../src/base/writtenaxis';
import { spectrumStep } from '../../../src/analysis/steps/spectrum';
import type { SpectrumValue } from '../../../src/analysis/steps/values';
import { dataGroup } from '../../../src/formats/nexusresult';
import { csvLines, readTableScan, readTree, spectrumRows, type Scan } from '../../../src/formats';
import { scanFacts } from '../../../src/formats/scanfacts';
import { FakeTree } from './faketree';

const energy = [-1, 0, 2];
const intensity = [3, 5, 4];
const sigma = [0.1, 0.2, 0.3];

/** A curve as the command line writes it, by the axis it runs along. */
const csv = (axis: EnergyKind) =>
  readTableScan(
    csvLines(
      spectrumRows(
        {
          energy: Float64Array.from(energy),
          intensity: Float64Array.from(intensity),
          sigma: Float64Array.from(sigma)
        },
        axis
      ),
      [`energy: ${axis}`]
    )
  );

const nexus = (
  axis: string,
  more: ConstructorParameters<typeof FakeTree>[0] = {},
  name = 'energy'
) =>
  readTree(
    new FakeTree({
      '/@default': 'entry',
      '/entry@default': 'data',
      '/entry@NX_class': 'NXentry',
      '/entry/data@NX_class': 'NXdata',
      '/entry/data@signal': 'intensity',
      '/entry/data@axes': name,
      '/entry/data@energy_axis': axis,
      [`/entry/data/${name}`]: energy,
      [`/entry/data/${name}@units`]: 'eV',
      '/entry/data/intensity': intensity,
      '/entry/data/intensity_errors': sigma,
      ...more
    })
  );

/** Results of the viewer and `run` for a file. */
function curveOf(scan: Scan): SpectrumValue {
  const { outputs, error } = spectrumStep.applyEach(
    { kind: 'scan', scan },
    spectrumStep.complete({})
  );
  expect(error).toBeNull();
  return Object.values(outputs)[0] as SpectrumValue;
}

describe.each([
  ['CSV', csv],
  ['NeXus', nexus]
])('a result in %s', (_, read) => {
  it.each(['transfer', 'line'] as const)('along the %s keeps its axis, and every point', axis => {
    const scan = read(axis);
    const { axis: found, spectrum } = curveOf(scan);
    expect(found).toBe(axis);
    expect([...spectrum.energy]).toEqual(energy);
    expect([...spectrum.intensity]).toEqual(intensity);
    expect([...spectrum.sigma]).toEqual(sigma);
  });

  it('states along what it runs, and names no emission energy', () => {
    const [channel] = scanFacts(read('transfer')).channels;
    expect(channel.emission).toBeNull();
    expect(channel.along).toEqual({ axis: 'transfer', extent: { min: -1, max: 2 } });
  });
});

describe('the column of a difference of energies', () => {
  const spectrum = {
    energy: Float64Array.from(energy),
    intensity: Float64Array.from(intensity),
    sigma: Float64Array.from(sigma)
  };
  const named = [
    ['incident', 'energy'],
    ['emission', 'energy'],
    ['transfer', 'transfer'],
    ['line', 'distance']
  ] as const;

  it.each(named)('along the %s energy is named correctly: %s', (axis, name) => {
    const [header] = spectrumRows(spectrum, axis);
    expect(header).toEqual([`${name}_eV`, 'intensity', 'sigma']);
    const data = dataGroup({ kind: 'spectrum', name: 'x', axis, spectrum });
    expect(data.attributes).toMatchObject({
      axes: [name],
      [`${name}_indices`]: 0,
      energy_axis: axis
    });
    expect(Object.keys(data.members)).toContain(name);
  });

  it('is reread without our comments, and not taken for that of a map', () => {
    const text = 'transfer_eV,intensity,sigma\n-1,3,0.1\n0,5,0.2\n2,4,0.3\n';
    const curve = curveOf(readTableScan(text));
    expect([curve.axis, ...curve.spectrum.energy]).toEqual(['transfer', ...energy]);
    const cells =
      'transfer_eV,incident_eV,intensity\n1000,9660,1\n1001,9660,2\n1000,9661,3\n1001,9661,4\n';
    expect(readTableScan(cells)).toMatchObject({ kind: 'RXES' });
  });

  it('is found in a NeXus file, new or old', () => {
    const old = nexus('transfer');
    const now = nexus('transfer', {}, 'transfer');
    for (const scan of [old, now]) {
      expect(curveOf(scan)).toMatchObject({ axis: 'transfer' });
      expect([...curveOf(scan).spectrum.energy]).toEqual(energy);
    }
  });
});

test('a cut along a line is one curve, whatever states where its points lie in the map', () => {
  const scan = nexus('line', {
    '/entry/data/incident': [9660, 9661, 9662],
    '/entry/data/incident@units': 'eV',
    '/entry/data/emission': [8630, 8631, 8632],
    '/entry/data/emission@units': 'eV'
  });
  expect(scan).toMatchObject({ kind: 'XES', incident: null });
  expect([...curveOf(scan).spectrum.energy]).toEqual(energy);
});

test('a curve along an energy is one along that energy', () => {
  const text = (axis: string) => `energy_eV,intensity\n9000,1\n9001,2\n# energy: ${axis}\n`;
  expect(curveOf(readTableScan(text('incident'))).axis).toBe('incident');
  expect(curveOf(readTableScan(text('emission'))).axis).toBe('emission');
});
