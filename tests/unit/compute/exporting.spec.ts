import type { Ref, StepEntry } from '../../../src/analysis/document/types';
import { defaultView } from '../../../src/analysis/document';
import type { ExportFile, FigureFile, WritableItem } from '../../../src/compute/exporttypes';
import { usualLook } from '../../../src/figures/paper/look';
import { readCurves, readTable } from '../../../src/formats';
import { openBytes } from './h5bytes';
import { code, disposeClients, setup, type OpenDocument } from './support';

const never = () => new AbortController().signal;

async function opened(paths: readonly string[], steps: StepEntry[] = []) {
  const { open, workers } = setup();
  const document = open();
  document.want(paths, { steps, demand: [] });
  await document.compute.settled;
  return { document, workers };
}

/** A file of all items of some rows. */
async function fileOf(
  { compute }: OpenDocument,
  refs: readonly Ref[],
  more: Partial<ExportFile> & Pick<ExportFile, 'format'>
) {
  const items = await compute.writable(refs);
  const parts = items.map(({ ref, key }) => ({ ref, key, id: key, name: `name of ${key}` }));
  return compute.file({ title: 'Title', parts, plane: 'incident', ...more }, never());
}

const text = async (...args: Parameters<typeof fileOf>) =>
  new TextDecoder()
    .decode((await fileOf(...args)).bytes)
    .trimEnd()
    .split('\n');

const average: StepEntry = { id: 'average-1', step: 'average', from: ['s1', 's3'], parameters: {} };
const smooth: StepEntry = {
  id: 'smooth-1',
  step: 'smooth',
  from: ['scans'],
  parameters: { window: 3, order: 1 }
};

describe('the exportable content of rows', () => {
  afterEach(disposeClients);

  it('is known without their arrays, also if never shown', async () => {
    const moments: StepEntry = {
      id: 'moments-1',
      step: 'moments',
      from: ['average-1'],
      parameters: {}
    };
    const { document } = await opened(['a.nxs', 'map.nxs', 'b.nxs'], [average, moments]);
    const refs = [
      { id: 's1' },
      { id: 's2', channel: 'lower' },
      { id: 'average-1' },
      { id: 'moments-1' }
    ];
    const items = await document.compute.writable(refs);
    const facts = ({ key, kind, size, numbers }: WritableItem) => [
      key,
      kind,
      size,
      Object.keys(numbers).length > 0
    ];
    expect(items.map(facts)).toEqual([
      ['s1', 'spectrum', 3, false],
      ['s2:lower', 'map', 6, false],
      ['average-1', 'spectrum', 3, true],
      ['moments-1/average-1', null, 0, true]
    ]);
  });

  it('explains why there is nothing', async () => {
    const cut: StepEntry = {
      id: 'cut-1',
      step: 'cut',
      from: ['s1'],
      parameters: { type: 'CIE', at: 99 }
    };
    const { document } = await opened(['map.nxs'], [cut]);
    const [item] = await document.compute.writable([{ id: 'cut-1' }]);
    expect(item).toMatchObject({ kind: null, error: { code: 'cut/empty' } });
    await expect(fileOf(document, [{ id: 'cut-1' }], { format: 'csv' })).rejects.toMatchObject(
      code('cut/empty') as object
    );
    expect(item.inputs).toEqual(['s1']);
    await expect(document.compute.writable([{ id: 'gone' }])).rejects.toMatchObject(
      code('step/input') as object
    );
  });
});

