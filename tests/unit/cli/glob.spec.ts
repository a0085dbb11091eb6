import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expand, matching } from '../../../src/cli/glob';

describe('patterns of files', () => {
  let folder: string;
  const names = [
    'scan_2.nxs',
    'scan_10.nxs',
    'scan_1.dat',
    '.hidden.nxs',
    'a[1].csv',
    'sub/x.nxs',
    'ZnO (2) {a,b}!.dat',
    '!(x).dat',
    'b[1]/z.nxs'
  ];

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-glob-'));
    mkdirSync(path.join(folder, 'sub', 'deep'), { recursive: true });
    mkdirSync(path.join(folder, 'folder.nxs'));
    mkdirSync(path.join(folder, 'b[1]'));
    [...names, 'sub/deep/y.nxs'].forEach(name => writeFileSync(path.join(folder, name), ''));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const found = (pattern: string) =>
    matching(path.join(folder, pattern)).map(file => path.relative(folder, file));

  it.each([
    ['scan_*.nxs', ['scan_2.nxs', 'scan_10.nxs']],
    ['scan_?.*', ['scan_1.dat', 'scan_2.nxs']],
    ['scan_[!2]*', ['scan_1.dat', 'scan_10.nxs']],
    ['scan_[0-9].nxs', ['scan_2.nxs']],
    ['*.nxs', ['scan_2.nxs', 'scan_10.nxs']],
    ['.h*', ['.hidden.nxs']],
    ['sub/*.nxs', ['sub/x.nxs']],
    ['s*b/**/*.nxs', ['sub/deep/y.nxs', 'sub/x.nxs']],
    ['**/y.nxs', ['sub/deep/y.nxs']],
    ['sub\\*.nxs', ['sub/x.nxs']],
    ['ZnO (2) {a,b}!*', ['ZnO (2) {a,b}!.dat']],
    ['!(x)*', ['!(x).dat']],
    ['*/../b[1]/*.nxs', ['b[1]/z.nxs']],
    ['scan_(1|2).nxs', []],
    ['scan_[z-a]*', []],
    ['none/*', []]
  ])('%s', (pattern, wanted) => {
    expect(found(pattern)).toEqual(wanted);
  });

  it('are literal if a file has that name, and list each file once', () => {
    const odd = path.join(folder, 'a[1].csv');
    const scan = path.join(folder, 'scan_2.nxs');
    expect(expand([odd, scan, path.join(folder, 'scan_2*'), scan])).toEqual([odd, scan]);
    expect(expand(['none.nxs'])).toEqual(['none.nxs']);
    expect(() => expand([path.join(folder, '*.xyz')])).toThrow(
      expect.objectContaining({ code: 'file/not-found' })
    );
  });
});
