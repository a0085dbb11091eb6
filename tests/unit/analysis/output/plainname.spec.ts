import { plainName } from '../../../../src/analysis/output/plainname';

it.each([
  ['CIE 9660.4 eV', 'CIE-9660.4-eV'],
  ['279517_1 average 2', '279517_1-average-2'],
  ['../ZnO: "best" <1>', '..-ZnO-best-1'],
  ['a − b', 'a-b'],
  ['Zn Kβ', 'Zn-Kβ'],
  ['?', '']
])('a file of %p is called %p', (title, name) => {
  expect(plainName(title)).toBe(name);
});
