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

describe('what a person says of arrays', () => {
  it('begins with what their names suggest, marked as guesses', () => {
    const { roles, guesses } = guessedChoice(table);
    expect([...roles]).toEqual([
      ['energy', 'emission'],
      ['det', 'intensity'],
      ['I0', 'monitor']
    ]);
    expect([...guesses].sort()).toEqual(['I0', 'det', 'energy']);
  });

  it('is no guess of arrays that are not there', () => {
    expect([...guessedChoice(listing()).roles]).toEqual([]);
  });

  it('is a mapping, and of a mapping again what it was', () => {
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

  it('calls what a mapping calls by number or path by its name, and keeps what is not listed', () => {
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

  it('takes no role from another array: that two have it is said', () => {
    const choice = withRole(guessedChoice(table), 'det', 'emission');
    expect(mappingOfChoice(choice)).toEqual({
      problem: `This can't be so: "emission" is one array, and 2 are named.`
    });
  });

  it('says nothing where nothing is chosen', () => {
    expect(mappingOfChoice(nothingChosen)).toEqual({ mapping: {} });
    expect(mappingOfChoice(withRole(guessedChoice(listing(arrayOf('y'))), 'y', null))).toEqual({
      mapping: {}
    });
  });

  it('pairs σ and intensities in the order in which they were named', () => {
    const named = [
      ['b', 'intensity'],
      ['a', 'intensity'],
      ['sb', 'sigma'],
      ['sa', 'sigma']
    ] as const;
    const choice = named.reduce((one, [name, role]) => withRole(one, name, role), nothingChosen);
    expect(mappingOfChoice(choice)).toEqual({
      mapping: { intensity: ['b', 'a'], sigma: ['sb', 'sa'] }
    });
    expect(['sb', 'sa', 'a'].map(name => sigmaOf(choice, name))).toEqual(['b', 'a', null]);
  });

  it('needs a unit where an energy has none', () => {
    const choice = withRole(nothingChosen, 'energy', 'emission');
    expect(lacksUnit(choice, table)).toBe(true);
    expect(lacksUnit(choice, listing(arrayOf('energy', { unit: 'keV' })))).toBe(false);
    expect(lacksUnit(withRole(nothingChosen, 'I0', 'monitor'), table)).toBe(false);
    expect(lacksUnit({ ...nothingChosen, unit: 'keV' }, listing())).toBe(true); // so that it can be taken back
  });

  it('stays said of another entry, as far as that has the arrays', () => {
    const choice = choiceFor(guessedChoice(table), listing(arrayOf('det')));
    expect([...choice.roles.keys()]).toEqual(['det']);
  });
});

describe('the rows of arrays', () => {
  const many = Array.from({ length: 300 }, (_, i) =>
    arrayOf(`motor${i}`, { path: `/1.1/instrument/motor${i}`, unit: i === 7 ? 'mm' : null })
  );

  it('are those that are searched for, and what was chosen', () => {
    const { rows, left } = arrayRows(many, withRole(nothingChosen, 'motor299', 'time'), ' MM 7');
    expect(rows.map(({ name }) => name)).toEqual(['motor7', 'motor299']);
    expect(left).toBe(0);
  });

  it('are no more than can be looked at, and what was chosen', () => {
    const { rows, left } = arrayRows(many, withRole(nothingChosen, 'motor299', 'time'), '');
    expect(rows).toHaveLength(maxRows + 1);
    expect(rows.at(-1)?.name).toBe('motor299');
    expect(left).toBe(300 - maxRows - 1);
  });

  it('say path, shape and range, and what is chosen but not there', () => {
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
