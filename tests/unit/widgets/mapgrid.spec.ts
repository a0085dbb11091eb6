/** @jest-environment jsdom */
import { Widget } from '@lumino/widgets';
import { XESError } from '../../../src/base/errors';
import { defaultMapView, type MapView } from '../../../src/analysis/document';
import type { DrawnMap } from '../../../src/compute/types';
import type { ShownMap } from '../../../src/model';
import type { ICell, IPlotlyNode } from '../../../src/plots';
import { MapGrid } from '../../../src/widgets/stage/mapgrid';
import { settle } from '../plots/fakeplotly';
import { FakeDiagnostics } from './helpers';

type Handler = (change: Record<string, unknown>) => void;

/** What plotly has drawn, and its handlers, by node. */
const handlers = new Map<IPlotlyNode, Record<string, Handler>>();

jest.mock('plotly.js/lib/core', () => ({
  __esModule: true,
  default: {
    react: (
      node: IPlotlyNode,
      _: unknown,
      { xaxis, yaxis }: Record<string, { range: [number, number] }>
    ) => {
      node._fullLayout = {
        _size: { l: 50, t: 10, w: 100, h: 80 },
        xaxis: { range: [...xaxis.range], _length: 100 },
        yaxis: { range: [...yaxis.range], _length: 80 }
      };
      node.on ??= (event, handler) =>
        handlers.set(node, { ...handlers.get(node), [event]: handler });
      node.removeAllListeners ??= () => undefined;
      return Promise.resolve();
    },
    purge: () => undefined
  }
}));

function shown(name: string, isActive = false): ShownMap {
  const map = {
    incident: Float64Array.of(0, 1),
    emission: Float64Array.of(10, 11),
    noise: 1,
    view: 'incident'
  } as DrawnMap;
  const item = { ref: { id: name }, key: name, label: name, color: '#000000', name };
  return { ...item, isActive, isStale: false, map, valueKey: name, error: null };
}

const [first, second, third] = [shown('first', true), shown('second'), shown('third')];
const whole = { x: [-0.5, 1.5], y: [9.5, 11.5] };

async function setUp() {
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300);
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const diagnostics = new FakeDiagnostics();
  const hovers: [ICell | null, string | null][] = [];
  const zooms: MapView['zoom'][] = [];
  const areas: boolean[] = [];
  const grid = new MapGrid({
    diagnostics,
    path: () => 'a.nxs',
    events: () => ({
      onCut: () => undefined,
      paintOnPaper: () => Promise.reject(new Error('nothing is saved')),
      onLine: () => undefined,
      onRemoveCut: () => undefined,
      onChooseCut: () => undefined,
      onRest: () => undefined,
      onZoom: zoom => zooms.push(zoom),
      onArea: isMoving => areas.push(isMoving),
      paint: () => Promise.reject(new XESError('worker/cancelled', '')),
      findContours: () => Promise.reject(new XESError('worker/cancelled', ''))
    }),
    onHover: (cell, map) => hovers.push([cell, map?.name ?? null]),
    onPick: () => undefined,
    onContours: () => null,
    onNote: () => undefined
  });
  Widget.attach(grid, document.body);
  let view: MapView = { ...defaultMapView, zoom: null }; // the same is not redrawn
  const show = async (maps: ShownMap[], zoom: MapView['zoom'] = null, failed: ShownMap[] = []) => {
    view = view.zoom === zoom ? view : { ...defaultMapView, zoom };
    grid.showMaps(maps, ({ name, map }) =>
      map && !failed.some(shownMap => shownMap.name === name)
        ? { key: name, source: name, map, view, limits: [0, 1], cuts: [], shown: [] }
        : null
    );
    const plots = () =>
      grid.panels
        .filter(({ isHidden }) => !isHidden)
        .map(({ node }) => node.querySelector<IPlotlyNode>('.jp-XESPlot'));
    const x = String(zoom?.incident ?? whole.x);
    const isDrawn = (node: IPlotlyNode | null) => String(node?._fullLayout?.xaxis.range) === x;
    do {
      await settle(); // they are drawn one after another
    } while (!plots().every(isDrawn));
    await settle();
  };
  await show([first, second]);
  const nodes = () => [...grid.node.querySelectorAll<IPlotlyNode>('.jp-XESPlot')];
  const call = (at: number, event: string, change = {}) =>
    handlers.get(nodes()[at])?.[event](change);
  /** Move the axes of a map during a drag, eV. */
  const move = (at: number, x: [number, number], y: [number, number]) => {
    const layout = nodes()[at]._fullLayout;
    if (layout) {
      Object.assign(layout.xaxis, { range: x });
      Object.assign(layout.yaxis, { range: y });
    }
    call(at, 'plotly_relayouting');
  };
  const ranges = () => grid.panels.map(({ area }) => area && { x: area.x, y: area.y });
  const follows = () => grid.panels.map(({ node }) => node.classList.contains('jp-mod-following'));
  const hover = (at: number, x: number, y: number) =>
    grid.panels[at].node.dispatchEvent(new MouseEvent('pointermove', { clientX: x, clientY: y }));
  const crosshairs = () =>
    grid.panels.map(({ node }) => !node.querySelector('.jp-XESCrosshair')?.hasAttribute('hidden'));
  const end = () => {
    grid.dispose();
    jest.restoreAllMocks();
    handlers.clear();
    expect(diagnostics.reports).toEqual([]);
  };
  return { areas, call, crosshairs, end, follows, grid, hover, hovers, move, ranges, show, zooms };
}

