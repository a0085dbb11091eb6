import { exampleMapping, exampleText } from '../../../../src/formats/mapping/unknown';
import { tableListing } from '../../../../src/formats/mapping/tablelisting';
import type { FileListing } from '../../../../src/formats/mapping/types';
import { columnsOf } from '../../../../src/formats/tablecolumns';

/** A listing of a table whose columns have these ranges. */
function listing(columns: Record<string, [number, number]>): FileListing {
  const names = Object.keys(columns).map(name => (/^\d+$/.test(name) ? '' : name));
  const values = Object.values(columns).map(range => Float64Array.from(range));
  const isNamed = names.some(name => name !== '');
  return tableListing(columnsOf({ names: isNamed ? names : [], columns: values, comments: [] }));
}

const ev: [number, number] = [8800, 10204];

describe('an example mapping', () => {
  it.each<[string, Record<string, [number, number]>, string]>([
    ['of a table without names', { 1: ev, 2: [1, 9], 3: [2, 8] }, 'emission=…,intensity=…'],
    ['of a table in keV', { 1: [8.8, 10.2], 2: [1, 9] }, 'emission=…,intensity=…,unit=…'],
    ['of pixels', { pixel: [0, 99], counts: [5, 60] }, 'emission=…,intensity=counts,unit=…'],
    ['of energies in keV', { energy: [8.8, 9], det: [1, 9] }, 'emission=energy,intensity=…,unit=…'],
    [
      'of energies with a unit',
      { 'energy (keV)': [8.8, 9], det: [1, 9] },
      `'emission=energy (keV),intensity=…'`
    ],
    [
      'of a clock and ion chambers',
      { 'Real time clock': [1, 5], 'Requested Energy': ev, I0: [1, 9], I1: [1, 8] },
      `'incident=Requested Energy,intensity=…,monitor=I0'`
    ],
    [
      'of scalers',
      { 'Mono Energy': ev, 'Scaler preset time': [1, 1], 'If-32': [3, 9] },
      `'incident=Mono Energy,intensity=…'`
    ],
    [
      'of an energy by another name',
      { CU_RT_00001R1: ev, HHENERGY: ev, C1: [1, 9] },
      'emission=HHENERGY,intensity=…'
    ],
    [
      'of a map',
      { incident: ev, emission: ev, counts: [1, 9], i0: [5, 6] },
      'incident=incident,emission=emission,intensity=counts,monitor=i0'
    ]
  ])('%s guesses nothing beyond its names', (_, columns, expected) => {
    expect(exampleText(listing(columns))).toBe(`--columns ${expected}`);
  });

  it('has the guesses as a mapping, and nothing else', () => {
    expect(exampleMapping(listing({ 1: ev, 2: [1, 9], 3: [2, 8] }))).toEqual({});
    const named = listing({ time: [0, 9], i0: [1, 2], energy: ev, det: [1, 9] });
    expect(exampleMapping(named)).toEqual({ emission: 'energy', monitor: 'i0' });
  });
});
