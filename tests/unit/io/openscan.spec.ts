import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready } from 'h5wasm';
import { openFile } from '../../../src/io/node';
import { openScan } from '../../../src/io/openscan';
import { BufferSource, type ByteSource } from '../../../src/io/source';
import { XESError } from '../../../src/base/errors';
import { bytesOfScan, LoggedSource, openStreams, realScan } from './helpers';

const text = (value: string) => new BufferSource(new TextEncoder().encode(value));
const code = (value: string) => expect.objectContaining({ code: value }) as unknown;
const streams = async () => openStreams(await ready);

const path = realScan('279496_1.nxs');
const withData = path ? it : it.skip;

describe('openScan', () => {
  it.each([
    ['', 'file/empty'],
    ['<!DOCTYPE html><html>log in</html>', 'file/html-login'],
    ['\n  <html><body>', 'file/html-login'],
    ['PK\u0003\u0004 something else', 'file/not-hdf5'],
    ['x'.repeat(3_000_000), 'file/not-hdf5']
  ])('refuses %j', async (value, expected) => {
    await expect(openScan(text(value.slice()), 'a')).rejects.toEqual(code(expected));
  });

  withData.each([
    ['279496_1.nxs', 'upper', 0.7458550833],
    ['279496_1.nxs', 'lower', 0.1925506837],
    ['280754_1.nxs', 'lower', 3.9575322183],
    ['280772_1.nxs', 'lower', 0.2087742755]
  ])('reads %s, %s arm', async (name, arm, sum) => {
    const real = realScan(name);
    const { scan, cost } = await openScan(new BufferSource(bytesOfScan(real ?? '')), name);
    const channel = scan.channels.find(entry => entry.name === arm);
    expect(channel?.intensity.reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 9);
    expect(scan.links.missing[0]).toMatch(/^medipix\d-\d+\.hdf:\/entry/);
    expect(cost.bytes).toBeLessThan(3e6);
    expect(await streams()).toBe(3);
  });

  withData('moves a part of the file, in few requests, and tells of it', async () => {
    const source = new LoggedSource(bytesOfScan(path ?? ''));
    const progress: number[] = [];
    const totals: (number | null)[] = [];
    const { cost, stamp } = await openScan(source, 'a', {
      onProgress: (bytes, total) => {
        progress.push(bytes);
        totals.push(total);
      }
    });
    expect(cost.requests).toBe(source.reads.length);
    expect(progress).toHaveLength(cost.requests + 1); // and once when the arrays are known
    expect(progress.at(-1)).toBe(cost.bytes);
    expect(totals[0]).toBeNull();
    expect(totals.at(-1)).toBeGreaterThanOrEqual(cost.bytes);
    expect(cost.bytes).toBeLessThan(300_000);
    expect(cost.requests).toBeLessThan(10);
    expect(stamp).toEqual({ size: source.size, lastModified: 'then' });
  });

  withData('refuses a file cut off anywhere, and says so', async () => {
    const whole = bytesOfScan(path ?? '');
    const lengths = [1, 7, 8, 20, 51, 52, 96, 511, 512, 2048, 65_536, 65_537, 1_000_000];
    lengths.push(whole.length - 4096, whole.length - 1);
    for (const length of lengths) {
      const failure: unknown = await openScan(new BufferSource(whole.slice(0, length)), 'a').catch(
        (reason: unknown) => reason
      );
      expect([length, (failure as XESError).code]).toEqual([length, 'file/truncated']);
      if (length > 96) {
        expect((failure as XESError).message).toContain(`${whole.length - length} bytes`);
      }
    }
    expect(await streams()).toBe(3);
  });

  withData('takes a file with a user block before it, and one that was lengthened', async () => {
    const whole = bytesOfScan(path ?? '');
    for (const [before, after] of [
      [512, 0],
      [2048, 0],
      [0, 777]
    ]) {
      const bytes = new Uint8Array(before + whole.length + after);
      bytes.set(whole, before);
      const { scan } = await openScan(new BufferSource(bytes), 'a');
      expect(scan.points.measured).toBe(50);
    }
  });

  withData('passes on what the source throws, at whichever read, and cleans up', async () => {
    const bytes = bytesOfScan(path ?? '');
    const whole = new LoggedSource(bytes);
    await openScan(whole, 'a');
    for (let failing = 0; failing < whole.reads.length; failing++) {
      const source = new LoggedSource(bytes);
      const read = source.read.bind(source);
      jest.spyOn(source, 'read').mockImplementation((start, end) => {
        if (source.reads.length === failing) {
          throw new XESError('file/changed', 'The file changed.');
        }
        return read(start, end);
      });
      await expect(openScan(source, 'a')).rejects.toEqual(code('file/changed'));
    }
    expect(await streams()).toBe(3);
    const again = await openScan(new LoggedSource(bytes), 'a');
    expect(again.scan.points.measured).toBe(50);
  });

  withData('never crashes on bytes overwritten at random', async () => {
    const whole = bytesOfScan(path ?? '');
    for (let seed = 1; seed <= 20; seed++) {
      const bytes = whole.slice();
      const at = (seed * 7919 * 13) % 200_000;
      bytes.fill(0xff, at, at + 256);
      const result: unknown = await openScan(new BufferSource(bytes), 'a').catch((e: unknown) => e);
      expect(result instanceof XESError || 'scan' in (result as object)).toBe(true);
      expect((result as Error).cause).not.toBeInstanceOf(WebAssembly.RuntimeError);
    }
    expect(await streams()).toBe(3);
  });
});

