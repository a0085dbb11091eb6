import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { seeded } from '../../../bench/fuzz/mutations';
import type { Scan } from '../../../src/formats/scan';
import { openScan } from '../../../src/io/openscan';
import { BufferSource } from '../../../src/io/source';
import { XESError } from '../../../src/base/errors';
import { bytesOfScan, realScan } from './helpers';

const root = resolve(__dirname, '../../..');
const python = join(root, '.venv/bin/python');
/**
 * CPU time in ms: the load of the machine does not count, and a wait of HDF5 is work in
 * WebAssembly.
 */
const timeout = 2000;

async function attempt(bytes: Uint8Array, name: string): Promise<Scan | XESError> {
  const start = process.cpuUsage();
  const result = await openScan(new BufferSource(bytes), name).then(
    ({ scan }) => scan,
    (reason: unknown) => reason
  );
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(timeout);
  if (result instanceof Error) {
    expect(result).toBeInstanceOf(XESError);
  }
  return result as Scan | XESError;
}

/** A damaged file may return other numbers, but every array of it still fits the others. */
function expectSound(scan: Scan): void {
  const n = scan.channels[0].emission.length;
  const arrays = [scan.incident, scan.monitor, scan.time];
  for (const { emission, counts, intensity, sigma, bragg } of scan.channels) {
    arrays.push(emission, counts, intensity, sigma, bragg);
  }
  for (const array of arrays) {
    expect(array === null || array.length === n).toBe(true);
  }
  expect(scan.points.measured).toBeLessThanOrEqual(Math.max(n, scan.points.planned));
}

const fileCodes = [
  'file/truncated',
  'file/empty',
  'file/not-hdf5',
  'file/unreadable',
  'filter/missing',
  'scan/unknown-format',
  'scan/columns-unknown',
  'scan/no-energy',
  'scan/no-intensity',
  'scan/shape-mismatch'
];

function describeDamage(title: string, whole: () => Uint8Array): void {
  describe(title, () => {
    it('is refused when cut off at any of 80 lengths, never read with wrong numbers', async () => {
      const bytes = whole();
      const random = seeded(1);
      const lengths = [0, 1, 4, 8, 16, 48, 96, 100, 511, 512, 2048, 4096, bytes.length - 1];
      while (lengths.length < 80) {
        // as many near the beginning, where the tree is, as in the whole file
        lengths.push(Math.floor(bytes.length * random() ** (lengths.length % 2 ? 1 : 4)));
      }
      for (const length of lengths) {
        const result = await attempt(bytes.slice(0, length), 'cut.nxs');
        expect([length, result]).toEqual([
          length,
          expect.objectContaining({ code: length === 0 ? 'file/empty' : 'file/truncated' })
        ]);
      }
    });

    it('is read or refused by a code of the file with bytes changed at random, 200 times', async () => {
      const random = seeded(2);
      const codes: Record<string, number> = {};
      for (let i = 0; i < 200; i++) {
        const bytes = whole().slice();
        const flips = 1 + Math.floor(random() * 64);
        for (let flip = 0; flip < flips; flip++) {
          // the signature is spared: it is tested elsewhere
          const at = 8 + Math.floor((bytes.length - 8) * random() ** (1 + (i % 4)));
          bytes[at] = Math.floor(random() * 256);
        }
        const result = await attempt(bytes, `flipped${i}.nxs`);
        const code = result instanceof XESError ? result.code : 'read';
        codes[code] = (codes[code] ?? 0) + 1;
        if (result instanceof XESError) {
          expect([i, fileCodes, result.cause]).toEqual([
            i,
            expect.arrayContaining([code]),
            result.cause
          ]);
        } else {
          expectSound(result);
        }
      }
      expect(Object.keys(codes).length).toBeGreaterThan(1);
      expect(codes['read']).toBeGreaterThan(20);
    });
  });
}

const real = realScan('279496_1.nxs');
if (real) {
  describeDamage('a real scan of I20', () => bytesOfScan(real));
}

if (existsSync(python)) {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-damage-'));
    execFileSync(python, [join(root, 'scripts/make-demo-scans.py'), folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  describeDamage('a demo map', () => bytesOfScan(join(folder, 'xes-demo-rxes.nxs')));
} else {
  describe.skip('a demo map (skipped without .venv: npm run setup)', () => it('', () => undefined));
}
