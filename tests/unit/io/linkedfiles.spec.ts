import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ready } from 'h5wasm';
import { XESError } from '../../../src/base/errors';
import type { H5Tree } from '../../../src/io/h5tree';
import type { Neighbours } from '../../../src/io/linkedfiles';
import { nodeNeighbours } from '../../../src/io/nodelinked';
import { nodePlugins } from '../../../src/io/nodeplugins';
import { inTree, openStreams } from './helpers';

const python = resolve(__dirname, '../../../.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

function messageOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

function ofHex(hex: string): number[] {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  return [...new Float64Array(bytes.buffer)];
}

describeMade('datasets in other files (skipped without .venv: npm run setup)', () => {
  let folder: string;
  let truth: Record<string, string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-linked-'));
    execFileSync(python, [join(__dirname, 'fixtures/make_linked.py'), folder]);
    truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as typeof truth;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const master = () => join(folder, 'top/master.h5');

  /** Use the master, and report which files were opened for it. */
  async function within<T>(
    use: (tree: H5Tree) => T,
    neighbours: Neighbours = nodeNeighbours(master())
  ): Promise<{ made: T; opened: string[] }> {
    const opened: string[] = [];
    const open = (path: string) => {
      opened.push(path.replace(folder, ''));
      return neighbours.open(path);
    };
    const bytes = readFileSync(master());
    const made = await inTree(bytes, use, nodePlugins, { ...neighbours, open });
    expect(openStreams(await ready)).toBe(3);
    return { made, opened };
  }

  const failure = async (path: string) =>
    (await within(tree => messageOf(() => tree.numbers(path)))).made;

  it('are read bit for bit as by h5py, together and separately', async () => {
    const paths = Object.keys(truth);
    expect(paths.length).toBeGreaterThan(25);
    const different = (tree: H5Tree) =>
      paths.filter(path => {
        const values = messageOf(() => tree.numbers(`/${path}`));
        return !(values instanceof Float64Array)
          ? `${path}: ${String(values)}`
          : JSON.stringify([...values]) !== JSON.stringify(ofHex(truth[path]));
      });
    expect((await within(different)).made).toEqual([]);
    for (const path of paths) {
      const { made } = await within(tree => {
        tree.announce([`/${path}`]);
        return [...(tree.numbers(`/${path}`) ?? [])];
      });
      expect([path, made]).toEqual([path, ofHex(truth[path])]);
    }
  });

  it('belong to their files alone: an array and its attributes, groups and texts', async () => {
    const { made } = await within(tree => ({
      kinds: ['/link/root', '/link/root/inner', '/link/up'].map(path => tree.kind(path)),
      names: tree.names('/link/root'),
      shape: tree.shape('/link/chain-soft'),
      isNumeric: tree.isNumeric('/link/up'),
      units: tree.attribute('/link/up', 'units'),
      all: tree.attributes('/link/up', 'units'),
      note: tree.text('/link/root/note'),
      missing: tree.missingLinks()
    }));
    expect(made).toEqual({
      kinds: ['group', 'group', 'dataset'],
      names: ['data', 'inner', 'note'],
      shape: [60],
      isNumeric: true,
      units: 'eV',
      all: ['eV'],
      note: 'of gzip-earliest.h5',
      missing: []
    });
  });

  it('open only what is requested, and each file once', async () => {
    expect((await within(tree => tree.names('/link'))).opened).toEqual([]);
    const mentioned = await within(tree => [tree.mention('/link/up'), tree.missingLinks()]);
    expect(mentioned).toEqual({ made: [false, ['../other/up.h5:data']], opened: [] });
    const read = await within(tree => {
      ['/link/up', '/link/chain', '/link/soft', '/link/up'].forEach(path => tree.numbers(path));
      ['/gone', '/gone', '/gone/below'].forEach(path => tree.kind(path));
    });
    expect(read.opened).toEqual(['/other/up.h5', '/top/raw/chain.h5', '/top/raw/gone.h5']);
  });

  it.each([
    ['/gone', 'raw/gone.h5:/data'],
    ['/lost', '../other/up.h5:/lost'],
    ['/circle', 'raw/chain.h5:/circle'],
    ['/device', '/dev/zero:/data'],
    ['/folder', 'raw:/data']
  ])('are named if missing: %s', async (path, link) => {
    const { made } = await within(tree => [
      tree.kind(path),
      tree.numbers(path),
      tree.text(path),
      tree.missingLinks(),
      tree.broken
    ]);
    expect(made).toEqual(['missing', null, null, [link], null]);
  });

  it.each([
    ['/text', 'file/truncated', /raw\/text\.h5, which the scan links to, is no HDF5 file/],
    ['/cut', 'file/truncated', /raw\/cut\.h5, which the scan links to, was cut off/],
    ['/short', 'file/truncated', /raw\/short\.bin, which is shorter than it should be/],
    ['/rawless', 'file/unreadable', /raw\/gone\.bin, which is not there/],
    ['/virtual/none', 'file/unreadable', /none of them can be read: raw\/gone\.h5:data, \/gone/],
    ['/virtual/circle', 'file/unreadable', /put together from itself/]
  ])('are refused by name if damaged: %s', async (path, code, sentence) => {
    const message = expect.stringMatching(sentence) as unknown;
    expect(await failure(path)).toMatchObject({ code, message });
  });

  it.each([
    ['/virtual/half', 'raw/gone.h5:data'],
    ['/virtual/lost', '../other/up.h5:lost'],
    ['/virtual/damaged', 'raw/cut.h5:data']
  ])('leave out of %s what is missing, and name it', async (path, absent) => {
    const { made } = await within(tree => {
      const values = [...(tree.numbers(path) ?? [])];
      return { values, unwritten: tree.unwritten(), missing: tree.missingLinks() };
    });
    expect(made.values.slice(0, 60).every(Number.isFinite)).toBe(true);
    expect(made.values.slice(60)).toEqual(new Array(60).fill(NaN));
    expect(made.unwritten).toEqual([{ path, count: 60, size: 120, absent: [absent] }]);
    expect(made.missing).toEqual([absent]);
  });

  it('stop the reading if the server does not answer, and are missing if they may not be read', async () => {
    const neighbours = nodeNeighbours(master());
    const unreachable = new XESError('file/unreachable', 'The server does not answer.');
    const open = () => {
      throw unreachable;
    };
    const silent = within(tree => tree.kind('/link/up'), { ...neighbours, open });
    await expect(silent).rejects.toBe(unreachable);
    const refuses = new XESError('file/forbidden', 'may not be read');
    const forbidden = await within(tree => [tree.kind('/link/up'), tree.missingLinks()], {
      ...neighbours,
      open: () => {
        throw refuses;
      }
    });
    expect(forbidden.made).toEqual(['missing', ['../other/up.h5:data']]);
  });

  it('below a root: nothing above it is searched, absolute names are those below it', async () => {
    const files = nodeNeighbours(master());
    const at = (root: string, serverRoot: string | null): Neighbours => ({
      path: master().slice(root.length),
      root: serverRoot,
      open: path => files.open(root + path),
      shownAt: path => root + path
    });
    const read = (neighbours: Neighbours) =>
      within(
        tree =>
          ['/link/plain-latest', '/link/up', '/link/absolute', '/virtual/absolute'].map(
            path => messageOf(() => tree.numbers(path)) instanceof Float64Array
          ),
        neighbours
      );
    expect((await read(at(folder, folder))).made).toEqual([true, true, true, true]);
    expect((await read(at(folder, null))).made).toEqual([true, true, false, false]);
    const narrow = await read(at(join(folder, 'top'), join(folder, 'top')));
    expect(narrow.made).toEqual([true, false, false, false]);
    expect(narrow.opened.every(path => !path.includes('..'))).toBe(true);
  });
});
