/** @jest-environment jsdom */
import {
  defaultAxesView,
  defaultMapView,
  type AxesView
} from '../../../../src/analysis/document/index';
import type { CurveData, ICurve } from '../../../../src/figures/curves/curve';
import { spectraFigure } from '../../../../src/figures/curves/spectrafigure';
import { stacked } from '../../../../src/figures/curves/waterfall';
import type { IFigure } from '../../../../src/figures/description';
import { mapFigure } from '../../../../src/figures/maps/mapfigure';
import { frameOf, type IFrame } from '../../../../src/figures/paper/frame';
import { plotItems } from '../../../../src/figures/paper/plot';
import { lookOf } from '../../../../src/figures/paper/style';
import type { IPath, Item } from '../../../../src/figures/paper/display';
import { lightTheme } from '../../../../src/figures/theme';
import { besideMap } from '../../../../src/figures/profiles/besidemap';
import { profilesFigure } from '../../../../src/figures/profiles/profilefigure';
import { curveOf } from '../../plots/drawn';

const [width, height] = [600, 400];

interface IAxis {
  range: [number, number];
  _vals: { x: number }[];
}

interface IScreen extends HTMLElement {
  _fullLayout: { _size: { l: number; t: number; w: number; h: number } } & Record<string, IAxis>;
}

/** What is on paper and, drawn by plotly itself, on the screen. */
async function drawnBoth(figure: IFigure) {
  window.URL.createObjectURL = () => '';
  const plotly = jest.requireActual<{
    react(node: HTMLElement, data: unknown, layout: object, config: object): Promise<unknown>;
  }>('plotly.js/lib/core');
  const screen = document.createElement('div') as unknown as IScreen;
  document.body.replaceChildren(screen);
  await plotly.react(screen, figure.data, { ...figure.layout, width, height }, {});
  const { l, r, t, b } = { l: 64, r: 12, t: 12, b: 44, ...(figure.layout.margin as object) };
  const bounds = { x: [l, width - r], y: [t, height - b] } as const; // the margins of the figure
  const frame = frameOf(figure, { width, height, bounds });
  const items = plotItems(figure, frame, lookOf('screen')).flatMap(inside);
  return { screen, frame, items };
}

function inside(item: Item): Item[] {
  return item.kind === 'clip' ? item.items.flatMap(inside) : [item];
}

function expectSameAxes({ _fullLayout: layout }: IScreen, frame: IFrame): void {
  const { l, t, w, h } = layout._size;
  expect([frame.area.x, frame.area.y, frame.area.width, frame.area.height]).toEqual([l, t, w, h]);
  const axes = [['xaxis', frame.x] as const].concat(
    [...frame.panels].map(([name, { axis }]) => [`yaxis${name.slice(1)}` as 'xaxis', axis])
  );
  for (const [name, { range, ticks }] of axes) {
    const theirs = layout[name]._vals.map(({ x }) => x).sort((a, b) => a - b);
    expect(range).toEqual(layout[name].range);
    expect(ticks).toHaveLength(theirs.length);
    ticks.forEach((tick, i) => expect(tick).toBeCloseTo(theirs[i], 6));
  }
}

/**
 * The points of a path, pixels of the plot's node; closed ones without the last, which is the
 * first.
 */
function placesOf(path: Element, { x, y }: { x: number; y: number }): number[] {
  const numbers = (path.getAttribute('d') ?? '').match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
  return numbers.map((value, i) => value + (i % 2 === 0 ? x : y));
}

function colorOf(path: Element, name: string): string {
  const style = path.getAttribute('style') ?? '';
  return new RegExp(`(?:^|[; ])${name}: ([^;]*)`).exec(style)?.[1] ?? '';
}

/** `rgb(18, 52, 86)` of `#123456`. */
function rgb(color: string): string {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}

function expectSamePaths(
  paths: readonly Element[],
  own: readonly IPath[],
  paint: 'stroke' | 'fill',
  { area }: IFrame
): void {
  expect(own).toHaveLength(paths.length);
  own.forEach((path, i) => {
    const theirs = placesOf(paths[i], area);
    const ours = path.lines.flat();
    expect(colorOf(paths[i], paint)).toBe(rgb(path[paint] ?? ''));
    // plotly omits points that it considers to be on a line with their neighbours
    expect(theirs.length).toBeGreaterThan(0.9 * ours.length);
    let at = 0;
    for (let k = 0; k < theirs.length; k += 2) {
      while (at < ours.length && !isSamePlace(ours, at, theirs, k)) {
        at += 2;
      }
      expect(at).toBeLessThan(ours.length);
    }
  });
}

function isSamePlace(one: readonly number[], i: number, other: readonly number[], k: number) {
  return Math.hypot(one[i] - other[k], one[i + 1] - other[k + 1]) < 0.016;
}

function dataOf(count: number, more: Partial<CurveData> = {}): CurveData {
  const energy = Float64Array.from({ length: count }, (_, i) => 8630 + i / 4);
  return {
    axis: 'emission',
    energy,
    intensity: energy.map((_, i) => 0.02 + 0.015 * Math.sin(i * 1.7) + i / 5000),
    sigma: energy.map((_, i) => 0.001 + 0.0001 * (i % 7)),
    unit: 'counts / monitor',
    ...more
  };
}

function curves(count: number): ICurve[] {
  return [
    curveOf('one', dataOf(count), { color: '#d95f02' }),
    curveOf('two', dataOf(count), { color: '#1f77b4', isActive: true })
  ];
}

