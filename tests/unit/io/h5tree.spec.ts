import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { File as H5File, ready } from 'h5wasm';
import { takeHdf5Log } from '../../../src/io/h5log';
import type { H5Module } from '../../../src/io/h5module';
import { H5Tree } from '../../../src/io/h5tree';
import { openStreams } from './helpers';

let h5: H5Module;
let file: H5File;
let tree: H5Tree;

beforeAll(async () => {
  h5 = await ready;
  takeHdf5Log(h5.FS);
  const made = new H5File('/made.h5', 'w');
  const numbers: [string, string][] = [
    ['i1', '<b'],
    ['u1', '<B'],
    ['i2', '<h'],
    ['i4', '<i'],
    ['u4', '<I'],
    ['i8', '<q'],
    ['u8', '<Q'],
    ['f4', '<f'],
    ['f8', '<d']
  ];
  for (const [name, dtype] of numbers) {
    const data = /[qQ]/.test(dtype) ? new BigInt64Array([1n, 2n, 100n]) : [1, 2, 100];
    made.create_dataset({ name, data: data as number[], shape: [3], dtype });
  }
  made.create_dataset({ name: 'negative', data: [-1.5, -2.5], shape: [1, 2], dtype: '<d' });
  made.create_dataset({ name: 'vlen', data: ' Ångström\n', dtype: 'S' });
  made.create_dataset({ name: 'vlens', data: ['one', 'two'], dtype: 'S' });
  made.create_dataset({ name: 'fixed', data: 'eV', dtype: 'S8' });
  made.create_dataset({ name: 'zero', data: new Float64Array(0), shape: [0, 3], dtype: '<d' });
  made.create_group('group').create_dataset({ name: 'inner', data: 1 });
  const f8 = made.get('f8') as unknown as { create_attribute(name: string, data: unknown): void };
  f8.create_attribute('units', 'eV');
  f8.create_attribute('factor', 2.5);
  made.create_soft_link('/f8', 'soft');
  made.create_soft_link('/nowhere', 'dangling');
  made.create_soft_link('/loop', 'loop');
  made.create_external_link('gone.hdf', '/entry/data', 'external');
  made.create_soft_link('/external', 'softexternal');
  made.create_external_link('also.hdf', '/', 'folder');
  made.close();
  file = new H5File('/made.h5', 'r');
  tree = new H5Tree(h5, file, () => null);
});

afterAll(() => {
  file.close();
  expect(openStreams(h5)).toBe(3); // the standard three
});

/** Where the object header (version 2, as h5wasm writes it) of the contiguous dataset of these values begins. */
function headerOf(bytes: Uint8Array, values: Float64Array): number {
  const file = Buffer.from(bytes);
  const address = Buffer.alloc(8);
  address.writeBigUInt64LE(BigInt(file.indexOf(Buffer.from(values.buffer))));
  return file.lastIndexOf('OHDR', file.indexOf(address));
}

