/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { act } from 'react';
import { ListPanel, type IListOptions } from '../../../src/widgets/list/index';
import { modelOf, rest } from '../model/support';

Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  // jsdom has none; JupyterLab renders in it
  requestIdleCallback: (work: () => void) => setTimeout(work)
});

async function setUp(paths: string[], more: Partial<IListOptions> = {}) {
  const { model } = await modelOf(paths);
  const failures: unknown[] = [];
  const pending: Promise<unknown>[] = [];
  const guard = (_: string, work: () => unknown) => {
    try {
      pending.push(Promise.resolve(work()).catch(error => failures.push(error)));
    } catch (error) {
      failures.push(error);
    }
  };
  const panel = new ListPanel({ model, guard, isLone: false, ...more });
  const show = () =>
    act(async () => {
      await rest(model);
      await Promise.all(pending);
      await new Promise(resolve => requestAnimationFrame(resolve));
      MessageLoop.sendMessage(panel, Widget.Msg.UpdateRequest);
      await new Promise(resolve => setTimeout(resolve, 5)); // rendered when idle
      await panel.renderPromise;
    });
  await act(async () => Widget.attach(panel, document.body));
  await show();
  const rows = () => [...panel.node.querySelectorAll<HTMLElement>('[role=row]')];
  const grid = panel.node.querySelector<HTMLElement>('[role=treegrid]') as HTMLElement;
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    await act(async () => {
      grid.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
    });
    await show();
  };
  const click = async (node: Element | null, more: MouseEventInit = {}) => {
    await act(async () => {
      node?.dispatchEvent(new MouseEvent('click', { bubbles: true, ...more }));
    });
    await show();
  };
  const labels = () => rows().map(row => row.querySelector('.jp-XESList-label')?.textContent);
  const said = () => panel.node.querySelector('[role=status]')?.textContent;
  const end = async () => {
    await act(async () => panel.dispose());
    model.dispose();
    expect(failures).toEqual([]);
    expect(document.body.childElementCount).toBe(0);
  };
  return { model, panel, rows, labels, grid, press, click, show, said, end };
}

const ids = (refs: readonly { id: string }[]) => refs.map(({ id }) => id);

describe('ListPanel', () => {
  it('lists scans and steps; a click selects a row and makes it the active one', async () => {
    const { model, labels, rows, click, show, end } = await setUp(['x1.nxs', 'x2.nxs']);
    model.addStep({ id: 'mean', step: 'average', from: ['scans'], parameters: {} });
    await show();
    expect(labels()).toEqual(['x1', 'x2', 'mean']);
    await click(rows()[1]);
    expect([model.view.active?.id, ids(model.view.selected), model.view.shown]).toEqual([
      's2',
      ['s2'],
      []
    ]);
    expect(rows().map(row => row.getAttribute('aria-selected'))).toEqual([
      'false',
      'true',
      'false'
    ]);
    await end();
  });

  it('selects several with Ctrl and Shift, and all by key', async () => {
    const { model, rows, click, press, end } = await setUp([
      'x1.nxs',
      'x2.nxs',
      'x3.nxs',
      'x4.nxs'
    ]);
    await click(rows()[0]);
    await click(rows()[2], { ctrlKey: true });
    expect(ids(model.view.selected)).toEqual(['s1', 's3']);
    await click(rows()[2], { ctrlKey: true });
    expect(ids(model.view.selected)).toEqual(['s1']);
    await click(rows()[1]);
    await click(rows()[3], { shiftKey: true });
    expect([ids(model.view.selected), model.view.active?.id]).toEqual([['s2', 's3', 's4'], 's2']);
    await press('a', { ctrlKey: true });
    expect(model.view.selected).toHaveLength(4);
    await end();
  });

  it('ticks by box, by key and all at once, without changing what is selected', async () => {
    const { model, panel, rows, click, press, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    await click(rows()[1].querySelector('input'));
    expect([ids(model.view.shown), model.view.selected]).toEqual([['s2'], []]);
    await press('End');
    await press(' ');
    expect(ids(model.view.shown)).toEqual(['s2', 's3']);
    const all = panel.node.querySelector<HTMLInputElement>('.jp-XESList-header input');
    expect(all?.indeterminate).toBe(true);
    await click(all);
    expect(model.view.shown).toHaveLength(3);
    await click(all);
    expect(model.view.shown).toEqual([]);
    await end();
  });

  it('moves with the arrow keys; Alt moves the row itself', async () => {
    const { model, labels, press, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    await press('ArrowDown');
    expect(model.view.active?.id).toBe('s2');
    await press('ArrowDown', { altKey: true });
    expect(labels()).toEqual(['x1', 'x3', 'x2']);
    await press('ArrowUp', { altKey: true });
    await press('ArrowUp', { altKey: true });
    expect(labels()).toEqual(['x2', 'x1', 'x3']);
    await press('Home');
    await press('End', { shiftKey: true });
    expect(model.view.selected).toHaveLength(3);
    await end();
  });

  it('renames in place, and leaves the old name on Escape', async () => {
    const { model, panel, labels, press, show, end } = await setUp(['x1.nxs']);
    const edit = async (value: string, key: string) => {
      await press('F2');
      const input = panel.node.querySelector<HTMLInputElement>('.jp-XESList-label input');
      await act(async () => {
        if (input) {
          input.value = value;
          input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        }
      });
      await show();
    };
    await edit('<b>main</b>', 'Enter');
    expect([model.document.scans[0].label, labels()]).toEqual(['<b>main</b>', ['<b>main</b>']]);
    expect(panel.node.querySelector('b')).toBeNull();
    await edit('other', 'Escape');
    expect(labels()).toEqual(['<b>main</b>']);
    await edit('', 'Enter');
    expect(labels()).toEqual(['x1']);
    await end();
  });

  it('removes what is selected; what depends on it goes too where that is confirmed', async () => {
    const asked: (readonly string[])[] = [];
    let answer = false;
    const { model, rows, click, press, end } = await setUp(['x1.nxs', 'x2.nxs'], {
      confirmRemoval: async labels => (asked.push(labels), answer)
    });
    model.addStep({ id: 'flat', step: 'smooth', from: ['s1'], parameters: {} });
    await click(rows()[1]);
    await press('Delete');
    expect([ids(model.document.scans), asked]).toEqual([['s1'], []]);
    await click(rows()[0]);
    await press('Delete');
    expect([ids(model.document.scans), asked]).toEqual([['s1'], [['flat']]]);
    answer = true;
    await press('Delete');
    expect([model.document.scans, model.document.steps]).toEqual([[], []]);
    model.undo();
    expect(ids(model.document.steps)).toEqual(['flat']);
    await end();
  });

  it('says under the list why the graph forbids a move; that is no failure', async () => {
    const { model, press, click, rows, said, show, end } = await setUp(['x1.nxs']);
    model.addStep({ id: 'one', step: 'smooth', from: ['s1'], parameters: {} });
    model.addStep({ id: 'two', step: 'smooth', from: ['one'], parameters: {} });
    await show();
    await click(rows()[2]);
    await press('ArrowUp', { altKey: true });
    expect(ids(model.document.steps)).toEqual(['one', 'two']);
    expect(said()).toMatch(/"two" works on the result of "one", and so must come after it/);
    await press('Home');
    expect(said()).toBe('');
    await end();
  });

  it('makes few rows of thousands', async () => {
    const { rows, grid, end } = await setUp(Array.from({ length: 3000 }, (_, i) => `x${i}.nxs`));
    expect(rows().length).toBeLessThan(60);
    expect(grid.getAttribute('aria-rowcount')).toBe('3000');
    await end();
  });
});
