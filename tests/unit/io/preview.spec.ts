import { isDeepStrictEqual } from 'node:util';
import type { Preview, Scan } from '../../../src/formats';
import { XESError } from '../../../src/base/errors';
import { openScan } from '../../../src/io/openscan';
import { BufferSource, type ByteSource } from '../../../src/io/source';
import { i20File, length, plainPoint, rows } from './i20file';

const n = rows * length;

/** A server's file: parts arrive later. */
class RemoteSource implements ByteSource {
  readonly lastModified = 'then';
  /** Sizes of the fetched parts. */
  readonly fetched: number[] = [];
  /** Called before a part arrives. */
  onFetch: (nth: number) => void = () => undefined;

  readonly head: Uint8Array;

  constructor(private _bytes: Uint8Array) {
    this.head = _bytes.slice(0, 2 ** 16);
  }

  get size(): number {
    return this._bytes.length;
  }

  read(start: number, end: number): Uint8Array {
    return this._bytes.slice(start, end);
  }

  async fetch(start: number, end: number): Promise<Uint8Array> {
    const nth = this.fetched.push(end - start);
    await new Promise(resolve => setTimeout(resolve, 1));
    this.onFetch(nth);
    return this.read(start, end);
  }
}

/** Open a file. @returns the scan, the previews, and how often everything seemed to be there. */
async function opened(source: RemoteSource, onPreview: (preview: Preview) => Promise<void>) {
  const previews: Preview[] = [];
  let arrivals = 0;
  const { scan, cost } = await openScan(source, 'a', {
    onFetched: () => arrivals++,
    onPreview: preview => (previews.push(preview), onPreview(preview))
  });
  return { scan, cost, previews, arrivals };
}

/** A source with one short part. */
class ShortSource extends RemoteSource {
  constructor(
    bytes: Uint8Array,
    private _nth: number
  ) {
    super(bytes);
  }

  override async fetch(start: number, end: number): Promise<Uint8Array> {
    const nth = this.fetched.length + 1;
    const bytes = await super.fetch(start, end);
    return nth === this._nth ? bytes.slice(0, -8) : bytes;
  }
}

const atOnce = () => Promise.resolve();

/** A scan equals to the bit what is read without a preview. */
async function expectPlain(scan: Scan, bytes: Uint8Array): Promise<void> {
  const { scan: plain } = await openScan(new BufferSource(bytes), 'a');
  expect(isDeepStrictEqual(scan, plain)).toBe(true);
}

describe('a large scan with a preview', () => {
  let bytes: Uint8Array;

  beforeAll(async () => (bytes = await i20File()));

  it.each([1, 2])('is read without a preview if part %d of that is short', async nth => {
    const { scan, previews } = await opened(new ShortSource(bytes, nth), atOnce);
    expect(previews).toEqual([]);
    await expectPlain(scan, bytes);
  });

  it('returns that after an array and some rows, and then the same scan as without', async () => {
    const source = new RemoteSource(bytes);
    let before = 0;
    const { scan, previews, arrivals } = await opened(source, () => {
      before = source.fetched.reduce((a, b) => a + b, 0);
      return Promise.resolve();
    });
    expect(before).toBeGreaterThanOrEqual(8 * n);
    expect(before).toBeLessThan(8.1 * n);
    expect(previews).toHaveLength(1);
    const [{ channel, intensity, emission, incident }] = previews;
    expect([channel, intensity.length, emission.length, incident.length]).toEqual([
      'upper',
      n,
      n,
      n
    ]);
    const { counts, monitor } = plainPoint(3, 5);
    expect(intensity[3 * length + 5]).toBe(counts / monitor);
    await expectPlain(scan, bytes);
    expect(scan.warnings).toEqual([]);
    expect(arrivals).toBe(1); // not when the data for the preview were there
  });

  it('is read on when the preview is painted', async () => {
    const source = new RemoteSource(bytes);
    let goOn: () => void = () => undefined;
    let parts = 0;
    const opening = opened(source, () => {
      parts = source.fetched.length;
      return new Promise(resolve => (goOn = resolve));
    });
    while (parts === 0) {
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(source.fetched).toHaveLength(parts);
    goOn();
    expect((await opening).scan.points.measured).toBe(n);
    expect(source.fetched.length).toBeGreaterThan(parts);
  });

  it('has no preview unless requested', async () => {
    const source = new RemoteSource(bytes);
    await openScan(source, 'a');
    expect(Math.min(...source.fetched)).toBeGreaterThan(1e6);
  });

  it('has none if its axis is not a grid, and is read as usual', async () => {
    const scattered = await i20File((row, k) => ({
      ...plainPoint(row, k),
      incident: 9650 + 0.1 * row + 0.04 * Math.sin(7 * row + 3 * k)
    }));
    const { scan, previews } = await opened(new RemoteSource(scattered), atOnce);
    expect(previews).toEqual([]);
    await expectPlain(scan, scattered);
  });

  it('has none if it was stopped early, and reports it as usual', async () => {
    const aborted = await i20File((row, k) =>
      row < 250 ? plainPoint(row, k) : { incident: 0, emission: 0, counts: 0, monitor: 0 }
    );
    const { scan, previews } = await opened(new RemoteSource(aborted), atOnce);
    expect(previews).toEqual([]);
    await expectPlain(scan, aborted);
    expect(scan.warnings.map(({ code }) => code)).toContain('scan/aborted');
    expect(scan.points.measured).toBe(250 * length);
  });

  it('is read by its counts, whatever the ratio of the preview', async () => {
    const other = await i20File(plainPoint, () => 1);
    const { scan, previews } = await opened(new RemoteSource(other), atOnce);
    expect(previews[0].intensity[7]).toBe(1);
    const { counts, monitor } = plainPoint(0, 7);
    expect(scan.channels[0].intensity[7]).toBe(counts / monitor);
  });

  it.each([
    ['before the picture', 1],
    ['after the picture', 9]
  ])('fails if the file changes %s', async (_, at) => {
    const source = new RemoteSource(bytes);
    const changed = new XESError('file/changed', 'The file changed. Reload the scan.');
    source.onFetch = nth => {
      if (nth === at) {
        throw changed;
      }
    };
    await expect(opened(source, atOnce)).rejects.toBe(changed);
  });
});
