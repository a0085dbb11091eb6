import { plannedFiles, rowsToExport, type AnalysisModel } from '../../../src/model';
import { modelOf } from './support';

async function plan(
  model: AnalysisModel,
  format: 'csv' | 'nexus' | 'ascii',
  rows: 'shown' | 'selected' = 'shown',
  path = 'd/zno.xes.json'
) {
  const items = await model.writable(rowsToExport(model, rows));
  return plannedFiles(model, items, { format, hasNumbers: false }, path);
}

const names = (files: readonly { name: string }[]) => files.map(({ name }) => name);

describe('names of exported files', () => {
  it('say what they are of: the scan, its arm, the cut', async () => {
    const { model } = await modelOf(['scans/279517_1.nxs']);
    expect(names(await plan(model, 'csv'))).toEqual([
      '279517_1-map.csv',
      expect.stringMatching(/^279517_1-\w+-CIE-[\d.]+-eV\.csv$/),
      expect.stringMatching(/^279517_1-\w+-CEE-[\d.]+-eV\.csv$/)
    ]);
    model.dispose();
  });

  it('are those of labels, without what a disk or a shell would stumble on', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs']);
    model.rename('s1', '../ZnO: "best" <1>');
    model.rename('s2', 'ZNO best-1');
    model.show(['s1', 's2']);
    await model.settled;
    const files = names(await plan(model, 'ascii'));
    expect(files).toHaveLength(2);
    files.forEach(name => expect(name).toMatch(/^[\p{L}\p{N}._+-]+\.dat$/u));
    expect(new Set(files.map(name => name.toLowerCase())).size).toBe(2);
    model.dispose();
  });

  it('is one of all as NeXus, after the document; of one after that', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs']);
    model.show(['s1', 's2']);
    await model.settled;
    const [all, ...none] = await plan(model, 'nexus');
    expect([all.name, none.length, all.file.parts.length]).toEqual(['zno-results.nxs', 0, 2]);
    model.select(['s2'], 's2');
    model.show([]);
    await model.settled;
    const [one] = await plan(model, 'nexus', 'selected');
    // the scan's own name would pass for the scan
    expect(one.name).toMatch(/^x2.*-spectrum\.nxs$/);
    model.dispose();
  });

  it('are those of the profiles of every map that is drawn, each over what it is drawn over', async () => {
    const { model } = await modelOf(['a.nxs', 'b.nxs']);
    model.show(['s1', 's2']);
    model.setView({ view: 'transfer' });
    await model.settled;
    const files = await plan(model, 'csv');
    const profiles = files.filter(({ file }) => file.parts[0].profileOver !== undefined);
    expect(names(profiles)).toEqual([
      expect.stringMatching(/^a-\w+-CIE-[\d.]+-eV\.csv$/),
      expect.stringMatching(/^b-\w+-CIE-[\d.]+-eV\.csv$/),
      expect.stringMatching(/^a-\w+-CEE-[\d.]+-eV\.csv$/),
      expect.stringMatching(/^b-\w+-CEE-[\d.]+-eV\.csv$/)
    ]);
    expect(profiles.map(({ file }) => file.parts[0].profileOver)).toEqual(
      profiles.map(() => 'transfer')
    );
    expect(files).toHaveLength(6);
    model.dispose();
  });
});
