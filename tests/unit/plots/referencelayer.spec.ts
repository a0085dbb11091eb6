/** @jest-environment jsdom */
import type { ReferenceMark } from '../../../src/analysis/document';
import { placeLabels, type IRect } from '../../../src/figures/curves/linelabels';
import { linesAlong, ReferenceLayer } from '../../../src/plots/referencelayer';
import { readTheme } from '../../../src/plots/theme';

const area: IRect = { left: 50, top: 10, right: 450, bottom: 210 };

/** Areas covered by labels. */
function covered(
  labels: readonly { x: number; width: number }[],
  obstacles: readonly IRect[] = []
) {
  return placeLabels(labels, area, obstacles).map((place, i) => {
    const { width } = labels[i];
    if (!place) {
      return null;
    }
    const left = place.anchor === 'start' ? place.x : place.x - width;
    return { left, right: left + width, top: place.y - 11, bottom: place.y + 3 };
  });
}

function overlaps(one: IRect, other: IRect): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}

describe('names of lines', () => {
  it('are at the top, right of their line, and left of it at the right border', () => {
    const places = placeLabels(
      [
        { x: 100, width: 60 },
        { x: 430, width: 60 }
      ],
      area
    );
    expect(places).toEqual([
      { x: 104, y: 21, anchor: 'start' },
      { x: 426, y: 21, anchor: 'end' }
    ]);
  });

  it('never cover each other, or existing labels, however near their lines are', () => {
    const legend = { left: 300, top: 0, right: 450, bottom: 60 };
    const labels = Array.from({ length: 30 }, (_, i) => ({ x: 200 + 7 * i, width: 60 }));
    const rects = covered(labels, [legend]);
    const seen = rects.flatMap(rect => rect ?? []);
    expect(seen.length).toBeGreaterThan(20);
    seen.forEach((rect, i) => {
      expect(overlaps(rect, legend)).toBe(false);
      seen.slice(i + 1).forEach(other => expect(overlaps(rect, other)).toBe(false));
      expect(rect.left >= area.left && rect.right <= area.right).toBe(true);
      expect(rect.top >= area.top && rect.bottom <= area.bottom).toBe(true);
    });
  });

  it('cross no other line if there is room: of two near lines one is to the left', () => {
    const near = [
      { x: 200, width: 60 },
      { x: 206, width: 60 }
    ];
    expect(placeLabels(near, area).map(place => place?.anchor)).toEqual(['end', 'start']);
    const three = placeLabels([...near, { x: 212, width: 60 }], area);
    expect(three.map(place => place && place.y > 21)).toEqual([false, true, false]);
  });

  it('are left out if there is no room', () => {
    expect(placeLabels([{ x: 100, width: 500 }], area)).toEqual([null]);
    const flat = { ...area, bottom: 15 };
    expect(placeLabels([{ x: 100, width: 20 }], flat)).toEqual([null]);
  });
});

const lines: readonly ReferenceMark[] = [
  { name: 'Zn Kβ1,3', energy: 9572, source: 'Bearden' },
  { name: 'Zn K edge', energy: 9659, source: '<b>Elam</b>' },
  { name: 'mine', energy: 9600, source: 'own', off: true },
  { name: 'far', energy: 100, source: 'own' }
];
const plot = { left: 50, top: 10, width: 400, height: 200, x: [9550, 9670], y: [0, 1] } as const;
const shown = { ...plot, x: [...plot.x] as [number, number], y: [0, 1] as [number, number] };

