/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { act } from 'react';
import { ListPanel, type IListOptions } from '../../../src/widgets/list/index';
import type { Opening } from '../model/fakecompute';
import { ListState } from '../../../src/widgets/list/liststate';
import { modelOf, rest } from '../model/support';
import { settle } from '../plots/fakeplotly';
import { rxesScan, xesScan } from './scans';

Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  // jsdom has none; JupyterLab renders in it
  requestIdleCallback: (work: () => void) => setTimeout(work)
});

interface ISetUp extends Partial<IListOptions> {
  openings?: (path: string) => Opening;
  /** Whether some reads never arrive. */
  isWaiting?: boolean;
}

async function setUp(paths: string[], { openings, isWaiting, ...more }: ISetUp = {}) {
  const { model, compute } = await modelOf(paths, openings);
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
      await (isWaiting ? settle() : rest(model));
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
  const statusText = () => panel.node.querySelector('[role=status]')?.textContent;
  const end = async () => {
    await act(async () => panel.dispose());
    model.dispose();
    expect(failures).toEqual([]);
    expect(document.body.childElementCount).toBe(0);
  };
  return { model, compute, panel, rows, labels, grid, press, click, show, statusText, end };
}

const ids = (refs: readonly { id: string }[]) => refs.map(({ id }) => id);

