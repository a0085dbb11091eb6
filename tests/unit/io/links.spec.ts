import {
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
  utimesSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { File as H5File, ready } from 'h5wasm';
import { listOfFile, openFile } from '../../../src/io/node';
import { nodeNeighbours } from '../../../src/io/nodelinked';
import { Reads, type Pausing } from '../../../src/cli/reads';
import { listFile } from '../../../src/io/listfile';
import { openScan } from '../../../src/io/openscan';
import { takeHdf5Log } from '../../../src/io/h5log';
import { H5Tree } from '../../../src/io/h5tree';
import { BufferSource } from '../../../src/io/source';
import type { XESError } from '../../../src/base/errors';
import { openStreams } from './helpers';

interface IMemoryFiles {
  readFile(path: string): Uint8Array;
  writeFile(path: string, bytes: Uint8Array): void;
  unlink(path: string): void;
}

/** A small spectrum of I20 whose arrays may be links: `soft:<path>` or `<file>:<path>`. */
async function scanOf(links: Record<string, string>, i1 = 1000): Promise<Uint8Array> {
  const module = await ready;
  takeHdf5Log(module.FS);
  const file = new H5File('/links.nxs', 'w');
  for (const group of [
    '/entry1',
    '/entry1/I1',
    '/entry1/instrument',
    '/entry1/instrument/medipix1'
  ]) {
    file.create_group(group);
  }
  const arrays: Record<string, number[]> = {
    '/entry1/I1/bragg1WithOffset': [9900, 9900, 9900],
    '/entry1/I1/I1': [i1, i1, i1],
    '/entry1/I1/XESEnergyUpper': [8638, 8639, 8640],
    '/entry1/instrument/medipix1/medipix1_roi_total': [1, 2, 3]
  };
  for (const [path, data] of Object.entries(arrays)) {
    if (!(path in links)) {
      file.create_dataset({ name: path, data, shape: [3], dtype: '<d' });
    }
  }
  for (const [path, target] of Object.entries(links)) {
    const [name, inside] = target.split(':');
    if (name === 'soft') {
      file.create_soft_link(inside, path);
    } else {
      file.create_external_link(name, inside, path);
    }
  }
  file.close();
  const files = module.FS as unknown as IMemoryFiles;
  const bytes = files.readFile('/links.nxs').slice();
  files.unlink('/links.nxs');
  return bytes;
}

const pausing = {
  progress: { show: () => undefined },
  checkpoint: () => Promise.resolve()
} as unknown as Pausing;

const frames = '/entry1/instrument/medipix1/data';
const counts = '/entry1/instrument/medipix1/medipix1_roi_total';
const open = async (links: Record<string, string>) =>
  (await openScan(new BufferSource(await scanOf(links)), 'links.nxs')).scan;

afterAll(async () => expect(openStreams(await ready)).toBe(3));

describe('a link whose target is missing', () => {
  it('does no harm if nothing needs it, and is named', async () => {
    const scan = await open({ [frames]: 'medipix1-1.hdf:/entry/data' });
    expect(scan.links.missing).toEqual(['medipix1-1.hdf:/entry/data']);
    expect(scan.warnings).toEqual([]);
    expect([...scan.channels[0].intensity]).toEqual([0.001, 0.002, 0.003]);
  });

  it('is named behind a soft link, and behind a linked group', async () => {
    const behind = await open({
      [frames]: 'soft:/entry1/frames',
      '/entry1/frames': 'medipix1-1.hdf:/entry/data'
    });
    expect(behind.links.missing).toEqual(['medipix1-1.hdf:/entry/data']);
    const group = await open({ '/entry1/instrument/medipix2': 'lower.hdf:/entry' });
    expect(group.links.missing).toEqual(['lower.hdf:/entry']);
    expect(group.channels.map(({ name }) => name)).toEqual(['upper']);
  });

  it('is named in the error if the scan cannot do without it', async () => {
    const cases: Record<string, string>[] = [
      { [counts]: 'counts.hdf:/n' },
      { [counts]: 'soft:/entry1/n', '/entry1/n': 'counts.hdf:/n' }
    ];
    for (const links of cases) {
      await expect(open(links)).rejects.toMatchObject({
        code: 'scan/no-intensity',
        message: expect.stringContaining('counts.hdf:/n') as unknown
      });
    }
    await expect(open({ '/entry1/I1/XESEnergyUpper': 'axis.hdf:/e' })).rejects.toMatchObject({
      code: 'scan/no-energy',
      message: expect.stringContaining('axis.hdf:/e') as unknown
    });
  });

  it('of the monitor is named, and that the intensity is not divided by it', async () => {
    const scan = await open({ '/entry1/I1/I1': 'monitor.hdf:/i1' });
    expect(scan.links.missing).toEqual(['monitor.hdf:/i1']);
    expect(scan.warnings.map(({ code }) => code)).toEqual(['scan/no-monitor']);
  });
});

describe('a soft link', () => {
  it('is one array with its target, by either path', async () => {
    const source = new BufferSource(
      await scanOf({
        '/entry1/signal': `soft:${counts}`,
        '/entry1/chained': 'soft:/entry1/signal',
        '/entry1/circle': 'soft:/entry1/circle'
      })
    );
    const { arrays } = await listFile(source, 'links.nxs');
    expect(arrays.map(({ path }) => path).sort()).toEqual([
      '/entry1/I1/I1',
      '/entry1/I1/XESEnergyUpper',
      '/entry1/I1/bragg1WithOffset',
      counts
    ]);
    const columns = { emission: 'XESEnergyUpper', intensity: '/entry1/chained' };
    const { scan } = await openScan(source, 'links.nxs', { choice: { columns } });
    expect([...scan.channels[0].intensity]).toEqual([1, 2, 3]);
  });
});

describe('an existing linked file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'xes-links-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const monitor = '/entry1/I1/I1';
  const file = (name: string) => join(folder, name);

  /**
   * Write a scan that links to the monitor of a file next to it, and that file with the same
   * monitor throughout.
   */
  const write = async (i1: number) => {
    writeFileSync(file('links.nxs'), await scanOf({ [monitor]: `other.nxs:${monitor}` }));
    writeFileSync(file('other.nxs'), await scanOf({}, i1));
  };

  it('is read, and its stamp is part of that of the scan', async () => {
    await write(500);
    const { scan, stamp } = await openFile(file('links.nxs'));
    expect(scan.links.missing).toEqual([]);
    expect(scan.warnings).toEqual([]);
    expect([...(scan.monitor ?? [])]).toEqual([500, 500, 500]);
    const path = realpathSync(file('other.nxs'));
    expect(stamp.linked).toMatchObject([{ path, size: statSync(path).size }]);
    rmSync(file('other.nxs'));
    const alone = await openFile(file('links.nxs'));
    expect(alone.scan.links.missing).toEqual([`other.nxs:${monitor}`]);
    expect(alone.stamp).not.toHaveProperty('linked');
  });

  it('states where it was searched for while missing, and no longer once it arrived', async () => {
    await write(500);
    const path = realpathSync(file('other.nxs'));
    const there = await openFile(file('links.nxs'));
    expect(there.stamp).not.toHaveProperty('absent');
    rmSync(path);
    const { stamp } = await openFile(file('links.nxs'));
    expect(stamp.absent).toContain(path);
    writeFileSync(path, await scanOf({}, 250));
    const came = await openFile(file('links.nxs'));
    expect(came.stamp).not.toHaveProperty('absent');
    expect([...(came.scan.monitor ?? [])]).toEqual([250, 250, 250]);
  });

  it('is noticed if it changes while it is read', async () => {
    await write(500);
    const bytes = readFileSync(file('links.nxs'));
    const neighbours = nodeNeighbours(file('links.nxs'));
    let isChanged = false;
    const open = (path: string) => {
      const source = neighbours.open(path);
      writeFileSync(path, readFileSync(path)); // when it was opened
      isChanged = true;
      return source;
    };
    const reading = openScan(new BufferSource(bytes), 'links.nxs', {
      neighbours: { ...neighbours, open }
    });
    await expect(reading).rejects.toMatchObject({
      code: 'file/changed',
      message: expect.stringContaining('other.nxs') as unknown
    });
    expect(isChanged).toBe(true);
  });

  it('is read anew by the next reading, as another version, with or without a new mtime', async () => {
    await write(500);
    const read = async () => {
      const { scan, stamp } = await openFile(file('links.nxs'));
      return { monitor: [...(scan.monitor ?? [])], version: stamp.linked?.[0].version };
    };
    const before = await read();
    const { atime, mtime, size } = statSync(file('other.nxs'));
    writeFileSync(file('other.nxs'), await scanOf({}, 250));
    utimesSync(file('other.nxs'), atime, mtime);
    expect(statSync(file('other.nxs')).size).toBe(size);
    const after = await read();
    expect([before.monitor, after.monitor]).toEqual([
      [500, 500, 500],
      [250, 250, 250]
    ]);
    expect(after.version).not.toBe(before.version);
    expect(await read()).toEqual(after);
  });

  it('is noticed if it changed before the command ends', async () => {
    await write(500);
    const reads = new Reads();
    await reads.scan(file('links.nxs'));
    writeFileSync(file('other.nxs'), await scanOf({}, 250));
    const changed = {
      code: 'file/changed',
      message: expect.stringContaining('other.nxs') as unknown
    };
    await expect(reads.scan(file('links.nxs'))).rejects.toMatchObject(changed);
    await expect(reads.sourceOf(file('links.nxs'), pausing)).rejects.toMatchObject(changed);
  });

  it('is listed with the arrays of the scan', async () => {
    await write(500);
    const { arrays } = await listOfFile(file('links.nxs'));
    expect(arrays.find(({ path }) => path === monitor)?.range).toEqual([500, 500]);
  });
});

describe('a virtual dataset whose source is missing', () => {
  it('is refused by an error that names the source, never filled', async () => {
    const module = await ready;
    const files = module.FS as unknown as IMemoryFiles;
    files.writeFile('/virtual.h5', readFileSync(join(__dirname, 'fixtures/odd.h5')));
    const file = new H5File('/virtual.h5', 'r');
    try {
      const tree = new H5Tree(module, file, () => null);
      let error: unknown = null;
      try {
        tree.numbers('/virtual');
      } catch (reason) {
        error = reason;
      }
      expect((error as XESError).code).toBe('file/unreadable');
      expect((error as XESError).message).toContain('gone.h5');
      expect(tree.missingLinks()).toEqual(['gone.h5:d']);
    } finally {
      file.close();
      files.unlink('/virtual.h5');
    }
  });
});
