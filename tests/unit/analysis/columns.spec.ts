import {
  choiceFor,
  choiceOfMapping,
  guessedChoice,
  lacksUnit,
  mappingOfChoice,
  nothingChosen,
  sigmaOf,
  withRole
} from '../../../src/analysis/columns/choice';
import { arrayRows, maxRows } from '../../../src/analysis/columns/rows';
import type { ArrayListing, FileListing } from '../../../src/formats/mapping/types';

function arrayOf(name: string, more: Partial<ArrayListing> = {}): ArrayListing {
  return { name, path: null, unit: null, shape: [80], range: [1, 2], guess: null, ...more };
}

const listing = (...arrays: ArrayListing[]): FileListing => ({ entries: [], entry: null, arrays });

const table = listing(
  arrayOf('energy', { guess: 'energy' }),
  arrayOf('I0', { guess: 'monitor' }),
  arrayOf('det', { guess: 'intensity' })
);

describe('the roles that a user assigns to arrays', () => {
  it('start with guesses from their names, marked as guesses', () => {
    const { roles, guesses } = guessedChoice(table);
    expect([...roles]).toEqual([
      ['energy', 'emission'],
      ['det', 'intensity'],
      ['I0', 'monitor']
    ]);
    expect([...guesses].sort()).toEqual(['I0', 'det', 'energy']);
  });

  it('are no guess for arrays that do not exist', () => {
    expect([...guessedChoice(listing()).roles]).toEqual([]);
  });

  it('are a mapping, and convert back unchanged', () => {
    const choice = withRole(guessedChoice(table), 'det', 'counts');
    expect([...choice.guesses].sort()).toEqual(['I0', 'energy']);
    const mapping = { emission: 'energy', counts: 'det', monitor: 'I0' };
    expect(mappingOfChoice({ ...choice, unit: '' })).toEqual({ mapping });
    expect([...choiceOfMapping(mapping, table).roles]).toEqual([
      ['energy', 'emission'],
      ['det', 'counts'],
      ['I0', 'monitor']
    ]);
  });

  it('use the name of an array that a mapping refers to by number or path, and retain unlisted arrays', () => {
    expect([...choiceOfMapping({ emission: '1', counts: '3' }, table).roles.keys()]).toEqual([
      'energy',
      'det'
    ]);
    const tree = listing(arrayOf('det', { path: '/1.1/measurement/det' }));
    const mapping = { intensity: ['/1.1/measurement/det', 'gone'], emission: 'measurement/det' };
    expect([...choiceOfMapping(mapping, tree).roles]).toEqual([
      ['det', 'intensity'],
      ['gone', 'intensity']
    ]);
  });

  it('take no role from another array: a role used twice is reported', () => {
    const choice = withRole(guessedChoice(table), 'det', 'emission');
    expect(mappingOfChoice(choice)).toEqual({
      problem: `This can't be so: "emission" is one array, and 2 are named.`
    });
  });

  it('have no message if nothing is chosen', () => {
    expect(mappingOfChoice(nothingChosen)).toEqual({ mapping: {} });
    expect(mappingOfChoice(withRole(guessedChoice(listing(arrayOf('y'))), 'y', null))).toEqual({
      mapping: {}
    });
  });

  it('pair σ and intensities in the order of their names', () => {
    const named = [
      ['b', 'intensity'],
      ['a', 'intensity'],
      ['sb', 'sigma'],
      ['sa', 'sigma']
    ] as const;
    const choice = named.reduce(
      (columnsChoice, [name, role]) => withRole(columnsChoice, name, role),
      nothingChosen
    );
    expect(mappingOfChoice(choice)).toEqual({
      mapping: { intensity: ['b', 'a'], sigma: ['sb', 'sa'] }
    });
    expect(['sb', 'sa', 'a'].map(name => sigmaOf(choice, name))).toEqual(['b', 'a', null]);
  });

  it('need a unit if an energy has none', () => {
    const choice = withRole(nothingChosen, 'energy', 'emission');
    expect(lacksUnit(choice, table)).toBe(true);
    expect(lacksUnit(choice, listing(arrayOf('energy', { unit: 'keV' })))).toBe(false);
    expect(lacksUnit(withRole(nothingChosen, 'I0', 'monitor'), table)).toBe(false);
    expect(lacksUnit({ ...nothingChosen, unit: 'keV' }, listing())).toBe(true); // so that it can be undone
  });

  it('carry over to another entry, for the arrays that it has', () => {
    const choice = choiceFor(guessedChoice(table), listing(arrayOf('det')));
    expect([...choice.roles.keys()]).toEqual(['det']);
  });
});

describe('the rows of arrays', () => {
  const many = Array.from({ length: 300 }, (_, i) =>
    arrayOf(`motor${i}`, { path: `/1.1/instrument/motor${i}`, unit: i === 7 ? 'mm' : null })
  );

  it('are those that match the search, and those with a role', () => {
    const { rows, left } = arrayRows(many, withRole(nothingChosen, 'motor299', 'time'), ' MM 7');
    expect(rows.map(({ name }) => name)).toEqual(['motor7', 'motor299']);
    expect(left).toBe(0);
  });

  it('are limited in number, plus those with a role', () => {
    const { rows, left } = arrayRows(many, withRole(nothingChosen, 'motor299', 'time'), '');
    expect(rows).toHaveLength(maxRows + 1);
    expect(rows.at(-1)?.name).toBe('motor299');
    expect(left).toBe(300 - maxRows - 1);
  });

  it('show path, shape and range, and roles of missing arrays', () => {
    const array = arrayOf('y', { path: '/a/y', shape: [17, 74], range: [-0.5, 1e9], unit: 'eV' });
    const { rows } = arrayRows([array], withRole(nothingChosen, 'gone', 'time'), '');
    expect(rows).toEqual([
      { name: 'gone', path: '', unit: '', shape: '', range: '', isThere: false },
      {
        name: 'y',
        path: '/a/y',
        unit: 'eV',
        shape: '17 × 74',
        range: '−0.5 to 1·10⁹',
        isThere: true
      }
    ]);
    const [single] = arrayRows(
      [arrayOf('x', { shape: [], range: [3, 3] })],
      nothingChosen,
      ''
    ).rows;
    expect(single).toMatchObject({ shape: 'one value', range: '3' });
  });
});
