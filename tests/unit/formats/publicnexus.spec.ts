import { existsSync } from 'node:fs';
import path from 'node:path';
import { readTree, type Scan } from '../../../src/formats';
import type { ReadChoice } from '../../../src/formats/mapping/types';
import { pointValues } from '../../../src/science';
import { withTree } from './opentree';

const folder = path.resolve(__dirname, '../../../../shared/data/public');
const describePublic = existsSync(folder) ? describe : describe.skip;

const read = (name: string, choice: ReadChoice = {}): Promise<Scan> =>
  withTree(path.join(folder, name), tree => readTree(tree, choice));

const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

const ends = (values: ArrayLike<number>) => [values[0], values[values.length - 1]];

describePublic('public HDF5 files (skipped where they are not at hand)', () => {
  it("pynxxas' files have an entry for each spectrum, over the incident energy", async () => {
    const scan = await read('Fe_XDIFiles.h5');
    expect(scan).toMatchObject({
      kind: 'HERFD-XANES',
      entry: 'feo',
      entries: [
        { name: 'fe2o3', title: 'Fe2O3 APS 13-BM-D' },
        { name: 'fe_metal', title: 'Fe metal foil APS 13-BM-D' },
        { name: 'feo', title: 'FeO  20BM' }
      ]
    });
    expect(scan.warnings.map(({ code }) => code)).toEqual(['nexus/several-entries']);
    const metal = await read('Fe_XDIFiles.h5', { entry: 'fe_metal' });
    expect(metal.metadata).toMatchObject({ mode: 'transmission', sample: 'Fe metal foil' });
    expect(metal.points).toEqual({ planned: 348, measured: 348 });
    expect(ends(metal.incident as Float64Array)).toEqual([6962, 7969.247]);
    expect(metal.warnings).toEqual([]);
  });

  it('with a mode in a separate group', async () => {
    const scan = await read('generic.h5', { entry: 'dataset07' });
    expect(scan).toMatchObject({
      kind: 'HERFD-XANES',
      entry: 'dataset07',
      metadata: { mode: 'transmission', title: 'APS-13-ID-C: Co K (transmission)' }
    });
    expect(scan.entries).toHaveLength(10);
  });

  it('ESRF ID26 (BLISS): the scanned spectrometer energy, the plotted counter, and the position of the mono', async () => {
    const scan = await read('Ir47Ru46Ti7_AP_La_XES.h5');
    expect(scan).toMatchObject({
      facility: 'ESRF (BLISS)',
      kind: 'XES',
      points: { planned: 101, measured: 101 },
      entry: '1.1',
      entries: [{ name: '1.1' }, { name: '2.1', title: 'ascan xes_en_texs 2.6 2.5 100 1' }],
      metadata: { sample: 'Ir47Ru46Ti7_AP', startTime: '2021-09-23T14:54:51.623877+02:00' }
    });
    expect(scan.warnings.map(({ code }) => code)).toEqual(['nexus/several-entries']);
    expect(total(scan.channels[0].intensity)).toBe(482641);
    const [first, last] = ends(pointValues(scan.channels[0].emission));
    expect([first, last]).toEqual([expect.closeTo(2565.76715, 4), expect.closeTo(2546.99947, 4)]);
    expect(pointValues(scan.incident!)[0]).toBeCloseTo(2850.0003, 4);
    const second = await read('Ir47Ru46Ti7_AP_La_XES.h5', { entry: '2.1' });
    expect(total(second.channels[0].intensity)).toBe(421773);
    expect(second.warnings).toEqual([]);
  });

  it('MAX IV Balder: the electrometers over the energy of the monochromator; the frames are missing', async () => {
    const scan = await read('20230318.h5', { entry: 'entry24213' });
    expect(scan).toMatchObject({
      facility: 'MAX IV Balder',
      kind: 'HERFD-XANES',
      points: { planned: 526, measured: 526 },
      warnings: []
    });
    expect(scan.channels.map(({ name }) => name)).toEqual([
      'albaem-01_ch1',
      'albaem-01_ch2',
      'albaem-02_ch3',
      'albaem-02_ch4'
    ]);
    expect(ends(pointValues(scan.incident!))).toEqual([16080, 16185]);
    expect(total(scan.channels[2].intensity)).toBeCloseTo(0.0005190103208, 12);
    expect(scan.links.missing).toEqual([expect.stringContaining('entry/instrument/eiger/data')]);
  });

  it('a template reports what is missing', async () => {
    await expect(read('NXxas.hdf5')).rejects.toMatchObject({
      code: 'scan/no-intensity',
      message: expect.stringMatching(/"absorbed_beam" is a single value.*"energy"/) as string
    });
  });
});
