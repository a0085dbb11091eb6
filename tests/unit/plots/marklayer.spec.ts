/** @jest-environment jsdom */
import type { IPlotArea } from '../../../src/figures/maps/area';
import { MarkLayer } from '../../../src/plots/marklayer';
import type { IPlotMark, Span } from '../../../src/plots/plotmark';

/** 10 eV on 100 pixels. */
const area: IPlotArea = { left: 50, top: 10, width: 100, height: 200, x: [0, 10], y: [0, 1] };
const window: IPlotMark = mark('window', { low: 2, high: 4 });
const line: IPlotMark = mark('line', { kind: 'energy', low: 7, high: 7 });

function mark(key: string, more: Partial<IPlotMark>): IPlotMark {
  return { key, kind: 'range', low: 0, high: 0, label: key, style: 'used', ...more };
}

function setUp(marks: readonly IPlotMark[] = [window, line]) {
  const events: unknown[][] = [];
  const record =
    (name: string) =>
    (...more: unknown[]) =>
      void events.push([name, ...more]);
  const host = document.createElement('div');
  document.body.append(host);
  const seen = { isSeen: true };
  const layer = new MarkLayer({
    host,
    isSeen: () => seen.isSeen,
    onChange: record('change'),
    onDraw: record('draw'),
    onRemove: record('remove'),
    onEdit: record('edit'),
    onRest: record('rest'),
    onCancel: record('cancel'),
    onDisarm: record('disarm')
  });
  layer.node.setPointerCapture = () => undefined;
  host.append(layer.node);
  layer.draw(marks, area);
  const node = (key: string) =>
    [...layer.node.children].find(entry => entry.getAttribute('aria-label') === key) as SVGElement;
  const grip = (key: string, part: string) =>
    node(key).querySelector(`.jp-XESMark-grip.jp-mod-${part}`) as SVGElement;
  const pointer = (
    target: Element,
    type: string,
    x = 0,
    more: PointerEventInit & MouseEventInit = {}
  ) => {
    const { button = 0, isPrimary = true, pointerId = 1, altKey = false, clientY = 100 } = more;
    const event = new MouseEvent(type, {
      ...{ bubbles: true, cancelable: true, clientX: x, clientY, button, altKey }
    });
    target.dispatchEvent(Object.assign(event, { isPrimary, pointerId })); // jsdom has no PointerEvent
    return event;
  };
  const key = (target: Element, name: string, shiftKey = false) => {
    const event = new KeyboardEvent('keydown', {
      ...{ key: name, shiftKey, bubbles: true, cancelable: true }
    });
    target.dispatchEvent(event);
    return event;
  };
  const takeEvents = () => events.splice(0);
  return { layer, host, seen, takeEvents, node, grip, pointer, key };
}

const frames: FrameRequestCallback[] = [];
/** The next frame of the page. */
const frame = () => frames.splice(0).forEach(work => work(0));

