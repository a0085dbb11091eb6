import { readTableScan, readTree, type Scan } from '../../../src/formats';
import { roleOfName } from '../../../src/formats/roles';
import { pointValues } from '../../../src/science';
import { FakeTree, type FakeNode } from './faketree';

const shown = ({ kind, incident, channels }: Scan) => ({
  kind,
  incident: incident && [...pointValues(incident)],
  emission: [...pointValues(channels[0].emission)],
  intensity: [...channels[0].intensity]
});

describe('a name that begins like an energy', () => {
  it.each([
    ['incident flux', 'monitor'],
    ['incident_intensity', 'monitor'],
    ['incidentFlux', 'monitor'],
    ['mono_counts', 'unknown'],
    ['mono temperature', 'unknown'],
    ['bragg pitch', 'unknown'],
    ['emission index', 'order'],
    ['emission counts', 'intensity'],
    ['emission energy resolution', 'order'],
    ['energy error', 'order'],
    ['ring energy', 'unknown'],
    ['excitation detector 2', 'unknown'],
    ['XES1', 'unknown'],
    ['xes_roi2', 'unknown'],
    ['spectrometer current', 'unknown'],
    ['analyser temperature', 'unknown']
  ])('%j is %s', (name, role) => {
    expect(roleOfName(name)).toBe(role);
  });

  it.each([
    ['incident photon energy', 'incident'],
    ['mono energy', 'incident'],
    ['Mono Energy (alt) *', 'incident'],
    ['monochromator', 'incident'],
    ['bragg angle', 'incident'],
    ['excitation', 'incident'],
    ['emission', 'emission'],
    ['XESEnergyUpper', 'emission'],
    ['xes_bragg', 'emission'],
    ['analyzer energy', 'emission'],
    ['spectrometer', 'emission']
  ])('%j is an energy: %s', (name, role) => {
    expect(roleOfName(name)).toBe(role);
  });
});

describe('a table with an energy and a similarly named column', () => {
  it('is over its energy', () => {
    const rows = '7040,100000,1000\n7041,100100,2002\n7042,100200,3006\n';
    expect(shown(readTableScan(`Emission energy (eV),Incident flux,Counts\n${rows}`))).toEqual({
      kind: 'XES',
      incident: null,
      emission: [7040, 7041, 7042],
      intensity: [0.01, 0.02, 0.03]
    });
    const xes = '7040,1000,1\n7041,1001,2\n7042,1002,3\n';
    expect(shown(readTableScan(`Energy (eV),XES1,Intensity\n${xes}`))).toMatchObject({
      emission: [7040, 7041, 7042],
      intensity: [1, 2, 3]
    });
    const indexed = '1,7040,5\n2,7041,6\n300,7042,7\n';
    expect(
      shown(readTableScan(`emission index,emission energy (eV),counts\n${indexed}`))
    ).toMatchObject({ kind: 'XES', emission: [7040, 7041, 7042], intensity: [5, 6, 7] });
  });

  it('does not take a column for an energy by its unit alone', () => {
    const { channels } = readTableScan(
      'resolution (eV),emission energy (eV),counts\n0.5,7040,5\n0.6,7041,6\n'
    );
    expect([...pointValues(channels[0].emission)]).toEqual([7040, 7041]);
  });
});

describe('an NXdata with an axis and a similarly named field', () => {
  const read = (nodes: Record<string, FakeNode>) =>
    readTree(
      new FakeTree({
        '/@default': 'entry',
        '/entry@default': 'data',
        '/entry@NX_class': 'NXentry',
        '/entry/data@NX_class': 'NXdata',
        '/entry/data@signal': 'z',
        '/entry/data@axes': 'energy',
        '/entry/data/z': [1, 2, 3],
        '/entry/data/energy': [8630, 8631, 8632],
        '/entry/data/energy@units': 'eV',
        ...nodes
      })
    );
  const wanted = { kind: 'XES', incident: null, emission: [8630, 8631, 8632] };

  it('is over its axis', () => {
    expect(shown(read({ '/entry/data/incident_flux': [1000, 1001, 1003] }))).toMatchObject(wanted);
    expect(
      shown(read({ '/entry/data/incident': [5, 6, 7], '/entry/data/incident@units': 'counts' }))
    ).toMatchObject(wanted);
  });

  it('takes no auxiliary signal for an energy', () => {
    const scan = read({
      '/entry/data@auxiliary_signals': 'emission_2',
      '/entry/data/emission_2': [1000, 1001, 1002]
    });
    expect(shown(scan)).toMatchObject(wanted);
    expect(scan.channels.map(({ name }) => name)).toEqual(['z', 'emission_2']);
  });

  it('takes no signal for its own axis, if none is declared', () => {
    const scan = readTree(
      new FakeTree({
        '/@default': 'entry',
        '/entry@default': 'data',
        '/entry@NX_class': 'NXentry',
        '/entry/data@NX_class': 'NXdata',
        '/entry/data@signal': 'emission',
        '/entry/data/emission': [1000, 1001, 1002],
        '/entry/data/energy': [8630, 8631, 8632]
      })
    );
    expect(shown(scan)).toMatchObject({ ...wanted, intensity: [1000, 1001, 1002] });
  });

  it('still refuses energies in an invalid unit', () => {
    expect(() =>
      read({ '/entry/data/incident_energy': [5, 6, 7], '/entry/data/incident_energy@units': 'mev' })
    ).toThrow(expect.objectContaining({ code: 'scan/columns-unknown' }));
  });
});
