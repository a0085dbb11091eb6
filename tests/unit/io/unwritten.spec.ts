import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ready } from 'h5wasm';
import { BlockCache } from '../../../src/io/blockcache';
import { CachedFile } from '../../../src/io/cachedfile';
import { bytesOf, inHdf5 } from '../../../src/io/h5file';
import type { H5Tree } from '../../../src/io/h5tree';
import { lookup3 } from '../../../src/io/lookup3';
import { BufferSource } from '../../../src/io/source';
import { readSuperblock } from '../../../src/io/superblock';
import { openStreams } from './helpers';

const python = resolve(__dirname, '../../../.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

describe('lookup3', () => {
  // the values of `driver5` in Bob Jenkins' lookup3.c
  it.each([
    ['', 0xdeadbeef],
    ['Four score and seven years ago', 0x17770551]
  ])('of %j', (text, sum) => {
    expect(lookup3(new TextEncoder().encode(text))).toBe(sum);
  });
});

describeMade('values that were never written (skipped without .venv: npm run setup)', () => {
  let folder: string;
  let truth: Record<string, (number | null)[]>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-unwritten-'));
    execFileSync(python, [join(__dirname, 'fixtures/make_unwritten.py'), folder]);
    const text = readFileSync(join(folder, 'truth.json'), 'utf8');
    truth = JSON.parse(text) as typeof truth;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function within<T>(name: string, use: (tree: H5Tree) => T, before = 0): Promise<T> {
    const bytes = readFileSync(join(folder, name));
    const whole = new Uint8Array(before + bytes.length);
    whole.set(bytes, before);
    const file = new CachedFile(new BufferSource(whole), new BlockCache(), name);
    const superblock = readSuperblock((start, n) => bytesOf(file, start, n), file.size);
    if (!superblock) {
      throw new Error('no HDF5');
    }
    return inHdf5({ file, superblock, name }, () => undefined, use);
  }

  const isMount = (name: string) => name.startsWith('scan-');

  const plain = (values: Float64Array | null) =>
    Array.from(values ?? [], value => (Number.isNaN(value) ? null : value));

  it.each([
    ['unwritten-earliest.h5', 0],
    ['unwritten-latest.h5', 0],
    ['unwritten-latest.h5', 2048]
  ])('are NaN in %s behind %i bytes, and counted', async (name, before) => {
    const names = Object.keys(truth).filter(key => key !== 'implicit' || name.includes('latest'));
    const use = (tree: H5Tree) => {
      tree.announce(names.slice(0, 9).map(key => `/${key}`)); // the others open the view again
      const read = Object.fromEntries(names.map(key => [key, plain(tree.numbers(`/${key}`))]));
      return { read, unwritten: tree.unwritten() };
    };
    const { read, unwritten } = await within(name, use, before);
    for (const key of names) {
      expect([key, read[key]]).toEqual([key, truth[key]]);
      const count = truth[key].filter(value => value === null).length;
      const gap = unwritten.find(({ path }) => path === `/${key}`);
      expect([key, gap?.count ?? 0]).toEqual([key, count]);
    }
    expect(openStreams(await ready)).toBe(3);
  });

  it.each(['earliest', 'latest'])(
    'what was written completely (%s) is read without reopening the file',
    async libver => {
      const { FS } = await ready;
      const folders = () => (FS as unknown as { readdir(path: string): string[] }).readdir('/');
      const use = (tree: H5Tree) => {
        const names = tree.names('/');
        tree.announce(names.map(name => `/${name}`));
        const read = names.map(name => plain(tree.numbers(`/${name}`)));
        const views = folders().filter(isMount);
        return { names, read, views, unwritten: tree.unwritten() };
      };
      const { names, read, views, unwritten } = await within(`whole-${libver}.h5`, use);
      expect(names).toHaveLength(13);
      read.forEach(values => expect(values).toEqual(values.map((_, k) => k)));
      expect(unwritten).toEqual([]);
      expect(views).toHaveLength(1);
    }
  );

  it.each(['swmr.h5', 'latest-open.h5'])('%s opens while it is written', async name => {
    const values = await within(name, tree => plain(tree.numbers('/part')));
    expect(values).toEqual(Array.from({ length: 40 }, (_, i) => (i < 20 ? i : null)));
  });

  it('numbers in another file are not damage', async () => {
    const read = within('external.h5', tree => tree.numbers('/away'));
    await expect(read).rejects.toMatchObject({
      code: 'file/unreadable',
      message: expect.stringContaining('in another file') as string
    });
  });
});
