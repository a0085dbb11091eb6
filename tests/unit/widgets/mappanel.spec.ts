/** @jest-environment jsdom */
import { XESError } from '../../../src/base/errors';
import { Widget } from '@lumino/widgets';
import { defaultMapView, type MapView } from '../../../src/analysis/document/index';
import type { ModelCut } from '../../../src/model';
import type { ICell, IPlotlyNode } from '../../../src/plots';
import type { MapCutPatch } from '../../../src/analysis/linecuts';
import type { MapPoint } from '../../../src/science/linecut';
import type { IPictureWanted } from '../../../src/widgets/mappainter';
import { MapPanel, type IMapPanelOptions } from '../../../src/widgets/mappanel';
import type { IShownMap } from '../../../src/widgets/shownmap';
import { settle } from '../plots/fakeplotly';
import { FakeDiagnostics } from './helpers';

jest.mock('plotly.js/lib/core', () => ({
  __esModule: true,
  default: {
    react: (node: IPlotlyNode) => {
      node._fullLayout = {
        _size: { l: 50, t: 10, w: 100, h: 80 },
        xaxis: { range: [-0.5, 1.5], _length: 100 },
        yaxis: { range: [9.5, 11.5], _length: 80 }
      };
      return Promise.resolve();
    },
    purge: () => undefined
  }
}));

const cuts: ModelCut[] = [
  { id: 'one', type: 'CIE', at: 0, width: 1, isImplicit: false },
  { id: 'two', type: 'CEE', at: 11, width: 1, isImplicit: false }
];
const shownMap: IShownMap = {
  key: 'map 1',
  source: 's1',
  map: { incident: Float64Array.of(0, 1), emission: Float64Array.of(10, 11), noise: 1 },
  view: defaultMapView,
  limits: [0, 3],
  cuts,
  shown: ['one', 'two']
};

type Painted = Awaited<ReturnType<IMapPanelOptions['paint']>>;

async function setUp() {
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300);
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const cells: (ICell | null)[] = [];
  const changes: [string, MapCutPatch][] = [];
  const lines: [MapPoint, MapPoint][] = [];
  const zooms: unknown[] = [];
  const removed: string[] = [];
  const wanted: { of: IPictureWanted; finish: (picture: Painted) => void; fail: () => void }[] = [];
  const diagnostics = new FakeDiagnostics();
  const panel = new MapPanel({
    diagnostics,
    path: () => 'a.nxs',
    onCut: (id, patch) => changes.push([id, patch]),
    onLine: (from, to) => lines.push([from, to]),
    onRemoveCut: id => removed.push(id),
    onChooseCut: () => undefined,
    onRest: () => undefined,
    onZoom: zoom => zooms.push(zoom),
    onHover: cell => cells.push(cell),
    findContours: () => Promise.reject(new XESError('worker/cancelled', '')),
    onContours: () => undefined,
    onArea: () => undefined,
    paintOnPaper: () => Promise.reject(new XESError('worker/cancelled', '')),
    paint: of =>
      new Promise((resolve, reject) =>
        wanted.push({ of, finish: resolve, fail: () => reject(new Error('cancelled')) })
      )
  });
  Widget.attach(panel, document.body);
  panel.showMap(shownMap);
  const requestedAtOnce = wanted.length;
  await settle();
  cells.length = 0;
  const find = (selector: string) => panel.node.querySelector(selector) as HTMLElement;
  const move = (type: string, clientX = 0, clientY = 0) =>
    panel.node.dispatchEvent(new MouseEvent(type, { clientX, clientY }));
  const end = () => {
    panel.dispose();
    jest.restoreAllMocks();
    expect(diagnostics.reports).toEqual([]);
  };
  return {
    panel,
    requestedAtOnce,
    cells,
    changes,
    lines,
    zooms,
    removed,
    wanted,
    diagnostics,
    find,
    move,
    end
  };
}

