/** @jest-environment jsdom */
import type { IAxesRange } from '../../../src/plots/relayout';
import { PlotKeys } from '../../../src/widgets/plotkeys';

function made(view: IAxesRange | null = { x: [0, 10], y: [0, 100] }) {
  const node = document.createElement('div');
  const inner = document.createElement('span');
  node.append(inner);
  const seen: unknown[] = [];
  const keys = new PlotKeys(node, {
    view: () => view,
    onView: next => seen.push([next.x, next.y]),
    onReset: () => seen.push('reset')
  });
  const press = (key: string, more: KeyboardEventInit = {}, target: HTMLElement = node) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { keys, inner, press, seen };
}

describe('the keys of a plot', () => {
  it('move the visible range, with Shift further, and zoom about its middle', () => {
    const { keys, press, seen } = made();
    const all = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', '+', '-', '0'];
    expect(all.every(key => press(key))).toBe(true);
    press('ArrowRight', { shiftKey: true });
    expect(seen).toEqual([
      [
        [1, 11],
        [0, 100]
      ],
      [
        [-1, 9],
        [0, 100]
      ],
      [
        [0, 10],
        [10, 110]
      ],
      [
        [0, 10],
        [-10, 90]
      ],
      [
        [1, 9],
        [10, 90]
      ],
      [
        [-1.25, 11.25],
        [-12.5, 112.5]
      ],
      'reset',
      [
        [5, 15],
        [0, 100]
      ]
    ]);
    keys.dispose();
  });

  it('are not taken from focused elements over the plot, from shortcuts, and before there are axes', () => {
    const { keys, inner, press, seen } = made();
    expect(press('ArrowRight', {}, inner)).toBe(false);
    expect(press('+', { ctrlKey: true })).toBe(false);
    expect(press('a')).toBe(false);
    keys.dispose();
    expect(press('+')).toBe(false);
    const early = made(null);
    expect(early.press('+')).toBe(false);
    early.keys.dispose();
    expect([...seen, ...early.seen]).toEqual([]);
  });

  it('never produce an empty or invalid range', () => {
    const one = 8600;
    const next = one * (1 + Number.EPSILON);
    const { keys, press, seen } = made({ x: [one, next], y: [-1e308, 7e307] });
    press('+');
    press('-');
    press('ArrowDown', { shiftKey: true });
    expect(seen.map(view => (view as [number[], number[]])[0])).toEqual(
      Array.from({ length: 3 }, () => expect.arrayContaining([expect.any(Number)]) as unknown)
    );
    for (const [x, y] of seen as [number[], number[]][]) {
      expect(x[0]).toBeLessThan(x[1]);
      expect(y[0]).toBeLessThan(y[1]);
      expect([...x, ...y].every(Number.isFinite)).toBe(true);
    }
    keys.dispose();
  });

  it('show a cursor with C, which the arrows then move, and with Shift further, until C, Escape or a loss of focus', () => {
    const node = document.createElement('div');
    node.tabIndex = 0;
    document.body.append(node);
    const seen: unknown[] = [];
    let isThere = true;
    const keys = new PlotKeys(node, {
      view: () => ({ x: [0, 10], y: [0, 100] }),
      onView: () => seen.push('view'),
      onReset: () => seen.push('reset'),
      cursor: { step: by => (seen.push(by), isThere), leave: () => seen.push('gone') }
    });
    const press = (key: string, shiftKey = false) => {
      const init = { key, shiftKey, bubbles: true, cancelable: true };
      const event = new KeyboardEvent('keydown', init);
      node.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const after = (...pressed: string[]) => {
      seen.splice(0);
      pressed.forEach(key => press(key));
      return [...seen];
    };
    expect(node.getAttribute('aria-keyshortcuts')).toContain('C');
    expect(after('c', 'ArrowLeft', 'ArrowUp')).toEqual([
      [0, 0],
      [-1, 0],
      [0, 1]
    ]);
    press('ArrowRight', true);
    expect(seen.at(-1)).toEqual([10, 0]);
    expect(after('+', '0')).toEqual(['view', 'reset']);
    seen.splice(0); // the plot was redrawn
    expect([keys.reread(), seen]).toEqual([true, [[0, 0]]]);
    expect(after('Escape')).toEqual(['gone']);
    expect(keys.reread()).toBe(false);
    expect(press('Escape')).toBe(false); // it is left to others
    expect(after('ArrowLeft')).toEqual(['view']);
    expect(after('C', 'c')).toEqual([[0, 0], 'gone']);
    press('c');
    node.focus();
    node.blur();
    expect(seen.at(-1)).toBe('gone');
    isThere = false; // nothing to read out: arrows pan
    expect(after('c', 'ArrowLeft')).toEqual([[0, 0], 'view']);
    keys.dispose();
    node.remove();
  });
});
