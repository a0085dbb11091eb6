import { plannedFiles, rowsToExport, tableOfRows, type AnalysisModel } from '../../../src/model';
import { rxesScan } from '../widgets/scans';
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
  it('describe their content: the scan, its arm, the cut', async () => {
    const { model } = await modelOf(['scans/279517_1.nxs']);
    expect(names(await plan(model, 'csv'))).toEqual([
      '279517_1-map.csv',
      expect.stringMatching(/^279517_1-\w+-CIE-[\d.]+-eV\.csv$/),
      expect.stringMatching(/^279517_1-\w+-CEE-[\d.]+-eV\.csv$/)
    ]);
    model.dispose();
  });

  it('are of one arm for a map and the cuts through it, and have a ticked cut once', async () => {
    for (const arms of [['upper', 'lower'] as const, ['upper'] as const]) {
      const { model } = await modelOf(['279517_1.nxs'], () => rxesScan([...arms]));
      model.addCut({ type: 'CIE', at: 9659, width: 0.5 });
      model.show(model.cuts.map(({ id }) => id));
      await model.settled;
      const [map, ...cuts] = names(await plan(model, 'csv'));
      expect(map).toBe('279517_1-upper-map.csv');
      expect(cuts.filter(name => name.includes('CIE-9659-eV'))).toEqual([
        '279517_1-upper-CIE-9659-eV.csv'
      ]);
      model.dispose();
    }
  });

  it('are of the selected cut, not of the map that stays active', async () => {
    const { model } = await modelOf(['279517_1.nxs']);
    const [{ id }] = model.cuts; // which no document holds
    model.select([{ id }]);
    await model.settled;
    expect(names(await plan(model, 'csv', 'selected'))).toEqual([
      expect.stringMatching(/^279517_1-\w+-CIE-[\d.]+-eV\.csv$/)
    ]);
    model.setView({ view: 'transfer' });
    await model.settled;
    const { text } = await tableOfRows(model, rowsToExport(model, 'selected'));
    const [header, first, second] = text.split('\n').map(line => line.split('\t'));
    expect(header.slice(0, 2)).toEqual(['transfer_eV', 'intensity']);
    expect(Number(first[0])).toBeLessThan(Number(second[0]));
    model.dispose();
  });

  it('are of the selected row, not of the active one', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs']);
    model.select([{ id: 's2' }]);
    expect(model.activeRef?.id).toBe('s1');
    expect(names(await plan(model, 'csv', 'selected'))).toEqual([
      expect.stringMatching(/^x2.*\.csv$/)
    ]);
    model.dispose();
  });

  it('are those of labels, without characters that are special to a disk or a shell', async () => {
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

  it('is a single one for all as NeXus, after the document; for one row after that', async () => {
    const { model } = await modelOf(['x1.nxs', 'x2.nxs']);
    model.show(['s1', 's2']);
    await model.settled;
    const [all, ...none] = await plan(model, 'nexus');
    expect([all.name, none.length, all.file.parts.length]).toEqual(['zno-results.nxs', 0, 2]);
    model.select(['s2'], 's2');
    model.show([]);
    await model.settled;
    const [plannedFile] = await plan(model, 'nexus', 'selected');
    // the scan's own name would pass for the scan
    expect(plannedFile.name).toMatch(/^x2.*-spectrum\.nxs$/);
    model.dispose();
  });

  it('are those of the profiles of every drawn map, each over its axis', async () => {
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
