import { tableOfRows } from '../../../src/model';
import { modelOf } from './support';

describe('a table that is copied', () => {
  it('reports which rows it does not include', async () => {
    const { model, compute } = await modelOf(['x1.nxs', 'map.nxs', 'x3.nxs']);
    const ask = compute.result.bind(compute);
    jest.spyOn(compute, 'result').mockImplementation(async ref => {
      const result = await ask(ref);
      const error = { code: 'spectrum/invalid' as const, message: '{0} has no points.' };
      const items = result.items.map(item => ({ ...item, value: null, error }));
      return ref.id === 's3' ? { ...result, items } : result;
    });
    const rows = [{ id: 's1' }, { id: 's2' }, { id: 's3' }];
    const { text, notes } = await tableOfRows(model, rows);
    expect(text.split('\n')[0].split('\t').slice(0, 3)).toEqual([
      'energy_eV',
      'intensity',
      'sigma'
    ]);
    expect(notes).toEqual([
      'x3: x3 has no points.',
      expect.stringMatching(/^map.*: a map has too many numbers, export it\.$/)
    ]);
    // nothing to copy: the failure explains why
    await expect(tableOfRows(model, [{ id: 's3' }])).rejects.toMatchObject({
      code: 'spectrum/invalid',
      message: 'x3: x3 has no points.'
    });
    await expect(tableOfRows(model, [{ id: 's2' }])).rejects.toMatchObject({
      code: 'command/argument'
    });
    expect((await tableOfRows(model, [{ id: 's1' }])).notes).toEqual([]);
    model.dispose();
  });
});
