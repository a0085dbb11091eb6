import { namesMade, type INotebookPlace } from '../../../src/documents/notebookcell';

const cell = (source: string, type = 'code') => ({ cell_type: type, getSource: () => source });

function notebook(...cells: readonly object[]): INotebookPlace {
  return { shared: { cells } } as unknown as INotebookPlace;
}

describe('names defined by a notebook', () => {
  it('are those of assignments, loops, functions, classes and imports', () => {
    const source = [
      'import numpy as np',
      'scans = [open(one) for one in paths]',
      'a, b_2 = 1, 2',
      'width: float = 3',
      'for i, (x, y) in enumerate(c):',
      '    inner = 1',
      'def area(curve, low=0):',
      'class Map:',
      'with h5py.File(path) as file:',
      'called(keyword=1)',
      'if a == b:'
    ].join('\n');
    const names = namesMade(notebook(cell(source), cell('text = 1', 'markdown')), '');
    expect([...names].sort()).toEqual(
      'Map a area b_2 file i inner np scans width x y'.split(' ').sort()
    );
  });

  it('exclude lines that the inserted code has too', () => {
    const code = 'average_1 = xes.average([a, b])\naverage_1\n';
    expect(namesMade(notebook(cell(code), cell('average_2 = 5')), code)).toEqual(['average_2']);
  });
});
