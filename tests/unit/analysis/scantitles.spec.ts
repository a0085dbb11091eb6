import { namesApart, scanTitle } from '../../../src/analysis/scantitles';

describe('the titles of scans in a list', () => {
  const titles = (...scans: { path: string; label?: string; entry?: string }[]) =>
    scans.map(scan => scanTitle(scan, scans));
  const ofPaths = (...paths: string[]) => titles(...paths.map(path => ({ path })));

  it('are the name of a single file', () => {
    expect(ofPaths('d/280754_1.nxs', '280755_1.nxs')).toEqual(['280754_1', '280755_1']);
  });

  it('have the extension if that distinguishes files of one name, else their folders', () => {
    expect(ofPaths('d/280754_1.nxs', 'd/280754_1.dat', 'x.nxs')).toEqual([
      '280754_1.nxs',
      '280754_1.dat',
      'x'
    ]);
    expect(ofPaths('mon/1.nxs', 'tue/1.nxs')).toEqual(['mon/1', 'tue/1']);
    expect(ofPaths('1.nxs', '../tue/1.nxs')).toEqual(['1', 'tue/1']);
    expect(ofPaths('a/x/1.nxs', 'b/x/1.nxs')).toEqual(['a/x/1', 'b/x/1']);
    expect(ofPaths('a/1.nxs', 'b/1.nxs', 'b/1.dat')).toEqual(['a/1.nxs', 'b/1.nxs', 'b/1.dat']);
  });

  it('have the entry if several are of one file', () => {
    const path = 'all.h5';
    expect(
      titles({ path, entry: 'e1' }, { path, entry: 'e2' }, { path: 'b.h5', entry: 'e1' })
    ).toEqual(['all e1', 'all e2', 'b']);
  });

  it('are a user’s label as it is, which leaves the other its name', () => {
    expect(titles({ path: 'a/1.nxs', label: 'Mon' }, { path: 'b/1.nxs' })).toEqual(['Mon', '1']);
  });

  it('are distinct, however many files there are', () => {
    const paths = Array.from({ length: 200 }, (_, i) => `f${i % 20}/g${i}/1.nxs`);
    expect(new Set(namesApart(paths)).size).toBe(200);
  });
});