describe('ListPanel', () => {
  afterEach(() => document.body.replaceChildren());

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

  it('ticks by box, by key and all at once, without changing the selection', async () => {
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

  it('renames in place, and restores the old name on Escape', async () => {
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

  it('focuses the field of a label at once, for typing', async () => {
    const { panel, grid, end } = await setUp(['x1.nxs']);
    act(() => {
      grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true }));
    });
    const field = panel.node.querySelector('.jp-XESList-label input');
    expect(field).not.toBeNull();
    expect(document.activeElement).toBe(field);
    await end();
  });

  it('removes the selection; its dependents are removed too after confirmation', async () => {
    const questions: (readonly string[])[] = [];
    let answer = false;
    const { model, rows, click, press, end } = await setUp(['x1.nxs', 'x2.nxs'], {
      confirmRemoval: async ({ gone, less }) => (questions.push([...gone, '|', ...less]), answer)
    });
    model.addStep({ id: 'flat', step: 'smooth', from: ['s1'], parameters: {} });
    await click(rows()[1]);
    await press('Delete');
    expect([ids(model.document.scans), questions]).toEqual([['s1'], []]);
    await click(rows()[0]);
    await press('Delete');
    expect([ids(model.document.scans), questions]).toEqual([['s1'], [['flat', '|']]]);
    answer = true;
    await press('Delete');
    expect([model.document.scans, model.document.steps]).toEqual([[], []]);
    model.undo();
    expect(ids(model.document.steps)).toEqual(['flat']);
    await end();
  });

  it('removes a scan from an average, which continues with the rest, as do its dependents', async () => {
    const questions: unknown[] = [];
    const { model, rows, click, press, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs'], {
      confirmRemoval: async question => (questions.push(question), true)
    });
    model.addStep({ step: 'average', from: ['s1', 's2'], parameters: {} });
    model.addStep({ step: 'background', from: ['average-1'], parameters: {} });
    model.addStep({ step: 'smooth', from: ['s2'], parameters: {} });
    model.show(['s2']);
    await click(rows()[1]);
    await press('Delete');
    expect(questions).toEqual([{ gone: ['smooth 1'], less: ['average 1'] }]);
    expect(model.document.steps.map(({ id, from }) => [id, from])).toEqual([
      ['average-1', ['s1']],
      ['background-1', ['average-1']]
    ]);
    expect(model.view.shown).toEqual([]); // the next scan is active, and not ticked
    await end();
  });

  it('explains under the list why the graph forbids a move; that is no failure', async () => {
    const { model, press, click, rows, statusText, show, end } = await setUp(['x1.nxs']);
    model.addStep({ id: 'one', step: 'smooth', from: ['s1'], parameters: {} });
    model.addStep({ id: 'two', step: 'smooth', from: ['one'], parameters: {} });
    await show();
    await click(rows()[2]);
    await press('ArrowUp', { altKey: true });
    expect(ids(model.document.steps)).toEqual(['one', 'two']);
    expect(statusText()).toMatch(/"two" works on the result of "one", and so must come after it/);
    await press('Home');
    expect(statusText()).toBe('');
    await end();
  });

  it('renders few rows of thousands, and retains the focused one', async () => {
    const paths = Array.from({ length: 3000 }, (_, i) => `x${i}.nxs`);
    const { rows, grid, press, show, end } = await setUp(paths);
    expect(rows().length).toBeLessThan(60);
    expect(grid.getAttribute('aria-rowcount')).toBe('3000');
    await press('End');
    const last = rows().find(row => row.getAttribute('aria-rowindex') === '3000');
    expect(document.activeElement).toBe(last);
    grid.scrollTop = 1000 * 24;
    await act(async () => {
      grid.dispatchEvent(new Event('scroll'));
    });
    await show();
    const indexes = rows().map(row => Number(row.getAttribute('aria-rowindex')));
    expect([indexes[0], indexes.at(-1), indexes.length < 70]).toEqual([993, 3000, true]);
    expect(document.activeElement).toBe(last);
    await end();
  });

  it('is one tab stop, which is the focused row', async () => {
    const { rows, grid, press, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    const stops = () => [...grid.querySelectorAll<HTMLElement>('*')].filter(n => n.tabIndex === 0);
    expect(stops()).toEqual([rows()[0]]);
    await press('ArrowDown', { ctrlKey: true });
    expect([stops(), document.activeElement]).toEqual([[rows()[1]], rows()[1]]);
    await end();
  });

  it('moves the focus alone with Ctrl, and finds what is typed', async () => {
    const { model, press, rows, end } = await setUp(['xa.nxs', 'xb.nxs', 'y.nxs', 'xbc.nxs']);
    const at = () => rows().indexOf(document.activeElement as HTMLElement);
    await press('End', { ctrlKey: true });
    expect([at(), model.view.selected]).toEqual([3, []]);
    await press('y');
    expect([at(), ids(model.view.selected)]).toEqual([2, ['s3']]);
    await press('ArrowUp', { ctrlKey: true });
    await press(' ', { ctrlKey: true });
    expect(ids(model.view.selected)).toEqual(['s3', 's2']);
    await end();
  });

  it('updates the rows that changed, and no others', async () => {
    const { model, grid, rows, show, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    const before = rows();
    const touched: Node[] = [];
    const observer = new MutationObserver(records =>
      touched.push(...records.map(({ target }) => target))
    );
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(grid, all);
    await show();
    expect(touched).toEqual([]);
    model.rename('s2', 'other');
    await show();
    expect(touched.length).toBeGreaterThan(0);
    expect(touched.every(node => before[1].contains(node))).toBe(true);
    expect(rows()).toEqual(before);
    observer.disconnect();
    await end();
  });

  it('expands and collapses rows with children', async () => {
    const { model, labels, press, rows, click, show, end } = await setUp(['two.nxs', 'x.nxs'], {
      openings: path => (path === 'two.nxs' ? rxesScan(['upper', 'lower']) : xesScan())
    });
    expect(rows()[0].getAttribute('aria-expanded')).toBe('false');
    expect(rows()[1].hasAttribute('aria-expanded')).toBe(false);
    await press('ArrowRight');
    const cuts = ['CIE 9660 eV', 'CEE 8632 eV'];
    expect(labels()).toEqual(['two', 'upper', 'lower', 'x', ...cuts]);
    const levels = () => rows().map(row => row.getAttribute('aria-level'));
    expect(levels()).toEqual(['1', '2', '2', '1', '1', '1']);
    await click(rows()[2]);
    expect(model.view.active).toEqual({ id: 's1', channel: 'lower' });
    const current = () => rows().map(row => row.getAttribute('aria-current'));
    expect(current().slice(0, 4)).toEqual([null, null, 'true', null]);
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(labels().slice(0, 2)).toEqual(['two', 'x']);
    await click(rows()[0].querySelector('button'));
    expect(labels()).toHaveLength(6);
    await press('Delete');
    await show();
    expect(labels()).toEqual(['x']);
    await end();
  });

  it('explains that arms are removed with their scan', async () => {
    const { model, press, statusText, end } = await setUp(['two.nxs'], {
      openings: () => rxesScan(['upper', 'lower'])
    });
    await press('ArrowRight');
    await press('ArrowDown');
    await press('Delete');
    expect(statusText()).toMatch(/^Arms and items are removed with their row/);
    expect(model.document.scans).toHaveLength(1);
    await end();
  });

  it('ticks all selected rows if one of them is ticked', async () => {
    const { model, click, press, rows, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    await click(rows()[0]);
    await click(rows()[1], { shiftKey: true });
    await press(' ');
    expect(ids(model.view.shown)).toEqual(['s1', 's2']);
    await press(' ');
    expect(model.view.shown).toEqual([]);
    await end();
  });

  it('draws a ticked map also next to an active curve, which stays', async () => {
    const { model, press, end } = await setUp(['x1.nxs', 'm2.nxs', 'x3.nxs']);
    expect(model.map).toBeNull();
    await press('ArrowDown');
    model.setActive('s1');
    await press(' ');
    expect(model.mapsShown.maps.map(({ ref }) => ref.id)).toEqual(['s2']);
    expect(ids(model.view.shown).sort()).toEqual(['s1', 's2']);
    await press('ArrowDown');
    model.setActive('s2');
    await press(' '); // a curve is drawn next to the map as it is
    expect([model.activeRef?.id, ids(model.view.shown).sort()]).toEqual(['s2', ['s1', 's2', 's3']]);
    await end();
  });

  it('changes colours, and undoes a choice as a whole', async () => {
    const { model, rows, show, end } = await setUp(['x1.nxs', 'x2.nxs']);
    const input = rows()[1].querySelector<HTMLInputElement>('input[type=color]');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    for (const color of ['#ff0000', '#00ff00']) {
      await act(async () => {
        set?.call(input, color);
        input?.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await show();
    }
    await act(async () => void input?.dispatchEvent(new Event('change', { bubbles: true })));
    expect(model.document.scans.map(({ color }) => color)).toEqual([undefined, '#00ff00']);
    const swatch = rows()[1].querySelector<HTMLElement>('.jp-XESList-color');
    expect(swatch?.style.background).toBe('rgb(0, 255, 0)');
    model.undo();
    expect(model.document.scans[1].color).toBeUndefined();
    await end();
  });

  it('treats names from files as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>.nxs';
    const { panel, labels, rows, end } = await setUp([`d/${hostile}`]);
    expect(labels()[0]).toEqual('<img src=x onerror=alert(1)>');
    expect(rows()[0].title).toContain(hostile);
    expect(panel.node.querySelector('img')).toBeNull();
    await end();
  });

  it('opens the menu of a row, and selects it', async () => {
    const opened: unknown[] = [];
    const { model, rows, click, show, end } = await setUp(['x1.nxs', 'x2.nxs'], {
      onMenu: (ref, at) => opened.push([ref.id, at])
    });
    const event = new MouseEvent('contextmenu', {
      bubbles: true,
      cancelable: true,
      clientX: 5,
      clientY: 7
    });
    await act(async () => void rows()[1].dispatchEvent(event));
    await show();
    expect([event.defaultPrevented, ids(model.view.selected)]).toEqual([true, ['s2']]);
    await click(rows()[0].querySelector('.jp-XESList-menu'));
    expect(opened).toEqual([
      ['s2', { x: 5, y: 7 }],
      ['s1', { x: 0, y: 0 }]
    ]);
    await end();
  });

  it('has neither menus nor buttons without handlers', async () => {
    const { panel, rows, end } = await setUp(['x1.nxs']);
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
    rows()[0].dispatchEvent(event);
    expect([event.defaultPrevented, panel.node.querySelectorAll('button').length]).toEqual([
      false,
      0
    ]);
    await end();
  });

  it('offers scans and steps, and explains itself when empty', async () => {
    const done: string[] = [];
    const { panel, model, click, show, end } = await setUp([], {
      addScans: () => done.push('scans'),
      addStep: anchor => done.push(anchor.textContent ?? '')
    });
    expect(panel.node.textContent).toContain('Drop scans here, or add them');
    await click(panel.node.querySelector('button'));
    model.addScans(['x1.nxs']);
    await show();
    expect(panel.node.textContent).not.toContain('Drop scans here');
    await click([...panel.node.querySelectorAll('button')].pop() ?? null);
    expect(done).toEqual(['scans', 'Add step…']);
    await end();
  });

  it('never removes the scan of a single scan', async () => {
    const { model, click, press, rows, statusText, end } = await setUp(['x1.nxs'], {
      isLone: true
    });
    await click(rows()[0]);
    await press('Delete');
    expect([model.document.scans.length, statusText()]).toEqual([
      1,
      expect.stringContaining('Close the tab')
    ]);
    await end();
  });

  it('shows how far a read is, and why one failed', async () => {
    const { model, rows, compute, show, end } = await setUp(['bad.nxs', 'slow.nxs'], {
      openings: path => (path === 'bad.nxs' ? new Error('gone') : new Promise(() => undefined)),
      isWaiting: true
    });
    const sign = (i: number) =>
      rows()[i].querySelector('[role=img]')?.getAttribute('aria-label') ?? '';
    expect([sign(0), rows()[0].title]).toEqual(['Failed', expect.stringContaining('gone')]);
    model.show(['s2']);
    await show();
    compute.progress('s2', 1, 4);
    await show();
    expect([rows()[1].dataset.state, sign(1)]).toEqual(['running', 'In progress, 25 %']);
    await end();
  });

  it('moves dragged rows, but not against the graph', async () => {
    const { model, rows, statusText, show, end } = await setUp(['x1.nxs', 'x2.nxs']);
    model.addStep({ id: 'one', step: 'smooth', from: ['s1'], parameters: {} });
    model.addStep({ id: 'two', step: 'smooth', from: ['one'], parameters: {} });
    await show();
    const drag = async (from: number, to: number, y: number) => {
      const transfer = { setData: () => undefined, dropEffect: '', effectAllowed: '' };
      const fire = async (type: string, index: number) => {
        const event = new MouseEvent(type, { bubbles: true, cancelable: true, clientY: y });
        Object.assign(event, { dataTransfer: transfer });
        await act(async () => void rows()[index].dispatchEvent(event));
        return event.defaultPrevented;
      };
      await fire('dragstart', from);
      const isAllowed = await fire('dragover', to);
      await show();
      const seen = [isAllowed, statusText()];
      await (isAllowed ? fire('drop', to) : fire('dragend', from));
      await show();
      return seen;
    };
    expect(await drag(0, 1, 20)).toEqual([true, '']);
    expect(ids(model.document.scans)).toEqual(['s2', 's1']);
    const [isAllowed, why] = await drag(3, 2, 2);
    expect([isAllowed, why]).toEqual([false, expect.stringContaining('must come after it')]);
    expect(ids(model.document.steps)).toEqual(['one', 'two']);
    expect(await drag(3, 0, 2)).toEqual([false, expect.stringContaining('among')]);
    expect(statusText()).toBe('');
    await end();
  });

  it('asks again if more would be removed than was confirmed', async () => {
    const questions: (readonly string[])[] = [];
    const { model, click, press, rows, end } = await setUp(['x1.nxs'], {
      confirmRemoval: async ({ gone }) => {
        if (questions.push(gone) === 1) {
          model.addStep({ id: 'later', step: 'smooth', from: ['s1'], parameters: {} });
        }
        return true;
      }
    });
    model.addStep({ id: 'flat', step: 'smooth', from: ['s1'], parameters: {} });
    await click(rows()[0]);
    await press('Delete');
    expect(questions).toEqual([['flat'], ['flat', 'later']]);
    expect([model.document.scans, model.document.steps]).toEqual([[], []]);
    await end();
  });

  it('names steps by their labels in refusals', async () => {
    const { model, press, click, rows, statusText, show, end } = await setUp(['x1.nxs']);
    model.addStep({ step: 'smooth', from: ['s1'], parameters: {} });
    model.addStep({ step: 'smooth', from: ['smooth-1'], parameters: {} });
    await show();
    await click(rows()[2]);
    await press('ArrowUp', { altKey: true });
    expect(statusText()).toMatch(/"smooth 2" works on the result of "smooth 1"/);
    await end();
  });

  it('explains why an item in use stays if nobody is asked', async () => {
    const { model, click, press, rows, statusText, end } = await setUp(['x1.nxs']);
    model.addStep({ id: 'flat', step: 'smooth', from: ['s1'], parameters: {} });
    await click(rows()[0]);
    await press('Delete');
    expect(model.document.scans).toHaveLength(1);
    expect(statusText()).toMatch(/"flat" works on "x1/);
    await end();
  });

  it('focuses the row that replaces a removed one, but takes the focus from nothing else', async () => {
    const { model, press, rows, show, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    await press('ArrowDown');
    await press('Delete');
    expect(document.activeElement).toBe(rows()[1]);
    const other = document.body.appendChild(document.createElement('button'));
    await act(async () => other.focus());
    model.remove(['s3']);
    await show();
    expect([rows().length, document.activeElement]).toEqual([1, other]);
    other.remove();
    await end();
  });

  it('leaves the focus where it moved between a key and its rendering, as to a menu that opened', async () => {
    const { rows, press, show, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    await press('ArrowDown');
    const field = document.body.appendChild(document.createElement('input'));
    await act(async () => {
      const key = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true });
      document.activeElement?.dispatchEvent(key);
      field.focus();
    });
    await show();
    expect([rows()[2].tabIndex, document.activeElement]).toEqual([0, field]);
    field.remove();
    await press('ArrowUp');
    expect(document.activeElement).toBe(rows()[1]);
    await end();
  });

  it('applies a key to the focused row, however it was focused', async () => {
    const { model, press, rows, end } = await setUp(['x1.nxs', 'x2.nxs', 'x3.nxs']);
    await press('ArrowDown'); // the second is selected
    await act(async () => rows()[2].focus()); // like a screen reader
    await press('Delete');
    expect(model.scans.map(({ path }) => path)).toEqual(['x1.nxs', 'x2.nxs']);
    await end();
  });

  it('adds in small print what the label does not state', async () => {
    const { model, rows, show, end } = await setUp(['x1.nxs']);
    model.addStep({ step: 'smooth', from: ['s1'], parameters: {} });
    await show();
    const small = () => rows().map(row => row.querySelector('.jp-XESList-detail')?.textContent);
    expect(small()[1]).not.toContain('smooth');
    model.rename('smooth-1', 'Quiet');
    await show();
    expect(small()[1]).toMatch(/^smooth/);
    await end();
  });

  it('draws once per frame, and not after its end', async () => {
    const { model, end } = await setUp(['x1.nxs', 'x2.nxs']);
    const drawing = jest.spyOn(ListState.prototype, 'follow');
    await act(async () => {
      model.rename('s1', 'a');
      model.rename('s1', 'b');
      model.setActive('s2');
      expect(drawing).not.toHaveBeenCalled();
      await new Promise(resolve => requestAnimationFrame(resolve));
    });
    expect(drawing).toHaveBeenCalledTimes(1);
    model.rename('s1', 'c');
    await end();
    await new Promise(resolve => requestAnimationFrame(resolve));
    expect(drawing).toHaveBeenCalledTimes(1);
    drawing.mockRestore();
  });
});
