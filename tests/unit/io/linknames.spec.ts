import { candidates } from '../../../src/io/linknames';

describe('candidate paths of a linked file', () => {
  it.each([
    ['b.h5', ['/run/b.h5']],
    ['raw/./b.h5', ['/run/raw/b.h5']],
    ['../other//b.h5', ['/other/b.h5']],
    ['../b.h5', ['/b.h5']],
    ['../../b.h5', []],
    ['raw/../../../b.h5', []],
    ['', []],
    ['..', []],
    ['raw/', []],
    ['b\0.h5', []],
    ['/srv/data/raw/b.h5', ['/raw/b.h5', '/run/b.h5']],
    ['/srv/data/../data/b.h5', ['/b.h5', '/run/b.h5']],
    ['/srv/data', ['/run/data']],
    ['/srv/database/b.h5', ['/run/b.h5']],
    ['/srv/data/../../etc/passwd', ['/run/passwd']],
    ['/elsewhere/b.h5', ['/run/b.h5']],
    ['/..', []],
    ['/', []]
  ])('%j', (name, expected) => {
    expect(candidates(name, '/run/master.h5', '/srv/data')).toEqual(expected);
  });

  it('absolute names lead only next to the file if the root is unknown, and everywhere if it is the whole disk', () => {
    expect(candidates('/a/b.h5', '/run/m.h5', null)).toEqual(['/run/b.h5']);
    expect(candidates('/a/b.h5', '/run/m.h5', '')).toEqual(['/a/b.h5', '/run/b.h5']);
    expect(candidates('/run/b.h5', '/run/m.h5', '')).toEqual(['/run/b.h5']);
  });
});
