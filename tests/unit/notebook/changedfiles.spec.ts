import { changedFiles } from '../../../src/notebook/changedfiles';

const modified = Date.parse('2026-11-29T12:00:00.5Z');
const files: Record<string, { size: number; last_modified: string }> = {
  'run/a.nxs': { size: 10, last_modified: '2026-11-29T12:00:00.500123Z' },
  'raw/b.nxs': { size: 10, last_modified: '2026-11-29T12:00:09Z' },
  'run/c.nxs': { size: 11, last_modified: '2026-11-29T12:00:00.5Z' }
};
const contents = {
  localPath: (path: string) => path,
  driveName: () => '',
  get: (path: string) =>
    path in files ? Promise.resolve(files[path]) : Promise.reject(new Error('404'))
} as unknown as Parameters<typeof changedFiles>[0];

describe('files of a cell', () => {
  it('have changed if size or time differ, and only then', async () => {
    const stamps = ['a.nxs', '../raw/b.nxs', 'c.nxs', 'gone.nxs'].map(path => ({
      path,
      size: 10,
      modified
    }));
    expect(await changedFiles(contents, 'run/notebook.ipynb', stamps)).toEqual(['b.nxs', 'c.nxs']);
  });
});