describe('lines over a plot', () => {
  it('are those along its energy: emission lines along ω alone, edges also along Ω', () => {
    const names = (axis: 'emission' | 'incident' | 'transfer' | 'line') =>
      linesAlong(lines, axis).map(({ name }) => name);
    expect(names('emission')).toEqual(['Zn Kβ1,3', 'Zn K edge', 'far']);
    expect(names('incident')).toEqual(['Zn K edge', 'far']);
    expect([names('transfer'), names('line')]).toEqual([[], []]);
  });

  it('are at their energies, with name, and source as a tooltip; those outside are not drawn', () => {
    const layer = new ReferenceLayer();
    layer.draw(linesAlong(lines, 'emission'), shown, []);
    const drawn = [...layer.node.querySelectorAll('line')].map(node => node.getAttribute('x1'));
    expect(drawn.map(Number)).toEqual([50 + (22 / 120) * 400, 50 + (109 / 120) * 400]);
    const hints = [...layer.node.querySelectorAll('title')].map(({ textContent }) => textContent);
    expect(hints).toEqual(['Zn Kβ1,3: 9572 eV (Bearden)', 'Zn K edge: 9659 eV (<b>Elam</b>)']);
    expect(layer.node.querySelector('b')).toBeNull();
    layer.draw([], shown, []);
    expect(layer.node.hasAttribute('hidden')).toBe(true);
  });

  it('move with the axes, with their names, and are laid out again when these rest', () => {
    let measured = 0;
    const prototype = SVGElement.prototype as unknown as { getComputedTextLength?: () => number };
    prototype.getComputedTextLength = () => ++measured && 50;
    try {
      const layer = new ReferenceLayer();
      const all = linesAlong(lines, 'emission');
      layer.draw(all, shown, []);
      const nodes = [...layer.node.querySelectorAll('g')];
      expect([nodes.length, measured > 0]).toEqual([2, true]);
      measured = 0;
      const seen = () =>
        [...layer.node.querySelectorAll('g:not([hidden])')].map(node => {
          const x = Number(node.querySelector('line')?.getAttribute('x1'));
          const by = /translate\((\S+) 0\)/.exec(node.getAttribute('transform') ?? '')?.[1];
          const isNamed = node.querySelector('text')?.hasAttribute('hidden') === false;
          return [node.querySelector('title')?.textContent?.split(':')[0], x + Number(by), isNamed];
        });
      const at = (energy: number, [low, high]: [number, number]) =>
        50 + ((energy - low) / (high - low)) * 400;
      const near = expect.closeTo as (value: number, digits: number) => number;
      const view: [number, number] = [9600, 9700];
      layer.draw(all, { ...shown, x: view }, null); // the first left
      expect(seen()).toEqual([['Zn K edge', near(at(9659, view), 6), true]]);
      const whole: [number, number] = [0, 10000];
      layer.draw(all, { ...shown, x: whole }, null); // it is back, and one more
      expect(seen()).toEqual([
        ['Zn Kβ1,3', near(at(9572, whole), 6), true],
        ['Zn K edge', near(at(9659, whole), 6), true],
        ['far', near(at(100, whole), 6), false]
      ]);
      expect([...layer.node.querySelectorAll('g')].slice(0, 2)).toEqual(nodes);
      expect(measured).toBe(0);
      layer.draw(all, { ...shown, x: whole }, []);
      expect(measured).toBeGreaterThan(0);
      expect(layer.node.querySelectorAll('text:not([hidden])')).toHaveLength(3);
    } finally {
      delete prototype.getComputedTextLength;
    }
  });

  it('are the same in a picture of the plot as on the screen', () => {
    const layer = new ReferenceLayer();
    const theme = readTheme(document.body, true);
    const figure = { data: [], layout: { title: 'x' } };
    expect(layer.inFigure(figure, theme)).toEqual(figure);
    layer.draw(linesAlong(lines, 'emission'), shown, []);
    const { layout } = layer.inFigure(figure, theme) as unknown as {
      layout: { shapes: { x0: number }[]; annotations: { text: string; x: number }[] };
    };
    expect(layout.shapes.map(({ x0 }) => x0)).toEqual([9572, 9659]);
    expect(layout.annotations.map(({ text, x }) => [text, x])).toEqual([
      ['Zn Kβ1,3', 9572],
      ['Zn K edge', 9659]
    ]);
    // over the figure's own labels, such as the names of curves
    const named = { data: [], layout: { shapes: [{ x0: 1 }], annotations: [{ text: 'a', x: 2 }] } };
    const { layout: both } = layer.inFigure(named, theme) as unknown as { layout: typeof layout };
    expect(both.shapes.map(({ x0 }) => x0)).toEqual([1, 9572, 9659]);
    expect(both.annotations.map(({ text }) => text)).toEqual(['a', 'Zn Kβ1,3', 'Zn K edge']);
    expect([named.layout.shapes, named.layout.annotations].map(all => all.length)).toEqual([1, 1]);
    layer.clear();
    expect(layer.inFigure(figure, theme)).toEqual(figure);
  });
});
