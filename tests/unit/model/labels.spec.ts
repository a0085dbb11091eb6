import { nameOf } from '../../../src/model/labels';

describe('the name of a file', () => {
  it.each([
    ['scans/279517.nxs', '279517'],
    ['a.b.dat', 'a.b'],
    ['folder.d/plain', 'plain'],
    ['scans/.nxs', '.nxs'],
    ['279517.nxs', '279517']
  ])('of %s is %s', (path, name) => expect(nameOf(path)).toBe(name));
});