describe('a file of results', () => {
  afterEach(disposeClients);

  it('is a CSV with its provenance, and only its own', async () => {
    const { document } = await opened(['a.nxs', 'c.nxs', 'b.nxs'], [average, smooth]);
    const lines = await text(document, [{ id: 'average-1' }], { format: 'csv' });
    const { intensity } = readCurves(lines.join('\n')).curves[0].spectrum;
    expect([...intensity]).toEqual([0.75, 1.5, 2.25]);
    expect(lines[0]).toBe('energy_eV,intensity,sigma');
    expect(lines.filter(line => /# (title|energy|source|step|command)/.test(line))).toEqual([
      '# title: Title',
      '# energy: emission',
      '# source: a.nxs',
      '# source: b.nxs',
      expect.stringMatching(/^# step: average-1: average \{.*"estimator"/)
    ]);
  });

  it('of one item of a step names the scan of that item alone', async () => {
    const { document } = await opened(['a.nxs', 'b.nxs'], [smooth]);
    const one = { id: 'smooth-1', only: ['smooth-1/s2'] };
    const lines = await text(document, [one], { format: 'ascii' });
    expect(lines.filter(line => line.startsWith('# source'))).toEqual(['# source: b.nxs']);
    expect(lines.filter(line => line.startsWith('# sigma: approximate')).length).toBeGreaterThan(0);
    expect(readTable(lines.join('\n')).columns[0]).toEqual(Float64Array.of(100, 101, 102));
  });

  it('of a scan has its own step, and over the energy transfer the cells as points', async () => {
    const { document } = await opened(['map.nxs']);
    const lines = await text(document, [{ id: 's1', channel: 'upper' }], {
      format: 'csv',
      plane: 'transfer'
    });
    expect(lines.slice(0, 3)).toEqual([
      'incident_eV,transfer_eV,intensity,sigma',
      '1,-9,0.5,0.5',
      '1,-10,5.5,1.6583123951777'
    ]);
    expect(lines.at(-1)).toContain('step: map: map {"view":"transfer","channel":"upper"}');
  });

  it('is a grid over both energies as NeXus, and states it, whatever the view', async () => {
    const { document } = await opened(['map.nxs']);
    const refs = [{ id: 's1', channel: 'upper' }];
    const { bytes } = await fileOf(document, refs, { format: 'nexus', plane: 'transfer' });
    const read = await openBytes(bytes);
    expect(read.has('/entry/data/transfer')).toBe(false);
    expect(read.numbers('/entry/data/emission')).toEqual([10, 11]);
    expect(read.text('/entry/process_1/parameters/data')).toContain('"view":"incident"');
  });

  it('of a profile is over the energy of its drawn map, in every format', async () => {
    const parameters = { type: 'CIE', at: 1, width: 1 };
    const cut: StepEntry = { id: 'c', step: 'cut', from: ['scans'], parameters };
    const { document } = await opened(['map.nxs'], [cut]);
    const [{ ref, key }] = await document.compute.writable([{ id: 'c' }]);
    const made = async (format: 'csv' | 'nexus', profileOver: 'incident' | 'transfer') => {
      const parts = [{ ref, key, id: 'c', name: 'c', profileOver }];
      const file = { format, title: 'c', parts, plane: profileOver };
      return (await document.compute.file(file, never())).bytes;
    };
    const over = async (plane: 'incident' | 'transfer') => {
      const { curves } = readCurves(new TextDecoder().decode(await made('csv', plane)));
      const [{ axis, spectrum }] = curves;
      return [axis, [...spectrum.energy], [...spectrum.intensity]];
    };
    expect(await over('incident')).toEqual(['emission', [10, 11], [0.5, 5.5]]);
    expect(await over('transfer')).toEqual(['transfer', [-10, -9], [5.5, 0.5]]);
    const read = await openBytes(await made('nexus', 'transfer'));
    expect(read.numbers('/entry/data/transfer')).toEqual([-10, -9]);
    expect(read.numbers('/entry/data/intensity')).toEqual([5.5, 0.5]);
  });

  it('has numbers in long form, with their steps and items', async () => {
    const moments: StepEntry = { id: 'm', step: 'moments', from: ['scans'], parameters: {} };
    const { document } = await opened(['a.nxs', 'b.nxs'], [moments]);
    const lines = await text(document, [{ id: 'm' }], { format: 'numbers' });
    expect(lines[0]).toBe('step,item,name,value,sigma,unit');
    const centroids = lines
      .filter(line => /^m,m\/s\d,m1,/.test(line))
      .map(line => line.split(',')[3]);
    expect(centroids.map(Number)).toEqual([101.25, 101.25]); // by trapezes
  });

  it('is NeXus with any number of results, read back to the bit', async () => {
    const { document } = await opened(['a.nxs', 'map.nxs'], []);
    const refs = [{ id: 's1' }, { id: 's2', channel: 'upper' }];
    const { bytes } = await fileOf(document, refs, { format: 'nexus' });
    const read = await openBytes(bytes);
    expect(read.numbers('/entry/data_s1/intensity')).toEqual([0.5, 1, 1.5]);
    expect(read.numbers('/entry/data_s1/counts')).toEqual([1, 2, 3]);
    expect(read.numbers('/entry/data_s2_upper/intensity')).toEqual([0.5, 1, 1.5, 5.5, 6, 6.5]);
    expect(read.text('/entry/source_2/file_name')).toBe('map.nxs');
    expect(read.text('/entry/process_1/step')).toBe('spectrum');
    expect(read.has('/entry/source_1/sha256')).toBe(false);
  });

  it.each([
    [['a.nxs'], ['/entry/numbers/m1']],
    [
      ['a.nxs', 'b.nxs'],
      ['/entry/numbers/m_s1_m1', '/entry/numbers/m_s2_m1']
    ]
  ])('is NeXus of numbers only: of %j', async (paths, fields) => {
    const moments: StepEntry = { id: 'm', step: 'moments', from: ['scans'], parameters: {} };
    const { document } = await opened(paths, [moments]);
    const { bytes } = await fileOf(document, [{ id: 'm' }], { format: 'nexus' });
    const read = await openBytes(bytes);
    for (const field of fields) {
      expect(read.value(field)).toBe(101.25);
    }
    expect(read.text('/entry/source_1/file_name')).toBe('a.nxs');
  });

  it('is not created once it is cancelled', async () => {
    const { document, workers } = await opened(['map.nxs']);
    const [{ ref, key }] = await document.compute.writable([{ id: 's1' }]);
    const abort = new AbortController();
    const parts = [{ ref, key, id: 'a', name: 'a' }];
    const made = document.compute.file(
      { format: 'csv', title: '', parts, plane: 'incident' },
      abort.signal
    );
    abort.abort();
    await expect(made).rejects.toMatchObject(code('worker/cancelled') as object);
    const session = workers[0].session as unknown as { _queries: { size: number } };
    await document.compute.writable([{ id: 's1' }]);
    expect(session._queries.size).toBe(0);
  });
});

describe('a figure of rows', () => {
  afterEach(disposeClients);

  async function figureOf({ compute }: OpenDocument, refs: readonly Ref[], format: 'svg' | 'pdf') {
    const items = await compute.writable(refs);
    const parts = items.map(({ ref, key }) => {
      return {
        ref,
        key,
        id: key,
        name: `name of ${key}`,
        label: `label of ${key}`,
        color: '#123456'
      };
    });
    const shown = { steps: [], view: defaultView() };
    const file: FigureFile = {
      format,
      title: 'Title',
      parts,
      plane: 'incident',
      look: { ...usualLook, dpi: 72 },
      document: shown,
      colors: {}
    };
    return compute.file(file, never());
  }

  it('has its curves with their names and colours, and its provenance', async () => {
    const { document } = await opened(['a.nxs', 'b.nxs']);
    const { bytes, notes } = await figureOf(document, [{ id: 's1' }, { id: 's2' }], 'svg');
    const svg = new TextDecoder().decode(bytes);
    expect(svg).toContain('<title>Title</title>');
    expect(svg).toMatch(/source: a\.nxs\n[^<]*source: b\.nxs/);
    expect(svg).toContain('>label of s1</text>');
    expect(svg).toContain('stroke="#123456"');
    expect(notes).toEqual([]);
  });

  it('is drawn of a map, and refused for numbers', async () => {
    const moments: StepEntry = { id: 'm', step: 'moments', from: ['s1'], parameters: {} };
    const { document } = await opened(['map.nxs', 'a.nxs'], [{ ...moments, from: ['s2'] }]);
    const { bytes } = await figureOf(document, [{ id: 's1', channel: 'lower' }], 'pdf');
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/^%PDF-1\.7\n/);
    await expect(figureOf(document, [{ id: 'm' }], 'svg')).rejects.toMatchObject({
      code: 'step/input'
    });
  });
});