describe('MapPanel', () => {
  it('has pixels painted while its axes are drawn, once a map of its size was drawn', async () => {
    const first = await setUp();
    first.end();
    const second = await setUp();
    expect(second.requestedAtOnce).toBe(1);
    expect(second.wanted.map(({ of }) => of)).toEqual([first.wanted[0].of]);
    second.end();
  });

  it('shows what is under the pointer with a crosshair, until it leaves', async () => {
    const { cells, find, move, end } = await setUp();
    const crosshair = find('.jp-XESCrosshair');
    move('pointermove', 60, 20);
    expect(crosshair.hasAttribute('hidden')).toBe(false);
    move('pointermove', 20, 20);
    expect(crosshair.hasAttribute('hidden')).toBe(true);
    move('pointermove', 140, 80);
    move('pointerleave');
    expect(crosshair.hasAttribute('hidden')).toBe(true);
    expect(cells).toEqual([{ incident: 0, emission: 1 }, null, { incident: 1, emission: 0 }, null]);
    end();
  });

  it('opens the numbers of a cut next to it, and returns the focus', async () => {
    const { changes, find, end } = await setUp();
    const form = find('.jp-XESCutForm') as HTMLFormElement;
    find('.jp-mod-CEE .jp-XESCut-grip').dispatchEvent(
      new MouseEvent('dblclick', { bubbles: true })
    );
    expect([form.hidden, form.style.top]).toEqual([false, '38px']);
    const [at] = form.querySelectorAll('input');
    at.value = '10.5';
    at.dispatchEvent(new Event('change'));
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(changes).toEqual([['two', { at: 10.5 }]]);
    expect(form.hidden).toBe(true);
    expect(document.activeElement).toBe(find('.jp-XESCut.jp-mod-CEE'));
    end();
  });

  it('nudges a cut by a pixel of the map; the focus survives its cut', async () => {
    const { panel, changes, removed, find, end } = await setUp();
    const key = (name: string) =>
      find('.jp-XESCut.jp-mod-CIE').dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true })
      );
    key('ArrowRight');
    key('Delete');
    expect([changes, removed]).toEqual([[['one', { at: 1 }]], ['one']]);
    expect(document.activeElement).toBe(panel.node);
    end();
  });

  it('has its pixels painted for what is visible, once, and again for other colours', async () => {
    const { panel, wanted, end } = await setUp();
    expect(wanted.map(({ of }) => of)).toEqual([
      {
        key: 'map 1',
        plane: 'incident',
        x: [-0.5, 1.5],
        y: [9.5, 11.5],
        width: 100,
        height: 80,
        view: defaultMapView,
        limits: [0, 3]
      }
    ]);
    panel.showMap({ ...shownMap, cuts: [cuts[0]] });
    await settle();
    expect(wanted).toHaveLength(1);
    const view = { ...defaultMapView, colorMap: 'magma' };
    panel.showMap({ ...shownMap, view });
    expect(wanted.map(({ of }) => of.view)).toEqual([defaultMapView, view]);
    await settle(); // and not once more when the axes are drawn
    expect(wanted).toHaveLength(2);
    end();
  });

  it('repaints nothing if the same map gets another name, as the active one does', async () => {
    const { panel, wanted, end } = await setUp();
    const bitmap = { close: jest.fn(), width: 100, height: 80 };
    wanted[0].finish({ width: 100, height: 80, bitmap, pixels: null });
    await settle();
    panel.showMap({ ...shownMap, source: 'another name', cuts: [cuts[0]] });
    await settle();
    expect([wanted.length, bitmap.close.mock.calls.length]).toEqual([1, 0]);
    expect(panel.rasterBytes).toBeGreaterThan(0);
    panel.showMap({ ...shownMap, source: 'another', key: 'another map' });
    expect(bitmap.close).toHaveBeenCalled(); // pixels of another map are no substitute
    end();
  });

  it('shows the newest pixels only, and releases late ones', async () => {
    const { panel, wanted, end } = await setUp();
    const bitmap = () => ({ close: jest.fn(), width: 100, height: 80 });
    const painted = (one: ReturnType<typeof bitmap>) =>
      ({ width: 100, height: 80, bitmap: one, pixels: null }) as unknown as Painted;
    panel.showMap({ ...shownMap, limits: [1, 2] });
    const [late, newest] = [bitmap(), bitmap()];
    wanted[1].finish(painted(newest));
    wanted[0].finish(painted(late));
    await settle();
    expect([late.close, newest.close].map(close => close.mock.calls.length)).toEqual([1, 0]);
    expect(panel.rasterBytes).toBe(4 * 2 * 100 * 80);
    expect(panel.releaseRaster()).toBe(4 * 2 * 100 * 80);
    expect([newest.close.mock.calls.length, panel.rasterBytes]).toEqual([1, 0]);
    panel.showMap({ ...shownMap, limits: [1, 2] }); // requested again when it is shown
    expect(wanted).toHaveLength(3);
    const last = bitmap();
    end();
    wanted[2].finish(painted(last));
    await settle();
    expect(last.close).toHaveBeenCalled();
  });

  it('repeats refused requests when it is next drawn', async () => {
    const { panel, wanted, end } = await setUp();
    wanted[0].fail();
    await settle();
    panel.showMap({ ...shownMap });
    expect(wanted).toHaveLength(2);
    end();
  });

  it('retains no pixels of another scan', async () => {
    const { panel, wanted, end } = await setUp();
    const bitmap = { close: jest.fn() };
    wanted[0].finish({ width: 100, height: 80, bitmap, pixels: null } as unknown as Painted);
    await settle();
    panel.showMap({ ...shownMap, key: 'map 2' });
    expect(bitmap.close).not.toHaveBeenCalled();
    panel.showMap({ ...shownMap, key: 'map 3', source: 's2' });
    expect(bitmap.close).toHaveBeenCalled();
    end();
  });

  it('offers to redraw what could not be painted, and then repaints it', async () => {
    const { panel, wanted, diagnostics, find, end } = await setUp();
    const bitmap = { close: jest.fn() };
    const fail = () => {
      throw new Error('no canvas');
    };
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(fail);
    wanted[0].finish({ width: 100, height: 80, bitmap, pixels: null } as unknown as Painted);
    await settle();
    expect(diagnostics.reports.splice(0)).toMatchObject([
      { context: { doing: 'Drawing the plot' } }
    ]);
    expect([bitmap.close.mock.calls.length, panel.rasterBytes]).toEqual([1, 0]);
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    find('.jp-XESPlot-failed button').click();
    await settle();
    expect(wanted).toHaveLength(2);
    end();
  });

  it('has other pixels painted in the other view, and neither stretches nor retains the previous ones', async () => {
    const { panel, wanted, zooms, end } = await setUp();
    const bitmap = { close: jest.fn() };
    wanted[0].finish({ width: 100, height: 80, bitmap, pixels: null } as unknown as Painted);
    await settle();
    const view: MapView = { ...defaultMapView, view: 'transfer' };
    panel.showMap({ ...shownMap, view });
    expect(bitmap.close).toHaveBeenCalled();
    await settle();
    const { plane, view: requestedView } = wanted[wanted.length - 1].of;
    expect([plane, requestedView.view]).toEqual(['transfer', 'transfer']);
    // keys zoom over the drawn axes: here Ω −0.5 to 1.5, Δ 9.5 to 11.5
    panel.node.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }));
    expect(zooms).toEqual([
      { incident: [-0.5, 1.5], emission: [expect.closeTo(-11.2, 9), expect.closeTo(-9.2, 9)] }
    ]);
    end();
  });

  it('draws a result that is a map over Δ accordingly', async () => {
    const { panel, wanted, end } = await setUp();
    panel.showMap({ ...shownMap, key: 'map 2', map: { ...shownMap.map, view: 'transfer' } });
    await settle();
    expect(wanted[wanted.length - 1].of.plane).toBe('transfer');
    end();
  });

  it('lets a line be drawn, from press to release', async () => {
    const { panel, lines, find, end } = await setUp();
    const tool = find('.jp-XESLineTool');
    (tool as unknown as SVGElement).setPointerCapture = () => undefined;
    const pointer = (type: string, clientX: number, clientY: number) =>
      tool.dispatchEvent(
        Object.assign(new MouseEvent(type, { clientX, clientY, bubbles: true }), {
          isPrimary: true,
          pointerId: 1
        })
      );
    expect(tool.hasAttribute('hidden')).toBe(true);
    panel.drawLine();
    expect([tool.hasAttribute('hidden'), document.activeElement]).toEqual([false, tool]);
    pointer('pointerdown', 60, 50);
    pointer('pointermove', 62, 50);
    pointer('pointerup', 62, 50); // a click
    expect(tool.hasAttribute('hidden')).toBe(false);
    pointer('pointerdown', 100, 50);
    pointer('pointermove', 125, 30);
    pointer('pointerup', 999, 30);
    expect(tool.hasAttribute('hidden')).toBe(true);
    expect(document.activeElement).toBe(panel.node);
    panel.drawLine();
    tool.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    panel.drawLine();
    tool.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(tool.hasAttribute('hidden')).toBe(true);
    const near = (incident: number, emission: number) => ({
      incident: expect.closeTo(incident, 9) as number,
      emission: expect.closeTo(emission, 9) as number
    });
    expect(lines).toEqual([
      [near(0.5, 10.5), near(1.5, 11)],
      [near(-0.2, 9.8), near(1.2, 11.2)]
    ]);
    panel.drawLine();
    panel.clear();
    expect(tool.hasAttribute('hidden')).toBe(true);
    end();
  });
});
