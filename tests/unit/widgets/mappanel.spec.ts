/** @jest-environment jsdom */
import { Widget } from '@lumino/widgets';
import { emptyDocument } from '../../../src/analysis';
import type { ICell, IPlotlyNode } from '../../../src/plots';
import type { Cut } from '../../../src/science';
import { MapPanel } from '../../../src/widgets/mappanel';
import { settle } from '../plots/fakeplotly';
import { makeMap } from '../plots/maps';
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

const map = makeMap([0, 1], [10, 11], (i, j) => 2 * i + j);
const cuts: Cut[] = [
  { type: 'CIE', at: 0, width: 1 },
  { type: 'CEE', at: 11, width: 1 }
];

async function setUp() {
  jest.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(300);
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const cells: (ICell | null)[] = [];
  const changes: [number, Partial<Cut>][] = [];
  const removed: number[] = [];
  const diagnostics = new FakeDiagnostics();
  const panel = new MapPanel({
    diagnostics,
    path: () => 'a.nxs',
    onCut: (index, patch) => changes.push([index, patch]),
    onRemoveCut: index => removed.push(index),
    onChooseCut: () => undefined,
    onRest: () => undefined,
    onZoom: () => undefined,
    onHover: cell => cells.push(cell)
  });
  Widget.attach(panel, document.body);
  panel.showMap(map, emptyDocument().view, cuts, [0, 1]);
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
  return { panel, cells, changes, removed, find, move, end };
}

describe('MapPanel', () => {
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

  it('asks for the numbers of a cut beside it, and gives the focus back', async () => {
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
    expect(changes).toEqual([[1, { at: 10.5 }]]);
    expect(form.hidden).toBe(true);
    expect(document.activeElement).toBe(find('.jp-XESCut.jp-mod-CEE'));
    end();
  });

  it('nudges a cut by a pixel of the map; the focus outlives its cut', async () => {
    const { panel, changes, removed, find, end } = await setUp();
    const key = (name: string) =>
      find('.jp-XESCut.jp-mod-CIE').dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true })
      );
    key('ArrowRight');
    key('Delete');
    expect([changes, removed]).toEqual([[[0, { at: 1 }]], [0]]);
    expect(document.activeElement).toBe(panel.node);
    end();
  });
});
