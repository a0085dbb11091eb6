/** @jest-environment jsdom */
import type { IPlotArea } from '../../../src/plots/area';
import { CutLayer } from '../../../src/plots/cutlayer';
import { cutPlace } from '../../../src/plots/cutimage';
import type { Cut } from '../../../src/science';

const area: IPlotArea = { left: 50, top: 10, width: 100, height: 200, x: [0, 10], y: [0, 20] };
const cuts: Cut[] = [
  { type: 'CIE', at: 5, width: 2 },
  { type: 'CEE', at: 15, width: 4 }
];

function setUp() {
  const changes: [number, Partial<Cut>][] = [];
  const removed: number[] = [];
  const chosen: number[] = [];
  const edited: number[] = [];
  let rests = 0;
  const layer = new CutLayer({
    onChange: (index, patch) => changes.push([index, patch]),
    onRemove: index => removed.push(index),
    onChoose: index => chosen.push(index),
    onEdit: index => edited.push(index),
    onRest: () => rests++,
    step: () => 0.5
  });
  layer.node.setPointerCapture = () => undefined;
  document.body.append(layer.node);
  layer.draw(cuts, area);
  const part = (index: number, name: string) =>
    layer.node.children[index].querySelector(`.jp-XESCut-${name}`) as SVGElement;
  const pointer = (target: Element, type: string, x = 0, y = 0, more: PointerEventInit = {}) => {
    const { button, isPrimary = true, pointerId = 1 } = more;
    const event = new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, button });
    target.dispatchEvent(Object.assign(event, { isPrimary, pointerId })); // jsdom has no PointerEvent
  };
  const key = (index: number, name: string, shiftKey = false) => {
    const event = new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true });
    layer.node.children[index].dispatchEvent(event);
  };
  return { layer, changes, removed, chosen, edited, part, pointer, key, rests: () => rests };
}

