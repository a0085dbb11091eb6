import type { DrawnPreview, PictureRequest } from '../../../src/compute/types';
import { mapPreview, mapScan } from './scans';
import * as support from './support';
import { code, disposeClients, until, wait, type OpenDocument } from './support';

const [name, id] = ['map.nxs', 's1'];

let releases: (() => void)[] = [];

/** Like others; reads held by a test end with it. */
function setup() {
  const made = support.setup();
  releases.push(() => made.reader.held.clear());
  return made;
}

function endAll(): void {
  disposeClients();
  releases.forEach(release => release());
  releases = [];
}

/** A document that waits for its scan, represented by a preview. */
async function previewed(preview = () => mapPreview()) {
  const made = setup();
  made.reader.previews.set(name, preview);
  made.reader.held.add(name);
  const document = made.open();
  document.want([name]);
  await until(() => !!previewOf(document));
  return { ...made, document };
}

const previewOf = ({ compute }: OpenDocument) => compute.current?.previews.get(id);

function requireKey(document: OpenDocument): string {
  return (previewOf(document) as DrawnPreview).valueKey;
}

const picture = (valueKey: string): PictureRequest => ({
  valueKey,
  x: [0.5, 3.5],
  y: [9.5, 11.5],
  width: 3,
  height: 2,
  colors: { colorMap: 'grey', scale: 'linear', limits: null, percentile: null }
});

