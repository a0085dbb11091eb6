/** @jest-environment jsdom */
import type { Contents } from '@jupyterlab/services';
import { newAnalysis } from '../../../src/documents/newanalysis';

/** A server whose disk is full after the given number of bytes of a file. */
function fullDisk(written: number | null) {
  const sizes = new Map<string, number>();
  const contents = {
    get: (path: string) =>
      path === 'd'
        ? Promise.resolve({ content: [{ name: 'Untitled.xes.json' }] })
        : sizes.has(path)
          ? Promise.resolve({ type: 'file', size: sizes.get(path) })
          : Promise.reject(new Error('404')),
    save: (path: string) => {
      if (written !== null) {
        sizes.set(path, written);
      }
      return Promise.reject(new Error('No space left on device'));
    },
    delete: (path: string) => {
      sizes.delete(path);
      return Promise.resolve();
    }
  };
  return { sizes, contents: contents as unknown as Contents.IManager };
}

describe('a new analysis that can not be written', () => {
  it.each([
    [0, []],
    [null, []],
    [12, ['d/Untitled1.xes.json']]
  ])('leaves no empty file (of %p bytes), and explains why', async (written, left) => {
    const { sizes, contents } = fullDisk(written);
    await expect(newAnalysis(contents, 'd', {})).rejects.toMatchObject({
      code: 'file/write-failed',
      message: expect.stringContaining('Untitled1.xes.json could not be written') as string
    });
    expect([...sizes.keys()]).toEqual(left);
  });
});
