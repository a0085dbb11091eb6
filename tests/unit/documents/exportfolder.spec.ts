/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { isWritable, writeNew } from '../../../src/documents/exportfolder';

interface IDisk {
  /** Reason why the nth save fails (from 1); null: it does not. */
  fails?: (n: number) => Error | null;
  writable?: boolean;
}

/**
 * A server's folder `d` with some files by their paths, base64 chunks concatenated like Jupyter
 * Server does.
 */
function server(files: Record<string, string>, { fails, writable = true }: IDisk = {}) {
  const held = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const saves: Partial<Contents.IModel & { chunk: number }>[] = [];
  const contents = {
    get: (path: string) => {
      const file = held.get(path);
      return file || path === 'd'
        ? Promise.resolve({ type: file ? 'file' : 'directory', size: file?.length, writable })
        : Promise.reject(status(404));
    },
    save: (path: string, model: Partial<Contents.IModel> & { chunk?: number }) => {
      saves.push(model);
      const failure = fails?.(saves.length);
      if (failure) {
        held.set(path, held.get(path) ?? Buffer.alloc(0));
        return Promise.reject(failure);
      }
      const before = (model.chunk ?? 1) === 1 ? Buffer.alloc(0) : held.get(path)!;
      held.set(path, Buffer.concat([before, Buffer.from(model.content as string, 'base64')]));
      return Promise.resolve({});
    },
    delete: (path: string) => {
      held.delete(path);
      return Promise.resolve();
    }
  };
  return { held, saves, contents: contents as unknown as Contents.IManager };
}

const status = (code: number) =>
  Object.assign(new Error(String(code)), { response: { status: code } });
const text = (value: string) => new TextEncoder().encode(value);
const large = () => Uint8Array.from({ length: 2_500_000 }, (_, i) => i % 251);

describe('a file next to the document', () => {
  it('gets a number if the name exists, and never replaces a file', async () => {
    const { contents, held } = server({ 'd/a.csv': 'scan', 'd/a-2.csv': 'other' });
    expect(await writeNew(contents, 'd', { name: 'a.csv', bytes: text('1,2\n') })).toBe(
      'd/a-3.csv'
    );
    expect(await writeNew(contents, 'd', { name: 'b.nxs', bytes: text('é') })).toBe('d/b.nxs');
    const found = [...held].map(([path, bytes]) => [path, bytes.toString()]);
    expect(Object.fromEntries(found)).toEqual({
      'd/a.csv': 'scan',
      'd/a-2.csv': 'other',
      'd/a-3.csv': '1,2\n',
      'd/b.nxs': 'é'
    });
  });

  it('is uploaded in chunks if it is large, byte for byte', async () => {
    const { contents, held, saves } = server({});
    const shares: number[] = [];
    const bytes = large();
    await writeNew(contents, 'd', { name: 'm.csv', bytes }, share => shares.push(share));
    expect(saves.map(({ chunk }) => chunk)).toEqual([1, 2, -1]);
    expect(held.get('d/m.csv')!.equals(Buffer.from(bytes))).toBe(true);
    expect(shares).toEqual([0, 1 / 3, 2 / 3]);
  });

  it.each([1, 2, 3])('is removed if chunk %i fails, with a message', async failing => {
    const { contents, held } = server(
      { 'd/a.csv': 'scan' },
      { fails: n => (n === failing ? new Error('disk') : null) }
    );
    const written = writeNew(contents, 'd', { name: 'm.csv', bytes: large() });
    await expect(written).rejects.toMatchObject({
      code: 'file/write-failed',
      message: expect.stringMatching(/^m\.csv could not be written\. .*Download it/) as string
    });
    expect([...held.keys()]).toEqual(['d/a.csv']);
  });

  it('is removed if cancelled between two chunks', async () => {
    const { contents, held } = server({});
    const stop = (share: number) => {
      if (share > 0.5) {
        throw new Error('cancelled');
      }
    };
    await expect(
      writeNew(contents, 'd', { name: 'm.csv', bytes: large() }, stop)
    ).rejects.toThrow();
    expect(held.size).toBe(0);
  });

  it('is refused with a message if not permitted', async () => {
    const { contents, held } = server({}, { fails: () => status(403), writable: false });
    expect(await isWritable(contents, 'd')).toBe(false);
    const written = writeNew(contents, 'd', { name: 'a.csv', bytes: text('1') });
    await expect(written).rejects.toThrow('You may not write there. Download it instead.');
    expect(held.size).toBe(0);
  });

  it('is not written if the existing files are unknown', async () => {
    const { contents, saves } = server({});
    jest.spyOn(contents, 'get').mockRejectedValue(status(500));
    const written = writeNew(contents, 'd', { name: 'a.csv', bytes: text('1') });
    await expect(written).rejects.toMatchObject({ code: 'file/write-failed' });
    expect(saves).toEqual([]);
  });
});
