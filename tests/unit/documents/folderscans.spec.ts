import type { Contents } from '@jupyterlab/services';
import { listFolder, matchingPaths, requireFew } from '../../../src/documents/folderscans';

const listing = { folder: 'beam', names: ['a1_VtC.nxs', 'a2_vtc.nxs', 'a10_Kb.nxs', 'b.dat'] };

describe('the files of a folder', () => {
  it.each([
    ['', ['a1_VtC.nxs', 'a2_vtc.nxs', 'a10_Kb.nxs', 'b.dat']],
    ['*', ['a1_VtC.nxs', 'a2_vtc.nxs', 'a10_Kb.nxs', 'b.dat']],
    ['*VtC*.nxs', ['a1_VtC.nxs', 'a2_vtc.nxs']],
    ['a?_*', ['a1_VtC.nxs', 'a2_vtc.nxs']],
    ['*.dat, a10*', ['a10_Kb.nxs', 'b.dat']],
    ['b.dat', ['b.dat']],
    ['.', []],
    ['(a+)+$', []]
  ])('%j names %j', (pattern, names) => {
    expect(matchingPaths(listing, pattern)).toEqual(names.map(name => `beam/${name}`));
  });

  it('are matched quickly, whatever the pattern', () => {
    const names = Array.from({ length: 500 }, () => 'a'.repeat(250));
    const pattern = '*a'.repeat(60) + 'b';
    expect(matchingPaths({ folder: '', names }, pattern)).toEqual([]);
  });

  it('are listed without folders and other files, in natural order', async () => {
    const file = (name: string, type = 'file') => ({ name, type });
    const content = ['b10.nxs', 'b9.nxs', 'notes.md', 'a.csv', 'x.xes.json'].map(name =>
      file(name)
    );
    const contents = {
      get: () => Promise.resolve({ content: [...content, file('old.nxs', 'directory')] })
    } as unknown as Contents.IManager;
    expect(await listFolder(contents, 'beam')).toEqual({
      folder: 'beam',
      names: ['a.csv', 'b9.nxs', 'b10.nxs']
    });
  });

  it('of a missing folder are refused with a message', async () => {
    const contents = {
      get: () => Promise.reject(new Error('404'))
    } as unknown as Contents.IManager;
    await expect(listFolder(contents, '')).rejects.toMatchObject({
      code: 'file/not-found',
      message: "The folder / can't be opened. Choose another."
    });
  });

  it('are 5000 at most', () => {
    expect(() => requireFew(Array<string>(5000).fill('a'))).not.toThrow();
    expect(() => requireFew(Array<string>(5001).fill('a'))).toThrow('5001 files match');
  });
});
