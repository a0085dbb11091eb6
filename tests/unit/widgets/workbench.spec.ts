/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget, type SplitPanel } from '@lumino/widgets';
import { defaultLayout, type ILayout } from '../../../src/widgets/layout/types';
import { Workbench } from '../../../src/widgets/layout/workbench';

function setUp(remembered: ILayout = defaultLayout) {
  let layout = remembered;
  const store = { load: () => layout, save: jest.fn((next: ILayout) => void (layout = next)) };
  const bench = new Workbench({ stage: new Widget(), store });
  const list = new Widget();
  const inspector = new Widget();
  bench.fill('list', list);
  bench.fill('inspector', inspector);
  Widget.attach(bench, document.body);
  const resize = (width: number) =>
    MessageLoop.sendMessage(bench, new Widget.ResizeMessage(width, 600));
  const edge = (name: string) =>
    bench.node.querySelector<HTMLElement>(`.jp-XESSide-edge.jp-mod-${name}`)!;
  const open = () => [bench.isOpen('list'), bench.isOpen('inspector')];
  const seen = () => [list.isVisible, inspector.isVisible];
  return { bench, store, list, inspector, resize, edge, open, seen };
}

describe('the panels next to the stage', () => {
  it('are opened and closed by their edges, which is remembered', () => {
    const { bench, store, resize, edge, seen } = setUp();
    resize(1200);
    expect(seen()).toEqual([true, true]);
    edge('list').click();
    expect(seen()).toEqual([false, true]);
    expect([edge('list').title, edge('list').getAttribute('aria-expanded')]).toEqual([
      'Show the list',
      'false'
    ]);
    expect(store.load()).toEqual({ ...defaultLayout, list: { width: 260, isOpen: false } });
    bench.toggle('inspector');
    bench.toggle('list');
    expect(seen()).toEqual([true, false]);
    expect(store.load().inspector.isOpen).toBe(false);
    bench.dispose();
  });

  it('are resized by arrow keys at their edges, which is remembered', () => {
    jest.useFakeTimers();
    const { bench, store, resize, edge } = setUp();
    resize(1200);
    const press = (name: string, key: string, more: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more });
      edge(name).dispatchEvent(event);
      jest.runAllTimers();
      return event.defaultPrevented;
    };
    const widths = () => [store.load().list.width, store.load().inspector.width];
    expect([press('list', 'ArrowRight'), press('inspector', 'ArrowRight')]).toEqual([true, true]);
    expect(widths()).toEqual([280, 260]);
    for (let i = 0; i < 50; i++) {
      press('list', 'ArrowLeft');
      press('inspector', 'ArrowLeft');
    }
    expect(widths()).toEqual([160, 640]); // the minimum and the maximum
    expect(press('list', 'ArrowRight', { altKey: true })).toBe(false); // the browser's
    expect(press('list', 'a')).toBe(false);
    edge('list').click();
    expect(press('list', 'ArrowRight')).toBe(false); // it is closed
    expect(widths()).toEqual([160, 640]);
    expect(edge('inspector').title).toContain('change its width');
    jest.useRealTimers();
    bench.dispose();
  });

  it('are restored within sensible widths', () => {
    const { bench, open } = setUp({
      list: { width: 9000, isOpen: false },
      inspector: { width: -5, isOpen: true },
      residual: true
    });
    expect(open()).toEqual([false, true]);
    bench.toggle('list');
    bench.dispose();
  });

  it('are over the stage if it needs all the width, closed at first, and stay in the wide one', () => {
    const { bench, list, store, resize, edge, seen } = setUp();
    resize(500);
    expect(bench.hasClass('jp-mod-narrow')).toBe(true);
    expect(seen()).toEqual([false, false]);
    edge('list').click();
    expect(seen()).toEqual([true, false]);
    expect(list.parent?.hasClass('jp-mod-drawer')).toBe(true);
    list.node.tabIndex = 0;
    list.node.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(seen()).toEqual([false, false]);
    expect(document.activeElement).toBe(edge('list'));
    edge('inspector').click();
    expect(store.save).not.toHaveBeenCalled(); // a drawer is open temporarily
    resize(1200);
    expect(seen()).toEqual([true, true]);
    expect(list.parent?.hasClass('jp-mod-drawer')).toBe(false);
    resize(500);
    expect(seen()).toEqual([false, false]);
    bench.dispose();
  });

  it('are next to the stage in a narrow viewer, one at a time, as wide as possible', () => {
    const { bench, store, list, inspector, resize, edge, seen } = setUp();
    const sizes = jest.spyOn(bench.widgets[0] as SplitPanel, 'setRelativeSizes');
    resize(899);
    expect(seen()).toEqual([false, false]);
    edge('inspector').click();
    expect(seen()).toEqual([false, true]);
    expect(inspector.parent?.hasClass('jp-mod-drawer')).toBe(false);
    expect(sizes).toHaveBeenLastCalledWith([0, 619, 280]);
    edge('list').click();
    expect(seen()).toEqual([true, false]);
    resize(560); // 348 for the stage, 212 for the list
    expect(seen()).toEqual([true, false]);
    expect(list.parent?.hasClass('jp-mod-drawer')).toBe(false);
    expect(sizes).toHaveBeenLastCalledWith([212, 348, 0]);
    resize(540);
    expect(list.parent?.hasClass('jp-mod-drawer')).toBe(true);
    expect(seen()).toEqual([true, false]);
    resize(700);
    expect(list.parent?.hasClass('jp-mod-drawer')).toBe(false);
    edge('list').click();
    expect(seen()).toEqual([false, false]);
    expect(store.save).not.toHaveBeenCalled();
    bench.dispose();
  });

  it('can be closed temporarily without being remembered so, but not against the user', () => {
    const { bench, store, resize, open } = setUp();
    bench.keepClosed('list', true);
    resize(1200);
    expect(open()).toEqual([false, true]);
    bench.keepClosed('list', false);
    expect(open()).toEqual([true, true]);
    bench.keepClosed('list', true);
    bench.toggle('list');
    bench.keepClosed('list', true);
    expect(open()).toEqual([true, true]);
    bench.toggle('inspector');
    expect(store.load()).toMatchObject({ list: { isOpen: true }, inspector: { isOpen: false } });
    bench.dispose();
  });

  it('end with the viewer, wherever they are', () => {
    const { bench, list, inspector, resize } = setUp();
    resize(700);
    bench.dispose();
    bench.dispose();
    expect([list.isDisposed, inspector.isDisposed]).toEqual([true, true]);
  });
});