describe('a preview of a scan that is being read', () => {
  afterEach(endAll);

  it('is drawn, and settles nothing', async () => {
    const { document } = await previewed();
    const { channel, map } = previewOf(document) as DrawnPreview;
    expect(channel).toMatchObject({ name: 'upper', kind: 'RXES', emission: { min: 10, max: 11 } });
    expect([[...map.incident], [...map.emission]]).toEqual([
      [1, 2, 3],
      [10, 11]
    ]);
    expect(map.extents.linear).toEqual([0.5, 6.5]);
    expect(document.compute.isSettled).toBe(false);
    expect(document.scan(id)).toMatchObject({ state: 'loading', key: null, facts: null });
    expect(document.items({ id }).map(({ valueKey }) => valueKey)).toEqual([null]);
  });

  it('is a picture without numbers: a cell is unknown, a result waits for the scan', async () => {
    const { document, reader } = await previewed();
    const key = requireKey(document);
    expect(await document.compute.cell(key, 0, 0)).toBeNull();
    const { limits, pixels } = await document.compute.picture(picture(key));
    expect([limits, pixels?.length]).toEqual([[0.5, 6.5], 24]);
    let isThere = false;
    const result = document.compute.result({ id }).then(found => ((isThere = true), found));
    await wait(20);
    expect(isThere).toBe(false);
    reader.held.clear();
    const [item] = (await result).items;
    expect(item.value).toMatchObject({ kind: 'map' });
    expect(item.value?.kind === 'map' && [...item.value.map.sigma].every(s => s > 0)).toBe(true);
  });

  it('is replaced by the scan, which is drawn as without it', async () => {
    const { document, reader } = await previewed();
    const key = requireKey(document);
    reader.held.clear();
    await document.compute.settled;
    await until(() => !previewOf(document));
    expect(document.value({ id })).toMatchObject({ kind: 'map', hasCounts: true });
    expect(document.updates.some(({ corrected }) => corrected.size > 0)).toBe(false);
    // one of them is there at any moment
    const begun = document.updates.findIndex(({ previews }) => previews.size > 0);
    for (const { previews, values } of document.updates.slice(begun)) {
      expect(previews.size + values.size).toBeGreaterThan(0);
    }
    await expect(document.compute.picture(picture(key))).rejects.toEqual(code('worker/cancelled'));
  });

  it.each([
    ['other energies', () => mapPreview(0.1)],
    [
      'other intensities',
      () => ({ ...mapPreview(), intensity: Float64Array.of(9, 1, 1, 1, 1, 1) })
    ],
    [
      'another number of cells',
      () => {
        const incident = { values: Float64Array.of(1, 2), run: 1, length: 4 };
        const emission = { values: Float64Array.of(10, 11), run: 2, length: 4 };
        return { ...mapPreview(), incident, emission, intensity: Float64Array.of(1, 2, 3, 4) };
      }
    ]
  ])('is reported as different if it had %s', async (_, preview) => {
    const { document, reader } = await previewed(preview);
    reader.held.clear();
    await until(() => document.compute.current?.corrected.has(id) === true);
    expect(document.value({ id })).toMatchObject({ incident: Float64Array.of(1, 2, 3) });
    expect(previewOf(document)).toBeUndefined();
  });

  it('may differ by the jitter of the energies', async () => {
    const { document, reader } = await previewed(() => mapPreview(0.01));
    reader.held.clear();
    await document.compute.settled;
    await until(() => !previewOf(document));
    expect(document.compute.current?.corrected.size).toBe(0);
  });

  it('is removed if the scan fails, or its reading is cancelled', async () => {
    const { document, reader } = await previewed();
    reader.files.delete(name);
    reader.held.clear();
    await until(() => document.scan(id)?.state === 'failed');
    expect(document.last.previews.size).toBe(0);
    const other = await previewed();
    other.document.compute.cancel(id);
    await until(() => other.document.scan(id)?.state === 'failed');
    expect(other.document.last.previews.size).toBe(0);
    expect(other.document.last.corrected.size).toBe(0);
  });

  it('lets the reader continue once it is painted', async () => {
    const { document, reader } = await previewed();
    await wait(10);
    expect(reader.painted).toEqual([]);
    await document.compute.picture(picture(requireKey(document)));
    await until(() => reader.painted.length > 0);
    expect(reader.painted).toEqual([1]);
  });

  it('lets it continue at once if no document shows it, or no map can be made of it', async () => {
    const { client, reader } = setup();
    reader.previews.set(name, mapPreview);
    client.open({ path: () => 'a' }).update({
      document: { scans: [], steps: [] },
      sources: [],
      demand: [],
      isHidden: false
    });
    client.expect(name);
    await until(() => reader.painted.length === 1);
    const empty = () => ({ ...mapPreview(), intensity: new Float64Array(6).fill(NaN) });
    reader.previews.set('a.nxs', empty);
    client.expect('a.nxs');
    await until(() => reader.painted.length === 2);
  });

  it('is shown by a document that requests the scan after it arrived', async () => {
    const { client, reader, open } = setup();
    reader.previews.set(name, mapPreview);
    reader.held.add(name);
    const [first, document] = [open('other'), open()];
    first.want(['a.nxs']);
    client.expect(name);
    await until(() => reader.painted.length === 1);
    document.want([name]);
    await until(() => !!previewOf(document));
    expect(first.last.previews.size).toBe(0);
  });

  it('is not shown if another arm is wanted', async () => {
    const { reader, open } = setup();
    reader.previews.set(name, mapPreview);
    const document = open();
    document.want([name], { demand: [{ id, channel: 'lower' }] });
    await document.compute.settled;
    expect(document.updates.some(({ previews }) => previews.size > 0)).toBe(false);
  });

  it('does not replace the previous scan while that is reread', async () => {
    const { document, reader } = await previewed();
    reader.held.clear();
    await document.compute.settled;
    await until(() => !previewOf(document));
    const before = document.value({ id });
    reader.previews.set(name, () => mapPreview(5));
    reader.held.add(name);
    document.compute.reload(id);
    await until(() => reader.painted.length === 1);
    expect(previewOf(document)).toBeUndefined();
    expect(document.value({ id })).toBe(before);
    reader.held.clear();
    await document.compute.settled;
  });

  it('is counted among the bytes held, and released with the document', async () => {
    const { client, document, reader } = await previewed();
    await until(() => client.statistics.bytesOf(1) > 0);
    expect(client.statistics.bytesOf(1)).toBeGreaterThanOrEqual(6 * 8);
    const other = client.open({ path: () => 'b' });
    document.compute.dispose();
    other.update({ document: { scans: [], steps: [] }, sources: [], demand: [], isHidden: false });
    await other.settled;
    await until(() => reader.aborted.length === 1);
    await until(() => client.statistics.held.scans === 0);
  });

  it('is dropped when the worker that painted it ends, and the scan arrives all the same', async () => {
    const { document, reader, workers } = await previewed();
    reader.held.clear();
    workers[0].crash();
    await until(() => workers.length === 2);
    await document.compute.settled;
    expect(document.value({ id })).toMatchObject({ kind: 'map', hasCounts: true });
    await until(() => !previewOf(document));
  });

  it('stays while a changed file is reread, until a new one arrives', async () => {
    const { reader, open } = setup();
    const begun = jest.spyOn(reader, 'deliver');
    begun.mockImplementation(async (path, options) => {
      // like the reader with a file that changed meanwhile
      const first = reader['_preview'].bind(reader);
      reader.previews.set(name, () => mapPreview());
      first(path, options.begin());
      await until(() => !!previewOf(document));
      reader.previews.set(name, () => mapPreview(7));
      begun.mockRestore();
      return reader.deliver(path, options);
    });
    reader.held.add(name);
    reader.files.set(name, mapScan);
    const document = open();
    document.want([name]);
    await until(() => previewOf(document)?.map.incident[0] === 8);
    const from = document.updates.findIndex(({ previews }) => previews.size > 0);
    expect(document.updates.slice(from).every(({ previews }) => previews.size === 1)).toBe(true);
    reader.held.clear();
    await document.compute.settled;
  });
});
