import { fromKernel, toKernel } from '../../../src/notebook/kernelpaths';

const contents = {
  driveName: (path: string) => (path.includes(':') ? path.split(':')[0] : ''),
  localPath: (path: string) => path.split(':').pop() ?? path
};
const from = (notebook: string, started: string, ...relative: string[]) =>
  fromKernel(contents, notebook, started, { name: 'x.nxs', relative });

describe("a kernel's paths", () => {
  it('are relative to the notebook’s folder, in which the kernel started', () => {
    expect(from('a.ipynb', '/home/ann', 'raw/x.nxs')).toEqual(['raw/x.nxs']);
    expect(from('run 1/a.ipynb', '/home/ann/run 1', 'x.nxs', '../x.nxs')).toEqual([
      'run 1/x.nxs',
      'x.nxs'
    ]);
    expect(from('RTC:b/a.ipynb', 'C:/data/b', 'x.nxs')).toEqual(['b/x.nxs']);
  });

  it.each([
    ['above the folder of the server', 'a.ipynb', '/home/ann', ['../x.nxs']],
    ['on another disk', 'a.ipynb', 'C:/data', ['D:/x.nxs', '/x.nxs']],
    ['of a kernel that started elsewhere', 'run 1/a.ipynb', '/home/ann', ['x.nxs']],
    ['of a folder that only ends alike', '1/a.ipynb', '/home/run 1', ['x.nxs']],
    ['of a notebook on another drive', 'S3:a.ipynb', '/home/ann', ['x.nxs']]
  ])('%s are refused with a message', (_, notebook, started, relative) => {
    const refused = () => from(notebook, started, ...relative);
    expect(refused).toThrow(expect.objectContaining({ code: 'viewer/path' }) as Error);
    expect(refused).toThrow(/^x\.nxs .*\.$/);
  });

  it('are converted back to the originals', () => {
    for (const path of ['x.nxs', 'run 1/x.nxs', 'run 2/raw/x.nxs']) {
      const relative = toKernel(contents, 'run 1/a.ipynb', path);
      expect(from('run 1/a.ipynb', '/home/ann/run 1', relative)).toEqual([path]);
    }
  });
});
