/** @jest-environment jsdom */
import type { WritableItem } from '../../../src/compute/exporttypes';
import { ExportFailure } from '../../../src/documents/exportfailure';
import { exportAs, writeFiles, type IExporting } from '../../../src/documents/exporting';
import { plannedFiles, type PlannedFile } from '../../../src/model';
import { answered, exportingOf } from './exportsupport';
import { modelOf } from '../model/support';

const numbers = { m1: { value: 1, sigma: null, unit: 'eV' } };

/** An item of the first scan. */
const item = (more: Partial<WritableItem>): WritableItem => ({
  ref: { id: 's1' },
  key: 's1',
  kind: 'spectrum',
  size: 3,
  numbers: {},
  error: null,
  inputs: [],
  ...more
});
const curve = item({});
const other = item({ ref: { id: 's2' }, key: 's2' });
const table = item({ kind: 'table' });
const alone = item({ kind: null, size: 0, numbers });
const failed = item({
  ref: { id: 's2' },
  key: 's2',
  kind: null,
  error: { code: 'cut/empty', message: 'Nothing of {0} is there.' },
  inputs: ['s1']
});

/** Exports from a document in the folder `d`; `refuses` are names that cannot be written. */
async function exporting(items: readonly WritableItem[], refuses: readonly string[] = []) {
  const { model, compute } = await modelOf(['x1.nxs', 'x2.nxs']);
  jest.spyOn(compute, 'writable').mockResolvedValue([...items]);
  const { options: plain, written } = exportingOf(model, {
    get: () => Promise.reject(answered(404)),
    refusal: path => (refuses.includes(path) ? answered(403) : null)
  });
  const options = { ...plain, download: (name: string) => written.push(`downloaded ${name}`) };
  return { options, model, compute, written };
}

describe('an export by path', () => {
  it.each([
    ['numbers alone as columns', [alone], 'x.dat', /numbers alone.*\.csv or \.nxs/],
    ['a table as columns', [table], 'x.dat', /table.*\.csv or \.nxs/],
    ['several curves as CSV', [curve, other], 'x.csv', /2 files.*\.nxs/],
    ['several curves as columns', [curve, other], 'x.dat', /2 files.*\.nxs/],
    ['nothing', [], 'x.csv', /no result/]
  ])('refuses %s', async (_, items, target, message) => {
    const { options, model, written } = await exporting(items);
    await expect(exportAs(options, ['s1'], target, 'folder')).rejects.toMatchObject({
      code: 'command/argument',
      message: expect.stringMatching(message) as string
    });
    expect(written).toEqual([]);
    model.dispose();
  });

  it.each([
    ['a curve', [curve], 'x.csv', 'csv', 0],
    ['a curve', [curve], 'x.dat', 'ascii', 0],
    ['a table', [table], 'x.csv', 'csv', 0],
    ['a table', [table], 'x.nxs', 'nexus', 0],
    ['numbers', [alone], 'x.csv', 'numbers', 0],
    ['numbers', [alone], 'x.nxs', 'nexus', 0],
    ['several curves', [curve, other], 'x.nxs', 'nexus', 0],
    ['a curve beside numbers, which it says are not in it,', [curve, alone], 'x.nxs', 'nexus', 1]
  ])('writes %s as the path specifies: %3$s', async (_, items, target, format, notes) => {
    const { options, model, compute, written } = await exporting(items);
    const exported = await exportAs(options, ['s1'], target, 'folder');
    expect(compute.files.map(file => file.format)).toEqual([format]);
    expect([exported.paths, written]).toEqual([[`d/${target}`], [`d/${target}`]]);
    expect(exported.notes).toHaveLength(notes);
    exported.notes.forEach(note => expect(note).toMatch(/Numbers of x1.*\.csv/));
    model.dispose();
  });

  it('fails with the failed row, and writes none of the others', async () => {
    const { options, model, written } = await exporting([curve, failed]);
    await expect(exportAs(options, undefined, 'x.nxs', 'folder')).rejects.toMatchObject({
      code: 'cut/empty',
      message: 'x2: Nothing of x1 is there.'
    });
    expect(written).toEqual([]);
    model.dispose();
  });
});

describe('a figure by path', () => {
  it.each(['svg', 'pdf', 'png'] as const)('is drawn as %s, with its options', async format => {
    const { options, model, compute, written } = await exporting([curve, table]);
    const look = { width: 17, dpi: 600 };
    const { notes } = await exportAs(options, ['s1'], `in/x.${format}`, 'folder', look);
    expect(compute.files).toMatchObject([
      {
        format,
        look: { width: 17, height: null, dpi: 600, fontSize: 8, style: 'paper', hasCuts: true },
        parts: [{ key: 's1', label: 'x1', color: expect.stringMatching(/^#/) as string }]
      }
    ]);
    expect(written).toEqual([`d/in/x.${format}`]);
    expect(notes.join()).toMatch(/Not drawn: x1/);
    model.dispose();
  });

  it('is refused for what cannot be drawn, and data have no size', async () => {
    const { options, model, written } = await exporting([table, alone]);
    const attempt = (...rest: [string, 'folder', object?]) => exportAs(options, ['s1'], ...rest);
    await expect(attempt('x.pdf', 'folder')).rejects.toMatchObject({ code: 'figure/nothing' });
    await expect(attempt('x.csv', 'folder', { dpi: 300 })).rejects.toMatchObject({
      code: 'command/argument',
      message: 'dpi: that is of a figure. Give a path that ends in .svg, .pdf or .png.'
    });
    expect(written).toEqual([]);
    model.dispose();
  });
});

describe('several files', () => {
  const planned = (options: IExporting): PlannedFile[] =>
    plannedFiles(options.model, [curve, other], { format: 'csv', hasNumbers: false }, options.path);

  it('of which one cannot be written report which exist, and which do not', async () => {
    const second = 'd/x2-spectrum.csv';
    const { options, model, written } = await exporting([], [second]);
    const files = planned(options);
    const failure = await writeFiles(options, 'd', files, 'folder').catch(
      (reason: unknown) => reason
    );
    expect(failure).toBeInstanceOf(ExportFailure);
    expect(failure).toMatchObject({
      code: 'file/write-failed',
      message: expect.stringMatching(/Written before: x1-spectrum\.csv\.$/) as string,
      paths: ['d/x1-spectrum.csv'],
      rest: [files[1]]
    });
    expect(written).toEqual(['d/x1-spectrum.csv']);
    model.dispose();
  });

  it('of which the first cannot be written are all omitted', async () => {
    const { options, model, compute } = await exporting([]);
    jest.spyOn(compute, 'file').mockRejectedValue(new Error('broken'));
    const files = planned(options);
    await expect(writeFiles(options, 'd', files, 'folder')).rejects.toMatchObject({
      code: 'internal/error',
      message: 'broken',
      paths: [],
      rest: files
    });
    model.dispose();
  });
});
