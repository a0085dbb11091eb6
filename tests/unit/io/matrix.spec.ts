import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { H5Tree } from '../../../src/io/h5tree';
import { nodeNeighbours } from '../../../src/io/nodelinked';
import { nodePlugins } from '../../../src/io/nodeplugins';
import { inTree } from './helpers';

const python = resolve(__dirname, '../../../.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

/** Unwritten data are not a fill value here. */
const partly = ['partly', 'partly-virtual'];

/** Not numbers: enumerations and booleans are names. */
const named = ['bool', 'enum'];

/** The plugins of Blosc lack zlib. */
const lacking = /^blosc2?-zlib-/;

/** Stored in other files. */
const away = ['external', 'away', 'virtual-away'];

const withoutSign = (values: Float64Array) =>
  // the sign and the payload of NaN are not compared
  Buffer.from(values.map(value => (Number.isNaN(value) ? NaN : value)).buffer).toString('hex');

function messageOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

function ofHex(hex: string): Float64Array {
  const bytes = Buffer.from(hex, 'hex');
  const values = new Float64Array(bytes.length / 8);
  new Uint8Array(values.buffer).set(bytes);
  return values;
}

describeMade('every kind of dataset (skipped without .venv: npm run setup)', () => {
  let folder: string;
  let truth: Record<string, Record<string, string>>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-matrix-'));
    execFileSync(python, [join(__dirname, 'fixtures/make_matrix.py'), folder]);
    truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as typeof truth;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const within = <T>(name: string, use: (tree: H5Tree) => T) =>
    inTree(readFileSync(join(folder, name)), use, nodePlugins);

  describe.each(['matrix-earliest.h5', 'matrix-latest.h5'])('%s', name => {
    it('is read bit for bit as by h5py', async () => {
      const paths = Object.keys(truth[name]).filter(
        path => ![...away, ...named, ...partly].includes(path) && !lacking.test(path)
      );
      expect(paths.length).toBeGreaterThan(600);
      const different = await within(name, tree =>
        paths.filter(path => {
          const values = tree.numbers(`/${path}`);
          return !values || withoutSign(values) !== withoutSign(ofHex(truth[name][path]));
        })
      );
      expect(different).toEqual([]);
      await within(name, tree =>
        named.forEach(path => expect(tree.numbers(`/${path}`)).toBeNull())
      );
    });

    it('has no number where compressed chunks, or their virtual parts, were never written', async () => {
      for (const [path, length] of [
        ['/partly', 64],
        ['/partly-virtual', 80]
      ] as const) {
        const values = await within(name, tree => tree.numbers(path));
        const isWritten = (k: number) => k >= 16 && k < 32;
        expect(values).toEqual(
          Float64Array.from({ length }, (_, k) => (isWritten(k) ? k - 16 : NaN))
        );
      }
    });

    it('names the filters that are missing', async () => {
      const paths = Object.keys(truth[name]).filter(path => lacking.test(path));
      expect(paths.length).toBeGreaterThan(100);
      await within(name, tree => {
        for (const path of paths) {
          expect(messageOf(() => tree.numbers(`/${path}`))).toMatchObject({
            code: 'filter/missing',
            message: expect.stringMatching(/by Blosc2? with zlib \(filter 320\d\d\)/) as string
          });
        }
      });
    });

    it('is read bit for bit from other files', async () => {
      const neighbours = nodeNeighbours(join(folder, name));
      const use = (tree: H5Tree) => away.map(path => tree.numbers(`/${path}`));
      const read = await inTree(readFileSync(join(folder, name)), use, nodePlugins, neighbours);
      expect(read.map(values => values && withoutSign(values))).toEqual(
        away.map(path => withoutSign(ofHex(truth[name][path])))
      );
    });

    it('names what is in other files if none are searched', async () => {
      await within(name, tree => {
        const other = { code: 'file/unreadable', message: /other\.h5|another file/ };
        for (const path of ['/external', '/virtual-away']) {
          expect(messageOf(() => tree.numbers(path))).toMatchObject({
            ...other,
            message: expect.stringMatching(other.message) as string
          });
        }
        expect(tree.numbers('/away')).toBeNull();
        expect(tree.missingLinks()).toContain('other.h5:/data');
      });
    });
  });
});