/** A source that throws an unexpected error, at its read number `failing`. */
function failingSource(bytes: Uint8Array, reason: Error, failing: number): LoggedSource {
  const source = new LoggedSource(bytes);
  const read = source.read.bind(source);
  jest.spyOn(source, 'read').mockImplementation((start, end) => {
    if (source.reads.length === failing) {
      throw reason;
    }
    return read(start, end);
  });
  return source;
}

describe('a bug in the code', () => {
  withData('is told as one, with its stack, whichever read it happens in', async () => {
    const bytes = bytesOfScan(path ?? '');
    for (const failing of [0, 1, 2]) {
      const mistake = new TypeError('not a function');
      const source = failingSource(bytes, mistake, failing);
      await expect(openScan(source, 'a')).rejects.toMatchObject({
        code: 'internal/error',
        cause: mistake
      });
    }
    expect(await streams()).toBe(3);
  });
});

describe('openFile', () => {
  it('distinguishes a missing file and a folder', async () => {
    await expect(openFile('/no/such.nxs')).rejects.toEqual(code('file/not-found'));
    await expect(openFile('/tmp')).rejects.toEqual(code('file/unreadable'));
  });

  withData('reads like any source', async () => {
    const { scan, cost } = await openFile(path ?? '');
    expect(scan.points).toEqual({ planned: 50, measured: 50 });
    expect(cost.bytes).toBeLessThan(300_000);
  });

  describe('of a file that changes meanwhile', () => {
    let folder: string;
    let copy: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'xes-changed-'));
      copy = join(folder, 'scan.dat');
      writeFileSync(copy, '# DIAMOND LIGHT SOURCE');
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it.each<[string, () => void]>([
      ['is written to', () => appendFileSync(copy, 'more')],
      ['is rewritten at its length', () => writeFileSync(copy, '# DIAMOND LIGHT sourcE')],
      [
        'is replaced, its time kept',
        () => {
          const { atime, mtime } = statSync(copy);
          writeFileSync(`${copy}.new`, '# DIAMOND LIGHT sourcE');
          utimesSync(`${copy}.new`, atime, mtime);
          renameSync(`${copy}.new`, copy);
        }
      ],
      ['is taken away', () => rmSync(copy)]
    ])('reports if it %s', async (_, change) => {
      await expect(openFile(copy)).rejects.toEqual(code('scan/unknown-format'));
      // reading begins at once and ends some microtasks later
      const reading = openFile(copy);
      change();
      await expect(reading).rejects.toEqual(code('file/changed'));
    });

    withData('says so also where the read itself went well', async () => {
      copyFileSync(path ?? '', copy);
      chmodSync(copy, 0o600);
      const reading = openFile(copy);
      appendFileSync(copy, 'more');
      await expect(reading).rejects.toEqual(code('file/changed'));
    });
  });
});

describe('a text of many megabytes', () => {
  const source = (size: number, line: string): ByteSource => ({
    size,
    lastModified: '',
    read: (start, end) => {
      const bytes = new TextEncoder().encode(line);
      return Uint8Array.from({ length: end - start }, (_, k) => bytes[(start + k) % bytes.length]);
    }
  });

  it('is refused with the limit, and advice', async () => {
    const size = 65 * 2 ** 20;
    await expect(openScan(source(size, '7000 10\n'), 'large.dat')).rejects.toMatchObject({
      code: 'file/too-large',
      message: expect.stringMatching(/has 65 MB, and texts are read up to 64 MB\. Cut it/) as string
    });
    await expect(openScan(source(size, 'no table\n'), 'large.txt')).rejects.toMatchObject({
      code: 'file/not-hdf5'
    });
  });
});
