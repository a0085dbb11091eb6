import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../../../src/cli/main';
import { pointValues } from '../../../src/science/index';
import { hdf5Library, isHdf5Spent } from '../../../src/io/h5library';
import { openFile } from '../../../src/io/node';
import { nodeLibrary } from '../../../src/io/nodelibrary';

const root = resolve(__dirname, '../../..');
const python = join(root, '.venv/bin/python');
const describeMade = existsSync(python) ? describe : describe.skip;

describeMade('what may harm the HDF5 library (skipped without .venv: npm run setup)', () => {
  let folder: string;
  const scan = (name: string, file = 'master.h5') => join(folder, name, file);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'xes-harmed-'));
    execFileSync(python, [join(root, 'bench/fuzz/make_bases.py'), folder]);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Corrupt the sources of a virtual dataset: HDF5 2.0 loops forever or crashes. */
  function spoil(file: string, from: number, count: number): void {
    const bytes = readFileSync(file);
    const at = bytes.indexOf('counts\0', bytes.indexOf('GCOL'));
    expect(at).toBeGreaterThan(0);
    bytes.fill(0, at + from, at + from + count);
    writeFileSync(file, bytes);
  }

  const counts = async (file: string) => {
    const { scan: read } = await openFile(file);
    return [...pointValues(read.channels[0].intensity)];
  };

  it('is refused before HDF5 sees it, and the next file is read right', async () => {
    const right = await counts(scan('strict-links'));
    expect(await counts(scan('strict-virtual'))).toEqual(right);
    expect(isHdf5Spent()).toBe(false);
    const before = await hdf5Library(nodeLibrary);
    spoil(scan('strict-virtual'), 4, 24);
    spoil(scan('strict-nested', 'between.h5'), 4, 24);
    await expect(counts(scan('strict-virtual'))).rejects.toMatchObject({
      code: 'file/truncated',
      message: "/data/counts can't be read: the file is damaged or was cut off. Copy it again."
    });
    expect(isHdf5Spent()).toBe(true);
    await expect(counts(scan('strict-nested'))).rejects.toMatchObject({
      code: 'file/truncated',
      message: expect.stringMatching(/^\/counts of .*between\.h5 can't be read/) as string
    });
    expect(await counts(scan('strict-links'))).toEqual(right);
    expect(isHdf5Spent()).toBe(false);
    expect(await hdf5Library(nodeLibrary)).not.toBe(before);
  });

  it('is suspected if a scan seems to lack the target of a link', async () => {
    const part = scan('strict-links', 'part0.h5');
    const whole = readFileSync(part);
    writeFileSync(part, whole.subarray(0, whole.length - 50));
    await expect(counts(scan('strict-links'))).rejects.toMatchObject({
      code: 'file/truncated',
      message: expect.stringMatching(/part0\.h5, which the scan links to, was cut off/) as string
    });
    writeFileSync(part, whole);
    expect((await counts(scan('strict-links'))).length).toBe(23 * 31);
  });

  it('is one file of several to a program that continues', async () => {
    const call = async (file: string) => {
      let [out, err] = ['', ''];
      const print = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
      const code = await run(['inspect', file], print);
      return { code, out, err };
    };
    for (const name of ['strict-virtual', 'strict-nested']) {
      const refused = await call(scan(name));
      expect([refused.code, refused.out]).toEqual([2, '']);
      expect(refused.err).toContain('[file/truncated]');
      const { code, out, err } = await call(scan('strict-links'));
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain('713 of 713 planned were measured, on a grid of 23 × 31');
    }
  });

  it('returns a code if the library crashes, and a new one reads on', async () => {
    const library = await hdf5Library(nodeLibrary);
    jest.spyOn(library, 'get_dataset_metadata').mockImplementation(() => {
      throw new WebAssembly.RuntimeError('memory access out of bounds');
    });
    await expect(counts(scan('raw'))).rejects.toMatchObject({ code: 'worker/crashed' });
    expect((await counts(scan('raw'))).length).toBe(23 * 31);
    expect(await hdf5Library(nodeLibrary)).not.toBe(library);
  });

  it('preserves why a file is refused if the library crashes only when it is closed', async () => {
    const library = await hdf5Library(nodeLibrary);
    const close = jest.spyOn(library, 'close_file').mockImplementation(() => {
      throw new WebAssembly.RuntimeError('memory access out of bounds');
    });
    await expect(counts(scan('strict-virtual'))).rejects.toMatchObject({ code: 'file/truncated' });
    expect(close).toHaveBeenCalled();
    expect((await counts(scan('raw'))).length).toBe(23 * 31);
  });
});