describe('a figure on paper and on the screen have the same limits, ticks, points, bands and colours', () => {
  it.each<[string, number, Partial<AxesView>]>([
    ['with bars', 40, {}],
    ['with bands', 80, {}],
    ['on a logarithmic axis', 80, { logY: true }],
    ['one above the other', 80, { waterfall: { offset: null, factor: null } }],
    ['in a zoom', 80, { x: [8633.1, 8641.7], y: [0.01, 0.03] }]
  ])('%s', async (_, count, more) => {
    const axes = { ...defaultAxesView, ...more };
    const { curves: raised, step } = stacked(curves(count), axes);
    const figure = spectraFigure(raised, axes, lightTheme, { step, size: { width, height } });
    // the names of stacked curves need room that plotly measures, which jsdom does not
    const { screen, frame, items } = await drawnBoth(figure);
    expectSameAxes(screen, frame);
    const paths = items.filter((item): item is IPath => item.kind === 'path');
    if (axes.x === null) {
      // of a zoom plotly draws only what is near
      const whole = ({ stroke, lines: [line] }: IPath) =>
        isCurve(stroke) && line.length === 2 * count;
      expectSamePaths(seenOn(screen, '.js-line'), paths.filter(whole), 'stroke', frame);
      const bands = paths.filter(({ fill }) => fill?.endsWith('33'));
      expectSamePaths(seenOn(screen, '.js-fill'), bands, 'fill', frame);
      expect(bands).toHaveLength(count > 60 ? 2 : 0);
    }
    const bars = seenOn(screen, '.yerror');
    const ownBars = paths.filter(
      ({ stroke, lines: all }) => isCurve(stroke) && all.length === 3 * count
    );
    expect(bars).toHaveLength(count > 60 ? 0 : 2 * count);
    expect(ownBars).toHaveLength(count > 60 ? 0 : 2);
    ownBars.forEach((own, k) =>
      own.lines.forEach((line, i) => {
        const bar = placesOfBar(bars[k * count + Math.floor(i / 3)], frame.area);
        line.forEach(value =>
          expect(Math.min(...bar.map(entry => Math.abs(entry - value)))).toBeLessThan(0.011)
        );
      })
    );
  });

  it('with a panel for the residual of a fit', async () => {
    const residual = curveOf('fit', dataOf(80), { color: '#1b9e77', isActive: true });
    const figure = spectraFigure(curves(80), defaultAxesView, lightTheme, {
      residuals: [residual]
    });
    const { screen, frame } = await drawnBoth(figure);
    expect([...frame.panels.keys()]).toEqual(['y', 'y2']);
    expectSameAxes(screen, frame);
  });

  it.each(['x', 'y'] as const)('of profiles next to a map along %s', async along => {
    const figure = besideMap(
      profilesFigure(curves(40), '', lightTheme, { width: 400, height: 200 }),
      { along, range: [8631, 8639], margins: [40, 60], plane: 'incident' },
      'Ω = 9660.40 ± 0.15'
    );
    const { screen, frame } = await drawnBoth(figure);
    expectSameAxes(screen, frame);
  });

  it.each(['incident', 'transfer'] as const)('of the axes of a map over %s', async view => {
    const map = {
      incident: Float64Array.from({ length: 17 }, (_, i) => 9658 + 0.3 * i),
      emission: Float64Array.from({ length: 74 }, (_, i) => 8628 + 0.3 * i),
      noise: 1e-4,
      unit: 'counts / monitor'
    };
    const figure = mapFigure(
      map,
      { ...defaultMapView, view, scale: 'log' },
      [1e-3, 0.05],
      lightTheme
    );
    const { screen, frame } = await drawnBoth(figure);
    const room = frame.area.width - screen._fullLayout._size.w; // plotly itself reserves space for the colour bar
    expect(room).toBeGreaterThanOrEqual(0);
    const { xaxis, yaxis } = screen._fullLayout;
    expect([frame.x.range, frame.panels.get('y')?.axis.range]).toEqual([xaxis.range, yaxis.range]);
    expect(frame.bar?.ticks.map(({ text }) => text)).toEqual(
      (figure.data[0].marker as { colorbar: { ticktext: string[] } }).colorbar.ticktext
    );
  });
});

/** Drawn curves, without the legend. */
function seenOn(screen: IScreen, selector: string): Element[] {
  return [...screen.querySelectorAll(selector)].filter(node => !node.closest('.legend'));
}

function isCurve(stroke: string | undefined): boolean {
  return stroke === '#d95f02' || stroke === '#1f77b4';
}

/** Ends of a plotly bar and its caps: it moves by relative steps. */
function placesOfBar(path: Element, { x, y }: { x: number; y: number }): number[] {
  const d = path.getAttribute('d') ?? '';
  const places: number[] = [];
  let [u, v] = [0, 0];
  for (const [, letter, text] of d.matchAll(/([MmHhVvLl])([^MmHhVvLl]*)/g)) {
    const numbers = text.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const [first, second = 0] = numbers;
    if (letter === 'M') {
      [u, v] = [first, second];
    } else if (letter === 'm') {
      [u, v] = [u + first, v + second];
    } else if (letter === 'h') {
      u += first;
    } else if (letter === 'H') {
      u = first;
    } else if (letter === 'v') {
      v += first;
    } else if (letter === 'V') {
      v = first;
    }
    places.push(u + x, v + y);
  }
  return places;
}
