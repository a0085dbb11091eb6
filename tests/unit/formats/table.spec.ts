import { csvLines } from '../../../src/formats/columns';
import { readCurves } from '../../../src/formats/curves';
import { isTable, readTable } from '../../../src/formats/table';

const two = [
  [9560.5, 9561],
  [0.125, 2e-3]
];

describe('the cells of a table', () => {
  it.each([
    ['commas', 'energy,intensity\n9560.5,0.125\n9561,2e-3\n'],
    ['semicolons', 'energy;intensity\n9560.5;0.125\n9561;2e-3\n'],
    ['semicolons and decimal commas', 'energy;intensity\n9560,5;0,125\n9561;2e-3\n'],
    ['a comma in a name', 'energy;intensity, normalised\n9560,5;0,125\n9561,0;0,2e-2\n'],
    ['tabs and decimal commas', 'energy\tintensity\n9560,5\t0,125\n9561\t2e-3\n'],
    ['blanks and decimal commas', 'energy intensity\n9560,5  0,125\n9561 ,2e-2\n'],
    ['decimal commas without names', '9560,5;0,125\n9561;,2e-2\n'],
    ['names parted in another way', 'energy of it,intensity\n9560.5 0.125\n9561 2e-3\n'],
    ['commas and blanks', 'energy, intensity\n9560.5, 0.125\n9561 ,\t2e-3\n']
  ])('are read with %s', (_, text) => {
    expect(isTable(text)).toBe(true);
    expect(readTable(text).columns.map(column => [...column])).toEqual(two);
  });

  it('are as many as there are commas if nothing else separates them', () => {
    expect(readTable('9560,1,0,123\n9561,1,0,124\n').columns).toHaveLength(4);
  });

  it('are not read if a number has two commas', () => {
    const text = 'energy;intensity\n9.560,5;1\n9.561,5;1\n';
    expect(() => readTable(text)).toThrow(expect.objectContaining({ code: 'table/invalid' }));
  });
});

describe('rows without a number', () => {
  const codes = (text: string) => readCurves(text).warnings.map(({ message }) => message);

  it('are counted if they are left out', () => {
    expect(codes('energy_eV,intensity\n1,10\n2,nan\n3,inf\n4,\n,5\n6,7\n')).toEqual([
      '4 row(s) have no finite energy or intensity, or an energy of 0, and are left out.'
    ]);
  });

  it('are ignored if they pad a shorter curve', () => {
    expect(codes('omega_a,a,omega_b,b\n1,10,1,10\n2,11,nan,nan\n3,12,nan,nan\n')).toEqual([]);
  });
});

it.each([
  ['x;-2+3', "x;'-2+3"],
  ["x,-1e3 +cmd|' /C calc'!A0", "x,'-1e3 +cmd|' /C calc'!A0"],
  ['x;=1', "x;'=1"],
  ['from -5, -3.5; -1e-3 eV, -7', 'from -5, -3.5; -1e-3 eV, -7']
])('what a spreadsheet would evaluate in %s is quoted, and numbers stay', (text, written) => {
  const [cell, comment] = csvLines([[text]], [text])
    .trimEnd()
    .split('\n');
  expect(cell).toBe(`"${written}"`);
  expect(comment).toBe(`# ${written}`);
});