describe('marks over a plot of spectra', () => {
  beforeEach(() => {
    frames.length = 0;
    jest.spyOn(globalThis, 'requestAnimationFrame').mockImplementation(work => frames.push(work));
    jest.spyOn(globalThis, 'cancelAnimationFrame').mockImplementation(() => frames.splice(0));
  });

  afterEach(() => {
    jest.restoreAllMocks();
    document.body.replaceChildren();
  });

  it('are at their energies, each with its handles', () => {
    const { layer, node, grip } = setUp();
    const band = node('window').querySelector('.jp-XESMark-band');
    expect([band?.getAttribute('x'), band?.getAttribute('width')]).toEqual(['70', '20']);
    expect([band?.getAttribute('y'), band?.getAttribute('height')]).toEqual(['10', '200']);
    for (const [part, name, value] of [
      ['middle', 'window', '2.00 to 4.00 eV'],
      ['low', 'window, lower edge', '2.00 eV'],
      ['high', 'window, upper edge', '4.00 eV']
    ]) {
      const slider = grip('window', part);
      expect(slider.getAttribute('role')).toBe('slider');
      expect(slider.getAttribute('tabindex')).toBe('0');
      expect(slider.getAttribute('aria-label')).toBe(name);
      expect(slider.getAttribute('aria-valuetext')).toBe(value);
    }
    expect(grip('line', 'middle').getAttribute('x')).toBe('116');
    expect(grip('line', 'low').hasAttribute('hidden')).toBe(true);
    expect(node('window').querySelector('text')?.textContent).toBe('window');
    layer.dispose();
  });

  it.each([
    ['of NaN', { low: NaN, high: 3 }],
    ['of infinity', { low: -Infinity, high: Infinity }],
    ['left of the plot', { low: -3, high: -1 }],
    ['right of the plot', { low: 11, high: 1e300 }],
    ['of an energy outside', { kind: 'energy', low: 12, high: 12 } as const],
    ['of an energy that is none', { kind: 'energy', low: NaN, high: NaN } as const]
  ])('nothing is drawn %s', (_, more) => {
    const { layer, grip, takeEvents, pointer, key } = setUp([mark('bad', more)]);
    const [bad] = layer.node.children;
    expect(bad.hasAttribute('hidden')).toBe(true);
    if (!Number.isFinite(more.low)) {
      layer.draw([mark('bad', { low: 1, high: 2 })], area);
      const edge = grip('bad', 'low');
      layer.draw([mark('bad', more)], area);
      pointer(edge, 'pointerdown', 60);
      key(edge, 'ArrowRight');
      frame();
      expect(takeEvents()).toEqual([]);
    }
    layer.dispose();
  });

  it('one with reversed ends is swapped, one with an edge outside is clipped', () => {
    const { layer, node, grip } = setUp([
      mark('turned', { low: 4, high: 2 }),
      mark('cut', { low: 9, high: 1e300 })
    ]);
    expect(node('turned').querySelector('rect')?.getAttribute('x')).toBe('70');
    const band = node('cut').querySelector('rect');
    expect([band?.getAttribute('x'), band?.getAttribute('width')]).toEqual(['140', '10']);
    expect(grip('cut', 'high').hasAttribute('hidden')).toBe(true);
    expect(grip('cut', 'low').hasAttribute('hidden')).toBe(false);
    layer.dispose();
  });

  it('on a reversed axis they are drawn and move the other way', () => {
    const { layer, node, grip, pointer, takeEvents } = setUp();
    layer.draw([window], { ...area, x: [10, 0] });
    const band = node('window').querySelector('rect');
    expect([band?.getAttribute('x'), band?.getAttribute('width')]).toEqual(['110', '20']);
    pointer(grip('window', 'low'), 'pointerdown', 130);
    pointer(layer.node, 'pointermove', 140);
    frame();
    expect(takeEvents()).toEqual([['change', 'window', [1, 4]]]);
    layer.dispose();
  });

  it.each<[string, number, number, Span]>([
    ['low', 70, 80, [3, 4]],
    ['high', 90, 130, [2, 8]],
    ['middle', 80, 100, [4, 6]],
    ['low', 70, 110, [4, 6]], // over the other edge
    ['high', 90, 9999, [2, 10]] // no further than visible
  ])('a drag of the %s from %d to %d pixels moves it', (part, from, to, span) => {
    const { layer, grip, pointer, takeEvents } = setUp();
    const down = pointer(grip('window', part), 'pointerdown', from);
    expect([down.defaultPrevented, layer.isDragging]).toEqual([true, true]);
    expect(document.activeElement).toBe(grip('window', part));
    pointer(layer.node, 'pointermove', to);
    frame();
    pointer(layer.node, 'pointerup', to);
    pointer(layer.node, 'pointermove', 60);
    frame();
    expect(takeEvents()).toEqual([['change', 'window', span], ['rest']]);
    expect(layer.isDragging).toBe(false);
    layer.dispose();
  });

  it('a mark grabbed off its middle does not jump, and an edge put on the other leaves a range', () => {
    const { layer, grip, pointer, takeEvents } = setUp();
    pointer(grip('window', 'low'), 'pointerdown', 72);
    pointer(layer.node, 'pointermove', 82);
    frame();
    pointer(layer.node, 'pointermove', 92);
    frame();
    expect(takeEvents()).toEqual([
      ['change', 'window', [3, 4]],
      ['change', 'window', [4, 4.01]]
    ]);
    layer.dispose();
  });

  it('there is one change per frame during a drag, and the last one on release', () => {
    const { layer, grip, pointer, takeEvents } = setUp();
    pointer(grip('line', 'middle'), 'pointerdown', 120);
    for (let x = 121; x <= 125; x++) {
      pointer(layer.node, 'pointermove', x);
    }
    frame();
    expect(takeEvents()).toEqual([['change', 'line', [7.5, 7.5]]]);
    frame();
    expect(takeEvents()).toEqual([]);
    pointer(layer.node, 'pointermove', 130);
    pointer(layer.node, 'pointerup', 130);
    expect(takeEvents()).toEqual([['change', 'line', [8, 8]], ['rest']]);
    frame();
    expect(takeEvents()).toEqual([]);
    layer.dispose();
  });

  it('energies have no more digits than a tenth of a pixel', () => {
    const { layer, grip, pointer, takeEvents } = setUp();
    const fine: IPlotArea = { ...area, width: 700, x: [8630, 8650] };
    layer.draw([mark('window', { low: 8631, high: 8639 })], fine);
    pointer(grip('window', 'high'), 'pointerdown', 365);
    pointer(layer.node, 'pointermove', 378.65);
    frame();
    expect(takeEvents()).toEqual([['change', 'window', [8631, 8639.39]]]);
    layer.draw([mark('window', { low: 8631.1, high: 8639.3 })], fine);
    pointer(layer.node, 'pointerup', 378.65);
    takeEvents();
    pointer(grip('window', 'middle'), 'pointerdown', 100);
    pointer(layer.node, 'pointermove', 107);
    frame();
    expect(takeEvents()).toEqual([['change', 'window', [8631.3, 8639.5]]]);
    layer.dispose();
  });

  it('a tiny drag moves nothing; nor do other buttons and fingers', () => {
    const { layer, grip, pointer, takeEvents } = setUp();
    const middle = grip('window', 'middle');
    pointer(middle, 'pointerdown', 80);
    pointer(layer.node, 'pointermove', 82);
    frame();
    pointer(layer.node, 'pointermove', 120, { pointerId: 2 });
    pointer(layer.node, 'pointerup', 120, { pointerId: 2 });
    frame();
    expect(layer.isDragging).toBe(true);
    pointer(layer.node, 'pointercancel', 82);
    expect(takeEvents()).toEqual([['rest']]);
    pointer(middle, 'pointerdown', 80, { button: 2 });
    pointer(middle, 'pointerdown', 80, { isPrimary: false });
    expect([layer.isDragging, takeEvents()]).toEqual([false, []]);
    layer.dispose();
  });

  it('Escape cancels a drag, wherever the focus is, and is not propagated', () => {
    const { layer, grip, pointer, key, takeEvents } = setUp();
    pointer(grip('window', 'high'), 'pointerdown', 90);
    pointer(layer.node, 'pointermove', 100);
    frame();
    pointer(layer.node, 'pointermove', 120);
    const escape = key(document.body, 'Escape');
    frame();
    pointer(layer.node, 'pointermove', 130);
    pointer(layer.node, 'pointerup', 130);
    expect(takeEvents()).toEqual([['change', 'window', [2, 5]], ['cancel']]);
    expect(escape.defaultPrevented).toBe(true);
    expect(key(document.body, 'Escape').defaultPrevented).toBe(false);
    layer.dispose();
  });

  it('a drag ends if its mark is removed meanwhile', () => {
    const { layer, grip, pointer, takeEvents } = setUp();
    pointer(grip('window', 'high'), 'pointerdown', 90);
    layer.draw([line], area);
    pointer(layer.node, 'pointermove', 130);
    frame();
    expect([layer.isDragging, takeEvents()]).toEqual([false, [['rest']]]);
    expect(layer.node.children).toHaveLength(1);
    layer.dispose();
  });

  it('arrows move a part by a pixel, with Shift by ten; presses of one key are one gesture', () => {
    const { layer, grip, key, takeEvents } = setUp();
    const press = (part: string, name: string, shift = false) => {
      expect(key(grip('window', part), name, shift).defaultPrevented).toBe(true);
      grip('window', part).dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
      return takeEvents();
    };
    expect(press('low', 'ArrowRight')).toEqual([['change', 'window', [2.1, 4]], ['rest']]);
    expect(press('high', 'ArrowLeft', true)).toEqual([['change', 'window', [2, 3]], ['rest']]);
    expect(press('middle', 'ArrowUp')).toEqual([['change', 'window', [2.1, 4.1]], ['rest']]);
    expect(press('middle', 'Enter')).toEqual([['edit', 'window']]);
    expect(press('low', 'Delete')).toEqual([['remove', 'window']]);
    expect(key(grip('window', 'low'), 'a').defaultPrevented).toBe(false);
    key(grip('line', 'middle'), 'ArrowRight');
    key(grip('line', 'middle'), 'ArrowRight');
    grip('line', 'middle').dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    expect(takeEvents()).toEqual([
      ['change', 'line', [7.1, 7.1]],
      ['change', 'line', [7.1, 7.1]],
      ['rest']
    ]);
    layer.dispose();
  });

  it('arrows stop at the border of the plot', () => {
    const { layer, grip, key, takeEvents } = setUp([mark('window', { low: 2, high: 9.5 })]);
    key(grip('window', 'high'), 'ArrowRight', true);
    expect(takeEvents()).toEqual([['change', 'window', [2, 10]]]);
    layer.dispose();
  });

  it('a double click opens the numbers, also if the click was captured', () => {
    const { layer, grip, pointer, takeEvents } = setUp();
    pointer(grip('window', 'middle'), 'pointerdown', 80);
    pointer(layer.node, 'pointerup', 80);
    takeEvents();
    layer.node.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    grip('line', 'middle').dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    expect(takeEvents()).toEqual([
      ['edit', 'window'],
      ['edit', 'line']
    ]);
    layer.dispose();
  });

  it('draws a range if armed, and the plot below receives nothing of the drag', () => {
    const { layer, host, grip, pointer, takeEvents } = setUp();
    const seen: string[] = [];
    host.addEventListener('pointerdown', () => seen.push('plot'));
    layer.armed = 'range';
    expect(host.classList.contains('jp-mod-picking')).toBe(true);
    const down = pointer(grip('window', 'middle'), 'pointerdown', 110);
    expect([down.defaultPrevented, seen]).toEqual([true, []]);
    pointer(layer.node, 'pointermove', 90);
    frame();
    expect(layer.node.querySelector('.jp-XESMark-draft')).not.toBeNull();
    pointer(layer.node, 'pointermove', 130);
    pointer(layer.node, 'pointerup', 130);
    expect(takeEvents()).toEqual([['draw', [4, 6]], ['draw', [6, 8]], ['rest'], ['disarm']]);
    expect([layer.armed, host.classList.contains('jp-mod-picking')]).toEqual([null, false]);
    expect(layer.node.querySelector('.jp-XESMark-draft')).toBeNull();
    layer.dispose();
  });

  it('stays armed if a click drew no range, and until Escape', () => {
    const { layer, host, pointer, key, takeEvents } = setUp();
    layer.armed = 'range';
    pointer(host, 'pointerdown', 100);
    pointer(layer.node, 'pointerup', 100);
    expect([layer.armed, takeEvents()]).toEqual(['range', [['rest']]]);
    pointer(host, 'pointerdown', 20); // next to the plot
    expect(layer.isDragging).toBe(false);
    pointer(host, 'pointerdown', 100);
    pointer(layer.node, 'pointermove', 120);
    frame();
    key(document.body, 'Escape');
    expect([layer.armed, takeEvents()]).toEqual(['range', [['draw', [5, 7]], ['cancel']]]);
    key(document.body, 'Escape');
    expect([layer.armed, takeEvents()]).toEqual([null, [['disarm']]]);
    layer.dispose();
  });

  it('leaves Escape to others while hidden, and stays armed', () => {
    const { layer, seen, key, takeEvents } = setUp();
    layer.armed = 'range';
    seen.isSeen = false;
    const others: string[] = [];
    document.body.addEventListener('keydown', event => others.push(event.key), { once: true });
    expect(key(document.body, 'Escape').defaultPrevented).toBe(false);
    expect([layer.armed, takeEvents(), others]).toEqual(['range', [], ['Escape']]);
    seen.isSeen = true;
    expect(key(document.body, 'Escape').defaultPrevented).toBe(true);
    expect([layer.armed, takeEvents()]).toEqual([null, [['disarm']]]);
    layer.dispose();
  });

  it('sets an energy by a click if armed', () => {
    const { layer, host, pointer, takeEvents } = setUp();
    layer.armed = 'energy';
    pointer(host, 'pointerdown', 113);
    pointer(layer.node, 'pointerup', 113);
    expect(takeEvents()).toEqual([['draw', [6.3, 6.3]], ['rest'], ['disarm']]);
    layer.dispose();
  });

  it('draws the offered mark with Alt, and only that', () => {
    const { layer, host, pointer, takeEvents } = setUp();
    pointer(host, 'pointerdown', 100, { altKey: true });
    expect(layer.isDragging).toBe(false);
    layer.quick = 'range';
    pointer(host, 'pointerdown', 100);
    expect(layer.isDragging).toBe(false);
    pointer(host, 'pointerdown', 100, { altKey: true });
    pointer(layer.node, 'pointermove', 130);
    pointer(layer.node, 'pointerup', 130);
    expect(takeEvents()).toEqual([['draw', [5, 8]], ['rest']]);
    layer.dispose();
  });

  it('a range that fills the plot leaves drags to the plot, and is moved by its label', () => {
    const { layer, node, grip, pointer, takeEvents } = setUp([mark('all', { low: -5, high: 15 })]);
    expect(grip('all', 'middle').classList.contains('jp-mod-through')).toBe(true);
    pointer(node('all').querySelector('text') as SVGElement, 'pointerdown', 60);
    pointer(layer.node, 'pointermove', 70);
    frame();
    expect(takeEvents()).toEqual([['change', 'all', [-4, 16]]]);
    layer.dispose();
  });

  it('have labels that cover neither the legend nor each other, also while one is moved', () => {
    const wide: IPlotArea = { ...area, width: 400, x: [0, 40] };
    const marks = [mark('first', { low: 22, high: 24 }), mark('other', { low: 2, high: 4 })];
    const legend = { left: 250, top: 10, right: 450, bottom: 60 };
    const { layer, node, grip, pointer } = setUp(marks);
    layer.draw(marks, wide, [legend]);
    const rectOf = (key: string) => {
      const text = node(key).querySelector('text') as SVGElement;
      const [x, y] = ['x', 'y'].map(name => Number(text.getAttribute(name)));
      const width = 6.5 * key.length; // as jsdom does not measure
      const left = text.getAttribute('text-anchor') === 'end' ? x - width : x;
      return { left, right: left + width, top: y - 11, bottom: y + 3 };
    };
    const areApart = (one: typeof legend, other: typeof legend) =>
      one.right <= other.left ||
      other.right <= one.left ||
      one.bottom <= other.top ||
      other.bottom <= one.top;
    expect(rectOf('first').top).toBeGreaterThanOrEqual(legend.bottom);
    expect(rectOf('other')).toMatchObject({ left: 74, top: 10 }); // nothing is in its way
    // onto the same energies: below the legend, and apart
    pointer(grip('other', 'middle'), 'pointerdown', 80);
    pointer(layer.node, 'pointermove', 280);
    frame();
    expect(rectOf('other').left).toBeGreaterThan(200);
    expect(areApart(rectOf('other'), legend)).toBe(true);
    expect(areApart(rectOf('other'), rectOf('first'))).toBe(true);
    pointer(layer.node, 'pointerup', 280);
    layer.dispose();
  });

  it('have a label also if there is no room for it: a range that fills the plot is moved by it', () => {
    const { layer, node } = setUp([mark('all', { low: -5, high: 15 })]);
    layer.draw([mark('all', { low: -5, high: 15 })], area, [
      { left: 0, top: 0, right: 500, bottom: 500 }
    ]);
    const text = node('all').querySelector('text') as SVGElement;
    expect([text.textContent, text.getAttribute('x'), text.getAttribute('y')]).toEqual([
      'all',
      '54',
      '21'
    ]);
    layer.dispose();
  });

  it('is silent once disposed of, also about pending changes', () => {
    const { layer, host, grip, pointer, key, takeEvents } = setUp();
    layer.quick = 'range';
    pointer(grip('window', 'low'), 'pointerdown', 70);
    pointer(layer.node, 'pointermove', 90);
    layer.dispose();
    frame();
    pointer(host, 'pointerdown', 100, { altKey: true });
    key(document.body, 'Escape');
    expect([takeEvents(), layer.node.isConnected, layer.isDragging]).toEqual([[], false, false]);
    layer.dispose();
  });
});
