import { nameOf } from '../../../src/analysis/scantitles';
import { stepTitle } from '../../../src/analysis/titles';

describe('the name of a file', () => {
  it.each([
    ['scans/279517.nxs', '279517'],
    ['a.b.dat', 'a.b'],
    ['folder.d/plain', 'plain'],
    ['scans/.nxs', '.nxs'],
    ['279517.nxs', '279517']
  ])('of %s is %s', (path, name) => expect(nameOf(path)).toBe(name));
});

describe('the name of a step without a label', () => {
  const entry = { step: 'average', from: [], parameters: {} };
  it.each([
    ['background-2', 'background 2'],
    ['consistency-1-average-2', 'average 2 of consistency 1'],
    ['mine', 'mine']
  ])('of the id %s is %s', (id, title) => expect(stepTitle({ ...entry, id })).toBe(title));
});
