import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { File as H5File, ready } from 'h5wasm';
import { XESError } from '../../../src/base/errors';
import { pointValues, scanMap } from '../../../src/science';
import { BlockCache } from '../../../src/io/blockcache';
import { CachedFile } from '../../../src/io/cachedfile';
import { bytesOf, inHdf5 } from '../../../src/io/h5file';
import type { H5Module } from '../../../src/io/h5module';
import { H5Tree } from '../../../src/io/h5tree';
import { openScan } from '../../../src/io/openscan';
import type { ReadAhead } from '../../../src/io/readahead';
import { BufferSource } from '../../../src/io/source';
import { readSuperblock } from '../../../src/io/superblock';
import { LoggedSource, openStreams } from './helpers';

const python = resolve(__dirname, '../../../.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

let folder: string;
const bytesOfFile = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

/** The fixture's values of an array of n values. */
const truth = (n: number, isSigned = true) =>
  Float64Array.from({ length: n }, (_, k) => (((k % 9000) * 7919) % 251) - (isSigned ? 100 : 0));

/** The fixture's values of a map. */
const map = (n: number) => Float64Array.from({ length: n }, (_, k) => k + 1);

/** A source whose large parts arrive later, as from a server. */
class SlowSource extends LoggedSource {
  readonly fetched: [number, number][] = [];
  signal: AbortSignal | null = null;
  /** Replacement of the bytes. */
  fault: ((bytes: Uint8Array) => Promise<Uint8Array>) | null = null;

  async fetch(start: number, end: number, signal: AbortSignal, onBytes: (bytes: number) => void) {
    this.fetched.push([start, end]);
    this.signal = signal;
    await new Promise(resolve => setTimeout(resolve, 1));
    const bytes = new BufferSource(this.all).read(start, end).slice();
    if (this.fault) {
      return this.fault(bytes);
    }
    onBytes(100);
    onBytes(end - start - 100);
    return bytes;
  }

  constructor(readonly all: Uint8Array) {
    super(all);
  }
}

describeMade('large arrays (skipped without .venv: npm run setup)', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-extents-'));
    execFileSync(python, [join(__dirname, 'fixtures/make_extents.py'), folder]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function within<T>(source: LoggedSource, use: (tree: H5Tree) => T): Promise<T> {
    const file = new CachedFile(source, new BlockCache(), 'a');
    const superblock = readSuperblock((start, n) => bytesOf(file, start, n), file.size);
    if (!superblock) {
      throw new Error('no HDF5');
    }
    return inHdf5({ file, superblock, name: 'a' }, () => undefined, use);
  }

  const files = ['earliest-0.h5', 'earliest-2048.h5', 'latest-0.h5', 'latest-2048.h5'];

  it.each(files)('that are contiguous come in one request for neighbours, in %s', async name => {
    const source = new LoggedSource(bytesOfFile(name));
    await within(source, tree => {
      const names = tree.names('/contiguous').map(label => `/contiguous/${label}`);
      expect(names).toHaveLength(13);
      tree.announce(names);
      const reads = source.reads.length;
      // thirteen arrays of 1.9 MB in all
      expect(source.reads.filter(([start, end]) => end - start > 1e6)).toHaveLength(1);
      for (const path of names) {
        const shape = tree.shape(path) ?? [];
        const count = shape.reduce((a, b) => a * b, 1);
        expect([path, tree.numbers(path)]).toEqual([path, truth(count, !path.includes('_u'))]);
      }
      expect(source.reads).toHaveLength(reads); // nothing was requested again
    });
    expect(openStreams(await ready)).toBe(3);
  });

  it.each(files)('that are stored in other ways are as HDF5 reads them, in %s', async name => {
    await within(new LoggedSource(bytesOfFile(name)), tree => {
      const paths = ['chunked', 'gzip', 'compact', 'unwritten', 'part', 'virtual'].map(
        label => `/${label}`
      );
      tree.announce([...paths, '/odd/zeros', '/odd/nan', '/hard', '/soft']);
      expect(tree.numbers('/chunked')).toEqual(truth(9000));
      expect(tree.numbers('/gzip')).toEqual(truth(9000));
      expect(tree.numbers('/compact')).toEqual(truth(8000));
      expect(tree.numbers('/unwritten')).toEqual(new Float64Array(9000).fill(NaN));
      expect(tree.unwritten()).toEqual([{ path: '/unwritten', count: 9000, size: 9000 }]);
      expect(tree.numbers('/part')).toEqual(truth(9000).fill(5, 4500));
      expect(tree.numbers('/virtual')).toEqual(truth(9000));
      expect(tree.numbers('/odd/zeros')).toEqual(new Float64Array(9000));
      expect(tree.numbers('/odd/nan')).toEqual(new Float64Array(9000).fill(NaN));
      expect(tree.numbers('/hard')).toEqual(truth(27_000));
      expect(tree.numbers('/soft')).toEqual(truth(27_000));
    });
  });

  it.each(files)('that are stored in another file are refused, in %s', async name => {
    const away = within(new LoggedSource(bytesOfFile(name)), tree => {
      tree.announce(['/away', '/contiguous/little_f8']);
      return tree.numbers('/away');
    });
    await expect(away).rejects.toMatchObject({
      code: 'file/unreadable',
      message: expect.stringContaining('in another file') as string
    });
  });

  it('are reread by HDF5 if the bytes are not what it reads', async () => {
    const module: H5Module = await ready;
    module.FS.writeFile('/ahead.h5', bytesOfFile('latest-0.h5'));
    const file = new H5File('/ahead.h5', 'r');
    const wrong = [
      new Uint8Array(27_000 * 8),
      new Uint8Array(new Float64Array(truth(27_000).map((v, i) => (i === 26_999 ? 0 : v))).buffer),
      new Uint8Array(truth(27_000).buffer).reverse()
    ];
    for (const bytes of [...wrong, new Uint8Array(truth(27_000).buffer)]) {
      const ahead = { begin: () => undefined, bytesOf: () => bytes } as unknown as ReadAhead;
      const tree = new H5Tree(module, file, () => null, undefined, { ahead });
      expect(tree.numbers('/contiguous/little_f8')).toEqual(truth(27_000));
    }
    file.close();
  });

  it('of a map are fetched without blocking, with what they cost', async () => {
    const source = new SlowSource(bytesOfFile('maps.h5'));
    const reported: [number, number | null][] = [];
    const fetched: number[] = [];
    const { scan, cost } = await openScan(source, 'a', {
      onProgress: (...progress) => reported.push(progress),
      onFetched: requests => fetched.push(requests)
    });
    expect(fetched.at(-1)).toBe(cost.requests); // nothing was requested after that
    expect(source.fetched).toHaveLength(1);
    const [[start, end]] = source.fetched;
    expect([end - start > 560_000 * 8, end]).toEqual([true, source.size]); // followed by the axes
    expect(scan.channels[0].intensity).toEqual(map(560_000));
    expect([scan.kind, scan.shape, scan.incident?.length]).toEqual(['RXES', [800, 700], 560_000]);
    expect(scanMap(scan, scan.channels[0]).intensity).toBe(scan.channels[0].intensity);
    expect(pointValues(scan.channels[0].emission)[700]).toBe(8600.1);
    expect(cost.requests).toBe(source.reads.length + 1);
    const read = source.reads.reduce((sum, [from, to]) => sum + to - from, end - start);
    expect(cost.bytes).toBe(read);
    expect(reported.at(-1)?.[0]).toBe(read);
    expect(reported.at(-1)?.[1]).toBeGreaterThanOrEqual(read);
    expect(source.signal?.aborted).toBe(true); // cancelled with the file
  });

  it('of a scan of I20 come in the order in which they are needed, and give the same scan', async () => {
    const bytes = bytesOfFile('i20.h5');
    const source = new SlowSource(bytes);
    const { scan } = await openScan(source, 'a');
    const doubles = ([from]: [number, number], k: number) =>
      new DataView(bytes.buffer).getFloat64(from + 8 * k, true);
    const large = source.fetched.filter(([start, end]) => end - start > 160_000 * 8 - 1);
    expect(large.length).toBeGreaterThan(1);
    expect(source.fetched.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(9e6);
    const [[start, end]] = large;
    const first = Array.from({ length: (end - start) >> 3 }, (_, k) => doubles(large[0], k));
    expect(first).toContain(8600 + 0.1 * 7); // the emission energies, which are in the middle of the file
    expect(large[1][0]).toBeLessThan(start);
    const { scan: plain } = await openScan(new LoggedSource(bytes), 'a');
    expect(scan).toEqual(plain);
    expect([scan.kind, scan.points.measured, scan.warnings]).toEqual(['RXES', 160_000, []]);
    expect(scan.channels[0].counts).toEqual(Float64Array.from({ length: 160_000 }, (_, k) => k));
  });

  it('in chunks or small files come with the whole file, if that is hardly more', async () => {
    const source = new SlowSource(bytesOfFile('maps-gzip.h5'));
    const { scan } = await openScan(source, 'a');
    expect(source.fetched).toEqual([[0, source.size]]);
    expect(scan.channels[0].intensity).toEqual(map(560_000));
    const small = new SlowSource(bytesOfFile('small.h5'));
    expect((await openScan(small, 'a')).scan.channels[0].intensity).toEqual(map(30_000));
    expect(small.fetched).toEqual([[0, small.size]]);
    const padded = new Uint8Array(6_000_000);
    padded.set(source.all);
    const other = new SlowSource(padded);
    expect((await openScan(other, 'a')).scan.channels[0].intensity[7]).toBe(8);
    expect(other.fetched).toEqual([]);
  });

  it.each([
    ['file/changed', () => Promise.reject(new XESError('file/changed', 'The file changed.'))],
    ['file/unreachable', () => Promise.reject(new XESError('file/unreachable', 'No answer.'))],
    ['internal/error', () => Promise.reject(new TypeError('a mistake'))]
  ])('that fail end the read with %s, and leave nothing open', async (code, fault) => {
    const source = new SlowSource(bytesOfFile('maps.h5'));
    source.fault = fault;
    await expect(openScan(source, 'a')).rejects.toMatchObject({ code });
    expect(source.signal?.aborted).toBe(true);
    expect(openStreams(await ready)).toBe(3);
    source.fault = null;
    expect((await openScan(source, 'a')).scan.kind).toBe('RXES');
  });

  it('are released if the scan is refused', async () => {
    const bytes = bytesOfFile('maps.h5');
    const name = Buffer.from(bytes).indexOf('emission\0');
    bytes.set(new TextEncoder().encode('emittion'), name); // an axis that is named, but missing
    const source = new SlowSource(bytes);
    await expect(openScan(source, 'a')).rejects.toMatchObject({ code: 'scan/columns-unknown' });
    expect(source.signal?.aborted).toBe(true);
  });

  it('that are short are requested again by HDF5', async () => {
    const source = new SlowSource(bytesOfFile('maps.h5'));
    source.fault = bytes => Promise.resolve(bytes.slice(0, 100));
    const { scan } = await openScan(source, 'a'); // too short to be held: HDF5 requests it
    expect(scan.channels[0].intensity).toEqual(map(560_000));
  });
});
