import { existsSync } from 'node:fs';
import path from 'node:path';
import { readTree, type Scan } from '../../../src/formats';
import type { ReadChoice } from '../../../src/formats/mapping/types';
import { withTree } from './opentree';

const folder = path.resolve(__dirname, '../../../../shared/data/public');
const describePublic = existsSync(folder) ? describe : describe.skip;

const read = (name: string, choice: ReadChoice = {}): Promise<Scan> =>
  withTree(path.join(folder, name), tree => readTree(tree, choice));

const ends = (values: ArrayLike<number>) => [values[0], values[values.length - 1]];

describePublic('public NeXus files (skipped where they are not at hand)', () => {
  it("pynxxas' files have an entry a spectrum, over the incident energy", async () => {
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

  it('with a mode that is a group of its own', async () => {
    const scan = await read('generic.h5', { entry: 'dataset07' });
    expect(scan).toMatchObject({
      kind: 'HERFD-XANES',
      entry: 'dataset07',
      metadata: { mode: 'transmission', title: 'APS-13-ID-C: Co K (transmission)' }
    });
    expect(scan.entries).toHaveLength(10);
  });

  it('a template says what is missing', async () => {
    await expect(read('NXxas.hdf5')).rejects.toMatchObject({
      code: 'scan/no-intensity',
      message: expect.stringMatching(/"absorbed_beam" is a single value.*"energy"/) as string
    });
  });
});