describe('H5Tree', () => {
  it.each(['i1', 'u1', 'i2', 'i4', 'u4', 'i8', 'u8', 'f4', 'f8'])('reads %s as float64', name => {
    expect(tree.numbers(`/${name}`)).toEqual(Float64Array.of(1, 2, 100));
  });

  it('reports shapes, and flattens in C order', () => {
    expect(tree.shape('/negative')).toEqual([1, 2]);
    expect(tree.numbers('/negative')).toEqual(Float64Array.of(-1.5, -2.5));
    expect(tree.shape('/group/inner')).toEqual([]);
    expect(tree.numbers('/group/inner')).toEqual(Float64Array.of(1));
    expect(tree.numbers('/zero')).toEqual(new Float64Array(0));
  });

  it('has null for what is missing or of another kind', () => {
    for (const path of ['/no', '/no/no', '/f8/no', '/group', '/dangling', '/external', '/loop']) {
      expect([path, tree.kind(path)]).toEqual([path, path === '/group' ? 'group' : 'missing']);
      expect([tree.numbers(path), tree.text(path), tree.shape(path)]).toEqual([null, null, null]);
    }
    expect(tree.numbers('/fixed')).toBeNull();
    expect(tree.text('/f8')).toBeNull();
  });

  it('reads strings of fixed and of variable length', () => {
    expect(['/vlen', '/vlens', '/fixed'].map(path => tree.text(path))).toEqual([
      'Ångström',
      'one',
      'eV'
    ]);
  });

  it('reads attributes as text', () => {
    expect(['units', 'factor', 'no'].map(name => tree.attribute('/f8', name))).toEqual([
      'eV',
      '2.5',
      null
    ]);
    expect(tree.attribute('/no', 'units')).toBeNull();
    expect(tree.attribute('/', 'NX_class')).toBeNull();
  });

  it('lists members, and follows soft links', () => {
    expect(tree.names('/group')).toEqual(['inner']);
    expect(tree.names('/f8')).toEqual([]);
    expect(tree.kind('/soft')).toBe('dataset');
    expect(tree.kind('/')).toBe('group');
  });

  it('records external links without a target, also behind others', () => {
    const fresh = new H5Tree(h5, file, () => null);
    expect(fresh.missingLinks()).toEqual([]);
    for (const path of ['/softexternal', '/external', '/folder/a/b', '/dangling', '/loop']) {
      expect([path, fresh.kind(path)]).toEqual([path, 'missing']);
    }
    expect(fresh.missingLinks()).toEqual(['gone.hdf:/entry/data', 'also.hdf:/']);
  });

  it('reports the bytes of the arrays to be read, absent ones as none', () => {
    const progress: number[] = [];
    const fresh = new H5Tree(
      h5,
      file,
      () => null,
      bytes => progress.push(bytes)
    );
    fresh.announce(['/i1', '/i8', '/negative', '/group/inner', '/no', '/group', '/external']);
    expect(progress).toEqual([3 + 24 + 16 + 4]);
  });

  it('does not take absent or dangling objects for damaged', () => {
    const fresh = new H5Tree(h5, file, () => null);
    for (const path of [
      '/no',
      '/no/no',
      '/f8/no',
      '/dangling',
      '/external',
      '/loop',
      '/folder/a'
    ]) {
      expect(fresh.numbers(path)).toBeNull();
    }
    expect(fresh.broken).toBeNull();
  });

  it('distinguishes broken from absent', () => {
    const fs = h5.FS as unknown as {
      readFile(path: string): Uint8Array;
      writeFile(path: string, data: Uint8Array): void;
    };
    const bytes = fs.readFile('/made.h5').slice();
    const at = headerOf(bytes, Float64Array.of(-1.5, -2.5));
    bytes.fill(0xee, at, at + 4);
    fs.writeFile('/broken.h5', bytes);
    const opened = new H5File('/broken.h5', 'r');
    const broken = new H5Tree(h5, opened, () => null);
    expect(broken.numbers('/f8')).toHaveLength(3);
    expect(broken.numbers('/no')).toBeNull();
    expect(broken.broken).toBeNull();
    expect(broken.kind('/negative')).toBe('missing');
    expect(broken.broken).toBe('/negative');
    expect(() => broken.numbers('/negative')).toThrow(
      expect.objectContaining({ code: 'file/truncated' }) as Error
    );
    opened.close();
  });

  it('does not grow the heap by repeated reading', () => {
    const before = h5.HEAPU8.length;
    for (let i = 0; i < 2000; i++) {
      tree.numbers('/f8');
      tree.text('/vlen');
      tree.attribute('/f8', 'units');
      tree.kind('/external');
    }
    expect(h5.HEAPU8.length).toBe(before);
    expect(openStreams(h5)).toBe(4);
  });
});

describe('H5Tree over a file of h5py (fixtures/make_odd.py)', () => {
  let odd: H5File;
  let oddTree: H5Tree;
  let before = 0;
  beforeAll(async () => {
    h5 = await ready;
    takeHdf5Log(h5.FS);
    const bytes = readFileSync(join(__dirname, 'fixtures/odd.h5'));
    (h5.FS as unknown as { writeFile(path: string, data: Uint8Array): void }).writeFile(
      '/odd.h5',
      bytes
    );
    before = openStreams(h5);
    odd = new H5File('/odd.h5', 'r');
    oddTree = new H5Tree(h5, odd, () => null);
  });
  afterAll(() => {
    odd.close();
    expect(openStreams(h5)).toBe(before);
  });

  it.each(['be_i4', 'be_i8', 'be_f8', 'f2'])('reads %s', name => {
    expect(oddTree.numbers(`/${name}`)).toEqual(Float64Array.of(1, 2, 100));
  });

  it('reads half precision to its ends, and attributes of any byte order', () => {
    const [minus, infinite, nan, small] = oddTree.numbers('/half') ?? [];
    expect([minus, infinite, nan]).toEqual([-0.5, Infinity, NaN]);
    expect(small).toBeCloseTo(6e-8, 9);
    expect(oddTree.attribute('/be_i4', 'factor')).toBe('3');
  });

  it('returns no numbers if there are none', () => {
    expect(oddTree.kind('/null')).toBe('dataset');
    expect(oddTree.numbers('/null')).toBeNull();
  });

  it("reports what it can't read, and leaves nothing open", () => {
    const code = (value: string) => expect.objectContaining({ code: value }) as Error;
    for (let i = 0; i < 5; i++) {
      expect(() => oddTree.numbers('/lzf')).toThrow(code('filter/missing'));
      expect(() => oddTree.numbers('/long_double')).toThrow(code('file/unreadable'));
      expect(() => oddTree.numbers('/virtual')).toThrow(code('file/unreadable'));
    }
    expect(oddTree.missingLinks()).toEqual(['gone.h5:d']);
    expect(oddTree.numbers('/be_i4')).toHaveLength(3);
  });
});
