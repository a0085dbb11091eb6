import type { EnergyKind } from '../../../src/base/writtenaxis';
import { spectrumStep } from '../../../src/analysis/steps/spectrum';
import type { SpectrumValue } from '../../../src/analysis/steps/values';
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

const nexus = (axis: string, more: ConstructorParameters<typeof FakeTree>[0] = {}) =>
  readTree(
    new FakeTree({
      '/@default': 'entry',
      '/entry@default': 'data',
      '/entry@NX_class': 'NXentry',
      '/entry/data@NX_class': 'NXdata',
      '/entry/data@signal': 'intensity',
      '/entry/data@axes': 'energy',
      '/entry/data@energy_axis': axis,
      '/entry/data/energy': energy,
      '/entry/data/energy@units': 'eV',
      '/entry/data/intensity': intensity,
      '/entry/data/intensity_errors': sigma,
      ...more
    })
  );

/** What the viewer and `run` make of a file. */
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

  it('says along what it runs, and names no emission energy', () => {
    const [channel] = scanFacts(read('transfer')).channels;
    expect(channel.emission).toBeNull();
    expect(channel.along).toEqual({ axis: 'transfer', extent: { min: -1, max: 2 } });
  });
});

test('a cut along a line is one curve, whatever says where its points lie in the map', () => {
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
