import type { IStateDB } from '@jupyterlab/statedb';
import { PanelLayoutStore } from '../../../src/widgets/layout/panellayout';
import { defaultLayout } from '../../../src/widgets/layout/types';

function stateOf(found: unknown) {
  const save = jest.fn(() => Promise.resolve());
  return { save, state: { fetch: () => Promise.resolve(found), save } as unknown as IStateDB };
}

const fetched = () => new Promise(resolve => setTimeout(resolve));

describe('the remembered layout of the panels', () => {
  it('is the default one before it is loaded, and if it is invalid', async () => {
    const stored = { list: { width: 300, isOpen: false }, inspector: { width: 'wide' } };
    const store = new PanelLayoutStore(stateOf(stored).state);
    expect(store.load()).toEqual(defaultLayout);
    await fetched();
    expect(store.load()).toEqual({
      list: { width: 300, isOpen: false },
      inspector: defaultLayout.inspector,
      residual: true
    });
    for (const nothing of [undefined, null, 'text', [1], { list: null }, { residual: 'no' }]) {
      const other = new PanelLayoutStore(stateOf(nothing).state);
      await fetched();
      expect(other.load()).toEqual(defaultLayout);
    }
    expect(new PanelLayoutStore(null).load()).toEqual(defaultLayout);
  });

  it('is saved, and not overwritten by the previously saved one', async () => {
    const { state, save } = stateOf({ list: { width: 300, isOpen: true } });
    const store = new PanelLayoutStore(state);
    const layout = { ...defaultLayout, list: { width: 200, isOpen: false }, residual: false };
    store.save(layout);
    await fetched();
    expect(store.load()).toEqual(layout);
    expect(save).toHaveBeenCalledWith('jupyterlab-xes:panels', layout);
    const next = new PanelLayoutStore(stateOf(layout).state);
    await fetched();
    expect(next.load()).toEqual(layout);
  });
});
