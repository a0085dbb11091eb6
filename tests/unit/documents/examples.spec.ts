/** @jest-environment jsdom */
import { readFileSync } from 'node:fs';
import type { Contents } from '@jupyterlab/services';
import { exampleNotebooks } from '../../../src/documents/examplenotebooks';
import { examplesBeside } from '../../../src/documents/examples';

interface ISaved {
  type: string;
  content: unknown;
}

/** A server with these files and folders. */
function server(there: readonly string[], isFull = false) {
  const saved = new Map<string, ISaved>();
  const contents = {
    driveName: () => '',
    localPath: (path: string) => path,
    get: (path: string) =>
      there.includes(path) || saved.has(path)
        ? Promise.resolve({})
        : Promise.reject(Object.assign(new Error(), { response: { status: 404 } })),
    save: (path: string, { type, content }: ISaved) => {
      if (isFull) {
        return Promise.reject(new Error('No space left on device'));
      }
      saved.set(path, { type, content });
      return Promise.resolve();
    }
  };
  return { saved, contents: contents as unknown as Contents.IManager };
}

const answer = (body: string, ok = true) =>
  Promise.resolve({ ok, json: () => JSON.parse(body) as unknown });

afterEach(() => {
  delete (globalThis as { fetch?: unknown }).fetch;
});

describe('the example notebooks', () => {
  it('are written next to the analysis, except for existing ones', async () => {
    globalThis.fetch = jest.fn(url => answer(readFileSync(url as URL, 'utf8'))) as never;
    const { saved, contents } = server(['d/xes-examples/4-batch.ipynb']);
    const first = await examplesBeside(contents, 'd/a.xes.json', exampleNotebooks);
    expect(first).toBe('d/xes-examples/1-rxes.ipynb');
    expect([...saved].map(([path, { type }]) => [path, type])).toEqual([
      ['d/xes-examples', 'directory'],
      ['d/xes-examples/1-rxes.ipynb', 'notebook'],
      ['d/xes-examples/2-valence-to-core.ipynb', 'notebook'],
      ['d/xes-examples/3-herfd-series.ipynb', 'notebook']
    ]);
    expect(saved.get(first)?.content).toMatchObject({ nbformat: 4 });
    saved.clear();
    const again = server([...exampleNotebooks.keys()].map(name => `xes-examples/${name}.ipynb`));
    await examplesBeside(again.contents, 'a.xes.json', exampleNotebooks);
    expect([...again.saved]).toEqual([]);
  });

  it.each([
    ['file/write-failed', true, true],
    ['examples/missing', false, false]
  ])('that are unavailable explain what to do: %s', async (code, isFound, isFull) => {
    globalThis.fetch = jest.fn(() => answer('{}', isFound)) as never;
    const { contents } = server([], isFull);
    await expect(examplesBeside(contents, 'a.xes.json', exampleNotebooks)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('try again') as string
    });
  });
});