describe('CutLayer', () => {
  it('draws a line and a band where the cut lies', () => {
    const { layer, part } = setUp();
    expect(part(0, 'line').getAttribute('x1')).toBe('100');
    expect(part(0, 'band').getAttribute('x')).toBe('90');
    expect(part(0, 'band').getAttribute('width')).toBe('20');
    // ω = 15 of 20 lies a quarter below the top
    expect(part(1, 'line').getAttribute('y1')).toBe('60');
    expect(part(1, 'band').getAttribute('height')).toBe('40');
    layer.dispose();
  });

  it('draws nothing of a cut at constant energy transfer, and no hand or key changes it', () => {
    const { layer, changes, removed, edited, part, pointer, key } = setUp();
    layer.draw([{ type: 'CET', at: 5, width: 2 }, cuts[1]], area);
    expect(layer.node.children[0].hasAttribute('hidden')).toBe(true);
    for (const name of ['band', 'line', 'grip', 'low', 'high']) {
      pointer(part(0, name), 'pointerdown', 100, 100);
      pointer(layer.node, 'pointermove', 100, 50);
      pointer(layer.node, 'pointerup');
    }
    for (const name of ['ArrowUp', 'Enter', 'Delete']) {
      key(0, name);
    }
    expect([changes, removed, edited]).toEqual([[], [], []]);
    expect(layer.node.children[1].hasAttribute('hidden')).toBe(false);
    layer.dispose();
  });

  it('a drag ends where the document gets another cut in the place of the one that is held', () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(0, 'grip'), 'pointerdown', 100, 0);
    layer.draw([cuts[1], cuts[0]], area);
    pointer(layer.node, 'pointermove', 120, 0);
    layer.draw([], area);
    pointer(layer.node, 'pointermove', 130, 0);
    expect([changes, layer.isDragging]).toEqual([[], false]);
    layer.dispose();
  });

  it.each([
    ['inside', 5, 2, []],
    ['with its line outside', -1, 4, ['line', 'grip', 'low']],
    ['with an edge outside', 9.5, 2, ['high']],
    ['as wide as ever', 5, 1e300, ['low', 'high']]
  ])('draws of a cut %s what lies inside, and nothing at the border', (_, at, width, hidden) => {
    const { layer } = setUp();
    layer.draw([{ type: 'CIE', at, width }], area);
    const [mark] = layer.node.children;
    expect(mark.hasAttribute('hidden')).toBe(false);
    const names = [...mark.querySelectorAll('[hidden]')].map(one => one.getAttribute('class'));
    expect(names.sort()).toEqual(hidden.map(name => `jp-XESCut-${name}`).sort());
    layer.dispose();
  });

  it.each([-3, 12, 1e300])('draws nothing of a cut outside, at %p', at => {
    const { layer } = setUp();
    layer.draw([{ type: 'CIE', at, width: 2 }], area);
    expect(layer.node.children[0].hasAttribute('hidden')).toBe(true);
    expect(cutPlace({ type: 'CIE', at, width: 2 }, area)).toBeNull();
    layer.dispose();
  });

  it('a drag of the line moves it, and ends with the hand', () => {
    const { layer, changes, part, pointer, rests } = setUp();
    pointer(part(0, 'grip'), 'pointerdown', 100, 0);
    expect(layer.isDragging).toBe(true);
    pointer(layer.node, 'pointermove', 120, 0);
    pointer(layer.node, 'pointermove', 9999, 0);
    pointer(layer.node, 'pointerup');
    pointer(layer.node, 'pointermove', 60, 0);
    expect(changes).toEqual([
      [0, { at: 7 }],
      [0, { at: 10 }]
    ]);
    expect([layer.isDragging, rests()]).toEqual([false, 1]);
    layer.dispose();
  });

  it("a drag of the band's edge changes the width", () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(1, 'high'), 'pointerdown', 0, 40);
    pointer(layer.node, 'pointermove', 0, 30);
    expect(changes).toEqual([[1, { width: 6 }]]);
    layer.dispose();
  });

  it('a drag leaves a band at least a step wide, also beyond its line', () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(1, 'low'), 'pointerdown', 0, 80);
    pointer(layer.node, 'pointermove', 0, 60);
    pointer(layer.node, 'pointermove', 0, 30);
    expect(changes).toEqual([
      [1, { width: 0.5 }],
      [1, { width: 0.5 }]
    ]);
    layer.dispose();
  });

  it('what is taken hold of beside its middle does not jump to the hand', () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(0, 'band'), 'pointerdown', 95, 0);
    pointer(layer.node, 'pointermove', 115, 0);
    pointer(layer.node, 'pointerup');
    pointer(part(0, 'high'), 'pointerdown', 113, 0);
    pointer(layer.node, 'pointermove', 123, 0);
    expect(changes).toEqual([
      [0, { at: 7 }],
      [0, { width: 4 }]
    ]);
    layer.dispose();
  });

  it('heeds the first button of the first pointer alone', () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(0, 'grip'), 'pointerdown', 100, 0, { button: 2 });
    pointer(part(0, 'grip'), 'pointerdown', 100, 0, { isPrimary: false });
    expect(layer.isDragging).toBe(false);
    pointer(part(0, 'grip'), 'pointerdown', 100, 0, { pointerId: 1 });
    pointer(layer.node, 'pointermove', 120, 0, { pointerId: 2 });
    pointer(layer.node, 'pointerup', 120, 0, { pointerId: 2 });
    expect([layer.isDragging, changes]).toEqual([true, []]);
    layer.dispose();
  });

  it('draws nothing that is no number, and no band beyond the plot area', () => {
    const { layer, part } = setUp();
    layer.draw([{ ...cuts[0], at: 9.5 }, cuts[1]], area);
    expect(part(0, 'band').getAttribute('width')).toBe('15');
    layer.draw([{ ...cuts[0], at: 1e308, width: 1e308 }, cuts[1]], { ...area, y: [15, 15] });
    layer.draw(cuts, { ...area, x: [NaN, NaN] });
    expect(layer.node.outerHTML).not.toMatch(/NaN|Infinity/);
    layer.dispose();
  });

  it('arrows nudge by a step, with shift by ten, never out of sight; Delete removes', () => {
    const { layer, changes, removed, key } = setUp();
    key(0, 'ArrowRight');
    key(0, 'ArrowLeft', true);
    key(0, 'ArrowRight', true);
    key(1, 'ArrowUp');
    key(1, 'Delete');
    key(1, 'a');
    expect(changes).toEqual([
      [0, { at: 5.5 }],
      [0, { at: 0 }],
      [0, { at: 10 }],
      [1, { at: 15.5 }]
    ]);
    expect(removed).toEqual([1]);
    layer.dispose();
  });

  it('a hand that trembles moves nothing: it may be a double click, which asks for numbers', () => {
    const { layer, changes, chosen, edited, part, pointer, key } = setUp();
    pointer(part(1, 'grip'), 'pointerdown', 100, 60);
    pointer(layer.node, 'pointermove', 101, 61);
    pointer(layer.node, 'pointerup');
    // the browser sends a click that was captured to the layer
    pointer(layer.node, 'dblclick');
    pointer(part(0, 'grip'), 'dblclick');
    key(1, 'Enter');
    expect([changes, chosen, edited]).toEqual([[], [1], [1, 0, 1]]);
    layer.dispose();
  });

  it('tells which cuts have their profile shown', () => {
    const { layer } = setUp();
    const shown = () =>
      [...layer.node.children].map(({ classList }) => classList.contains('jp-mod-shown'));
    expect(shown()).toEqual([true, true]);
    layer.draw(cuts, area, [1]);
    expect(shown()).toEqual([false, true]);
    layer.dispose();
  });

  it('keeps its nodes while cuts move, so that the focus survives', () => {
    const { layer } = setUp();
    const [first, second] = [...layer.node.children];
    layer.draw([{ ...cuts[0], at: 6 }, cuts[1]], area);
    expect([...layer.node.children]).toEqual([first, second]);
    layer.draw([cuts[0]], area);
    expect(layer.node.childElementCount).toBe(1);
    layer.dispose();
  });

  it('hears nothing after the end', () => {
    const { layer, changes, part, pointer } = setUp();
    const grip = part(0, 'grip');
    layer.dispose();
    layer.dispose();
    pointer(grip, 'pointerdown');
    pointer(layer.node, 'pointermove', 120, 0);
    expect(changes).toEqual([]);
    expect(layer.node.isConnected).toBe(false);
  });
});

describe('cutPlace', () => {
  it('is where the layer draws it', () => {
    expect(cutPlace(cuts[0], area)?.band).toEqual({ x: 90, y: 10, width: 20, height: 200 });
    expect(cutPlace(cuts[1], area)?.band).toEqual({ x: 50, y: 40, width: 100, height: 40 });
  });

  it('is clipped to the plot area', () => {
    const place = cutPlace({ type: 'CIE', at: 10, width: 4 }, area);
    expect(place?.band).toEqual({ x: 130, y: 10, width: 20, height: 200 });
    const beside = cutPlace({ type: 'CIE', at: 11, width: 4 }, area);
    expect(beside).toEqual({ line: null, band: { x: 140, y: 10, width: 10, height: 200 } });
    expect(cutPlace({ type: 'CIE', at: 12, width: 4 }, area)).toBeNull();
  });
});
