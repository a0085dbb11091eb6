/** @jest-environment jsdom */
import type { IPlotArea } from '../../../src/figures/maps/area';
import { CutLayer } from '../../../src/plots/cutlayer';
import type { NamedCut } from '../../../src/plots/cutmark';
import { cutShape } from '../../../src/figures/maps/cutshape';
import type { MapCutPatch } from '../../../src/analysis/linecuts';
import type { Cut } from '../../../src/science';

const area: IPlotArea = { left: 50, top: 10, width: 100, height: 200, x: [0, 10], y: [0, 20] };
const cuts: (Cut & NamedCut)[] = [
  { id: 'one', type: 'CIE', at: 5, width: 2 },
  { id: 'two', type: 'CEE', at: 15, width: 4 }
];
const line: NamedCut = {
  id: 'line',
  type: 'line',
  from: { incident: 2, emission: 4 },
  to: { incident: 8, emission: 12 },
  width: 2
};

/** The least and the largest x and y of an outline, pixels. */
function boxOf(places: readonly { x: number; y: number }[]) {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function bandOf(node: Element) {
  const text = node.querySelector('.jp-XESCut-band')?.getAttribute('points') ?? '';
  return boxOf(
    text.split(' ').map(pair => {
      const [x, y] = pair.split(',').map(Number);
      return { x, y };
    })
  );
}

const silent = {
  onChange: () => undefined,
  onRemove: () => undefined,
  step: () => 0.5
};

function setUp() {
  const changes: [string, MapCutPatch][] = [];
  const removed: string[] = [];
  const chosen: string[] = [];
  const edited: string[] = [];
  let rests = 0;
  const layer = new CutLayer({
    onChange: (id, patch) => changes.push([id, patch]),
    onRemove: id => removed.push(id),
    onChoose: id => chosen.push(id),
    onEdit: id => edited.push(id),
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
  it('draws a line and a band at the position of the cut', () => {
    const { layer, part } = setUp();
    expect(part(0, 'line').getAttribute('x1')).toBe('100');
    expect(bandOf(layer.node.children[0])).toEqual({ x: 90, y: 10, width: 20, height: 200 });
    // ω = 15 of 20 lies a quarter below the top
    expect(part(1, 'line').getAttribute('y1')).toBe('60');
    expect(bandOf(layer.node.children[1])).toEqual({ x: 50, y: 40, width: 100, height: 40 });
    layer.dispose();
  });

  it('a cut at constant energy transfer is diagonal on the map of Ω and ω, and straight on that of Ω and Δ', () => {
    const { layer, changes, part, pointer, key } = setUp();
    const cet: Cut & NamedCut = { id: 'one', type: 'CET', at: 5, width: 2 };
    const ends = () =>
      ['x1', 'y1', 'x2', 'y2'].map(name => Number(part(0, 'line').getAttribute(name)));
    layer.draw([cet, cuts[1]], area);
    // from (Ω 5, ω 0) to (Ω 10, ω 5)
    expect(ends()).toEqual([100, 210, 150, 160]);
    // 20 pixels to the right are 2 eV of Ω, 10 up 1 eV of ω
    pointer(part(0, 'grip'), 'pointerdown', 120, 190);
    pointer(layer.node, 'pointermove', 140, 180);
    pointer(layer.node, 'pointerup');
    key(0, 'ArrowRight');
    key(0, 'ArrowUp'); // the line goes up where Δ is less
    layer.draw([cet, cuts[1]], { ...area, plane: 'transfer' });
    expect(ends()).toEqual([50, 160, 150, 160]);
    key(0, 'ArrowUp');
    expect(changes).toEqual([
      ['one', { at: 6 }],
      ['one', { at: 5.5 }],
      ['one', { at: 4.5 }],
      ['one', { at: 5.5 }]
    ]);
    layer.dispose();
  });

  it('a cut at constant emission is diagonal on the map of Ω and Δ', () => {
    const { layer, changes, part, pointer } = setUp();
    const transfer: IPlotArea = { ...area, plane: 'transfer', y: [-10, 10] };
    layer.draw([{ id: 'one', type: 'CEE', at: 4, width: 2 }], transfer);
    // Δ = Ω − 4, between (0, −4) and (10, 6); the band is as wide along Δ as along ω
    const at = (name: string) => Number(part(0, 'line').getAttribute(name));
    expect(['x1', 'y1', 'x2', 'y2'].map(at)).toEqual([50, 150, 150, 50]);
    expect(bandOf(layer.node.children[0])).toEqual({ x: 50, y: 40, width: 100, height: 120 });
    pointer(part(0, 'high'), 'pointerdown', 100, 110);
    pointer(layer.node, 'pointermove', 110, 110); // 1 eV
    expect(changes).toEqual([['one', { width: 4 }]]);
    layer.dispose();
  });

  it('a line is moved as a whole, by its ends, and widened by its edges', () => {
    const { layer, changes, part, pointer } = setUp();
    const drag = (name: string, from: [number, number], to: [number, number]) => {
      pointer(part(0, name), 'pointerdown', ...from);
      pointer(layer.node, 'pointermove', ...to);
      pointer(layer.node, 'pointerup');
      return changes.pop()?.[1];
    };
    layer.draw([line], area);
    expect(['cx', 'cy'].map(name => part(0, 'to').getAttribute(name))).toEqual(['130', '90']);
    expect(drag('grip', [100, 130], [110, 120])).toEqual({
      from: { incident: 3, emission: 5 },
      to: { incident: 9, emission: 13 }
    });
    expect(drag('to', [130, 90], [140, 70])).toEqual({ to: { incident: 9, emission: 14 } });
    expect(drag('from', [70, 170], [-999, 999])).toEqual({ from: { incident: 0, emission: 0 } });
    // along (0.6, 0.8); across it (0.8, −0.6): half an eV further out on one side is one in width
    expect(drag('high', [100, 130], [104, 133])).toEqual({ width: 3 });
    layer.dispose();
  });

  it('arrows move a line by steps; on the map of Δ in the direction they point', () => {
    const { layer, changes, removed, edited, key } = setUp();
    layer.draw([line], area);
    key(0, 'ArrowRight');
    key(0, 'ArrowDown', true);
    layer.draw([line], { ...area, plane: 'transfer' });
    key(0, 'ArrowUp');
    key(0, 'Enter');
    key(0, 'Delete');
    expect(changes.map(([, { from, to }]) => [from, to])).toEqual([
      [
        { incident: 2.5, emission: 4 },
        { incident: 8.5, emission: 12 }
      ],
      [
        { incident: 2, emission: -1 },
        { incident: 8, emission: 7 }
      ],
      [
        { incident: 2, emission: 3.5 },
        { incident: 8, emission: 11.5 }
      ]
    ]);
    expect([edited, removed]).toEqual([['line'], ['line']]);
    layer.dispose();
  });

  it('an edge of a narrow band is found next to its line', () => {
    const { layer, changes, part, pointer } = setUp();
    const at = (name: string) => Number(part(0, name).getAttribute('x1'));
    layer.draw([{ id: 'one', type: 'CIE', at: 5, width: 0.2 }], area);
    expect([at('low'), at('line'), at('high')]).toEqual([93, 100, 107]);
    pointer(part(0, 'high'), 'pointerdown', 107, 50);
    pointer(layer.node, 'pointermove', 117, 50);
    expect(changes).toEqual([['one', { width: 2.2 }]]);
    layer.draw([{ ...line, width: 0 }], area);
    const [low, high] = ['low', 'high'].map(name => ({
      x: at(name),
      y: Number(part(0, name).getAttribute('y1'))
    }));
    expect(Math.hypot(high.x - low.x, high.y - low.y)).toBeCloseTo(14);
    layer.dispose();
  });

  it('describes the position of a cut to screen readers', () => {
    const { layer } = setUp();
    layer.draw(
      [
        { ...cuts[0], label: 'CIE 5 eV' },
        { ...line, label: 'line cut 1' }
      ],
      area
    );
    const attributes = [...layer.node.children].map(node =>
      ['role', 'aria-label', 'aria-valuenow', 'aria-valuetext'].map(name => node.getAttribute(name))
    );
    expect(attributes).toEqual([
      ['slider', 'CIE 5 eV', '5', '5.00 eV, width 2.00 eV'],
      ['button', 'line cut 1: from Ω 2.00, ω 4.00 to Ω 8.00, ω 12.00 eV, width 2.00 eV', null, null]
    ]);
    layer.draw([line, cuts[0]], area);
    expect(layer.node.children[0].getAttribute('aria-valuenow')).toBeNull();
    layer.dispose();
  });

  it('a drag ends if the plane changes', () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(1, 'grip'), 'pointerdown', 100, 60);
    layer.draw(cuts, { ...area, plane: 'transfer' });
    pointer(layer.node, 'pointermove', 120, 20);
    expect([changes, layer.isDragging]).toEqual([[], false]);
    layer.dispose();
  });

  it('a drag stays with its cut if others are removed or restored, and ends if it is removed', () => {
    const { layer, changes, part, pointer } = setUp();
    const third: NamedCut = { id: 'three', type: 'CEE', at: 10, width: 1 };
    pointer(part(1, 'grip'), 'pointerdown', 100, 60);
    layer.draw([cuts[1], third], area);
    pointer(layer.node, 'pointermove', 100, 70); // 1 eV
    layer.draw([third, cuts[0], cuts[1]], area);
    pointer(layer.node, 'pointermove', 100, 80);
    expect(changes).toEqual([
      ['two', { at: 14 }],
      ['two', { at: 13 }]
    ]);
    layer.draw([third, cuts[0]], area); // one of the same type is no substitute
    expect(layer.isDragging).toBe(false);
    pointer(layer.node, 'pointermove', 100, 90);
    expect(changes).toHaveLength(2);
    layer.dispose();
  });

  it('the focus, and so the keys, stay with a cut if one before it is removed', () => {
    const { layer, changes } = setUp();
    const third: NamedCut = { id: 'three', type: 'CEE', at: 10, width: 1 };
    layer.draw([...cuts, third], area);
    layer.focus('two');
    layer.draw([cuts[1], third], area);
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true })
    );
    layer.draw([cuts[0], cuts[1], third], area);
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true })
    );
    expect(changes).toEqual([
      ['two', { at: 15.5 }],
      ['two', { at: 15.5 }]
    ]);
    const names = [...layer.node.children].map(node => node.getAttribute('aria-valuenow'));
    expect(names).toEqual(['5', '15', '10']);
    layer.dispose();
  });

  it.each([
    ['inside', 5, 2, []],
    ['with its line outside', -1, 4, ['line', 'grip', 'low']],
    ['with an edge outside', 9.5, 2, ['high']],
    ['as wide as ever', 5, 1e300, ['low', 'high']]
  ])('draws of a cut %s what lies inside, and nothing at the border', (_, at, width, hidden) => {
    const { layer } = setUp();
    layer.draw([{ id: 'one', type: 'CIE', at, width }], area);
    const [mark] = layer.node.children;
    expect(mark.hasAttribute('hidden')).toBe(false);
    const names = [...mark.querySelectorAll('line[hidden], polygon[hidden]')].map(node =>
      node.getAttribute('class')
    );
    expect(names.sort()).toEqual(hidden.map(name => `jp-XESCut-${name}`).sort());
    layer.dispose();
  });

  it.each([-3, 12, 1e300])('draws nothing of a cut outside, at %p', at => {
    const { layer } = setUp();
    layer.draw([{ id: 'one', type: 'CIE', at, width: 2 }], area);
    expect(layer.node.children[0].hasAttribute('hidden')).toBe(true);
    expect(cutShape({ type: 'CIE', at, width: 2 }, area)).toBeNull();
    layer.dispose();
  });

  it('a drag of the line moves it, and ends on release', () => {
    const { layer, changes, part, pointer, rests } = setUp();
    pointer(part(0, 'grip'), 'pointerdown', 100, 0);
    expect(layer.isDragging).toBe(true);
    pointer(layer.node, 'pointermove', 120, 0);
    pointer(layer.node, 'pointermove', 9999, 0);
    pointer(layer.node, 'pointerup');
    pointer(layer.node, 'pointermove', 60, 0);
    expect(changes).toEqual([
      ['one', { at: 7 }],
      ['one', { at: 10 }]
    ]);
    expect([layer.isDragging, rests()]).toEqual([false, 1]);
    layer.dispose();
  });

  it("a drag of the band's edge changes the width", () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(1, 'high'), 'pointerdown', 0, 40);
    pointer(layer.node, 'pointermove', 0, 30);
    expect(changes).toEqual([['two', { width: 6 }]]);
    layer.dispose();
  });

  it('a drag leaves a band at least a step wide, also beyond its line', () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(1, 'low'), 'pointerdown', 0, 80);
    pointer(layer.node, 'pointermove', 0, 60);
    pointer(layer.node, 'pointermove', 0, 30);
    expect(changes).toEqual([
      ['two', { width: 0.5 }],
      ['two', { width: 0.5 }]
    ]);
    layer.dispose();
  });

  it('a cut grabbed off its middle does not jump to the pointer', () => {
    const { layer, changes, part, pointer } = setUp();
    pointer(part(0, 'band'), 'pointerdown', 95, 0);
    pointer(layer.node, 'pointermove', 115, 0);
    pointer(layer.node, 'pointerup');
    pointer(part(0, 'high'), 'pointerdown', 113, 0);
    pointer(layer.node, 'pointermove', 123, 0);
    expect(changes).toEqual([
      ['one', { at: 7 }],
      ['one', { width: 4 }]
    ]);
    layer.dispose();
  });

  it('responds to the first button of the first pointer only', () => {
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

  it('draws nothing for invalid numbers, and no band beyond the plot area', () => {
    const { layer } = setUp();
    layer.draw([{ ...cuts[0], at: 9.5 }, cuts[1]], area);
    expect(bandOf(layer.node.children[0]).width).toBe(15);
    layer.draw([{ ...cuts[0], at: 1e308, width: 1e308 }, cuts[1]], { ...area, y: [15, 15] });
    layer.draw(cuts, { ...area, x: [NaN, NaN] });
    expect(layer.node.outerHTML).not.toMatch(/NaN|Infinity/);
    layer.dispose();
  });

  it('arrows nudge by a step, with shift by ten, never out of view; Delete removes', () => {
    const { layer, changes, removed, key } = setUp();
    key(0, 'ArrowRight');
    key(0, 'ArrowLeft', true);
    key(0, 'ArrowRight', true);
    key(1, 'ArrowUp');
    key(1, 'Delete');
    key(1, 'a');
    expect(changes).toEqual([
      ['one', { at: 5.5 }],
      ['one', { at: 0 }],
      ['one', { at: 10 }],
      ['two', { at: 15.5 }]
    ]);
    expect(removed).toEqual(['two']);
    layer.dispose();
  });

  it('a tiny drag moves nothing: it may be a double click, which opens the form', () => {
    const { layer, changes, chosen, edited, part, pointer, key } = setUp();
    pointer(part(1, 'grip'), 'pointerdown', 100, 60);
    pointer(layer.node, 'pointermove', 101, 61);
    pointer(layer.node, 'pointerup');
    // the browser sends a captured click to the layer
    pointer(layer.node, 'dblclick');
    pointer(part(0, 'grip'), 'dblclick');
    key(1, 'Enter');
    expect([changes, chosen, edited]).toEqual([[], ['two'], ['two', 'one', 'two']]);
    layer.dispose();
  });

  it('marks which cuts have their profile shown', () => {
    const { layer } = setUp();
    const shown = () =>
      [...layer.node.children].map(({ classList }) => classList.contains('jp-mod-shown'));
    expect(shown()).toEqual([true, true]);
    layer.draw(cuts, area, ['two']);
    expect(shown()).toEqual([false, true]);
    layer.dispose();
  });

  it('retains its nodes while cuts move, so that the focus survives', () => {
    const { layer } = setUp();
    const [first, second] = [...layer.node.children];
    layer.draw([{ ...cuts[0], at: 6 }, cuts[1]], area);
    expect([...layer.node.children]).toEqual([first, second]);
    layer.draw([cuts[0]], area);
    expect(layer.node.childElementCount).toBe(1);
    layer.dispose();
  });

  it('ignores events after the end', () => {
    const { layer, changes, part, pointer } = setUp();
    const grip = part(0, 'grip');
    layer.dispose();
    layer.dispose();
    pointer(grip, 'pointerdown');
    pointer(layer.node, 'pointermove', 120, 0);
    expect(changes).toEqual([]);
    expect(layer.node.isConnected).toBe(false);
  });

  it('has no Tab stops but its cuts, focuses one that is yet to be added, and reports which has it', () => {
    const { layer, chosen } = setUp();
    const listen = jest.spyOn(SVGElement.prototype, 'addEventListener');
    const fresh = new CutLayer({ ...silent, onChoose: () => undefined });
    expect(listen.mock.calls.map(([type]) => type).filter(type => /focus|blur/.test(type))).toEqual(
      []
    );
    fresh.dispose();
    layer.focus('three');
    expect(document.activeElement).toBe(document.body);
    layer.draw([...cuts, { id: 'three', type: 'CET', at: 2, width: 1 }], area);
    expect(document.activeElement).toBe(layer.node.children[2]);
    expect(chosen.at(-1)).toBe('three');
    (layer.node.children[0] as SVGElement).focus();
    layer.draw(cuts, area);
    expect(document.activeElement).toBe(layer.node.children[0]); // once
    layer.dispose();
  });
});