describe('moving maps side by side', () => {
  it('moves all while the axes of one still move, and applies its zoom when it rests', async () => {
    const { call, end, follows, move, ranges, show, zooms } = await setUp();
    expect(ranges()).toEqual([whole, whole]);
    move(1, [0, 2], [9, 11]);
    expect(ranges()).toEqual(Array(2).fill({ x: [0, 2], y: [9, 11] }));
    expect(follows()).toEqual([true, false]); // it has no axes of its own there yet
    expect(zooms).toEqual([]);
    call(1, 'plotly_relayout', { 'xaxis.range[0]': 0, 'xaxis.range[1]': 2 });
    const zoom = { incident: [0, 2], emission: [9, 11] } as const;
    expect(zooms).toEqual([zoom]);
    expect(ranges()[0]).toEqual({ x: [0, 2], y: [9, 11] });
    await show([first, second], zoom);
    expect(ranges()).toEqual(Array(2).fill({ x: [0, 2], y: [9, 11] }));
    expect(follows()).toEqual([false, false]);
    end();
  });

  it('restores all when a drag returns to its start, and draws nothing', async () => {
    const { areas, call, end, follows, move, ranges, show } = await setUp();
    const back = () => {
      expect([ranges(), follows()]).toEqual([Array(2).fill(whole), [false, false]]);
      expect(areas[areas.length - 1]).toBe(false);
    };
    move(0, [0, 2], [9, 11]);
    move(0, [-0.5, 1.5], [9.5, 11.5]);
    call(0, 'plotly_relayout', {}); // plotly reports no ranges
    back();
    const zoom = { incident: [-0.5, 1.5], emission: [9.5, 11.5] } as const;
    await show([first, second], zoom);
    move(0, [0, 2], [9, 11]);
    move(0, [-0.5, 1.5], [9.5, 11.5]);
    call(0, 'plotly_relayout', { 'xaxis.range[0]': -0.5, 'xaxis.range[1]': 1.5 });
    back();
    end();
  });
});

describe('the crosshair of maps side by side', () => {
  it('is at the same energies of all, and disappears with the pointer', async () => {
    const { crosshairs, end, grid, hover, hovers } = await setUp();
    hover(1, 60, 20);
    expect([crosshairs(), hovers.pop()?.[1]]).toEqual([[true, true], 'second']);
    grid.panels[1].node.dispatchEvent(new MouseEvent('pointerleave'));
    expect([crosshairs(), hovers.pop()]).toEqual([
      [false, false],
      [null, 'second']
    ]);
    end();
  });

  it('disappears with the map under the pointer', async () => {
    const { crosshairs, end, hover, hovers, show } = await setUp();
    await show([first, second, third]);
    hover(2, 60, 20);
    expect(crosshairs()).toEqual([true, true, true]);
    await show([first, second]);
    expect([crosshairs(), hovers.pop()]).toEqual([
      [false, false],
      [null, null]
    ]);
    hover(0, 60, 20); // and another is followed again
    expect(crosshairs()).toEqual([true, true]);
    end();
  });

  it('disappears if the map under the pointer can no longer be computed, and if none is shown', async () => {
    const { crosshairs, end, grid, hover, hovers, show } = await setUp();
    hover(1, 60, 20);
    await show([first, second], null, [second]);
    expect([crosshairs()[0], hovers.pop()]).toEqual([false, [null, null]]);
    hover(0, 60, 20);
    grid.clear();
    expect([crosshairs(), hovers.pop()]).toEqual([[false], [null, null]]);
    end();
  });
});
