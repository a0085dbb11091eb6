/** @jest-environment jsdom */
import fc from 'fast-check';
import { keepOrderLayers } from '../../../src/plots/orderlayers';
import { PlotHost, type IPlotHostOptions } from '../../../src/plots/plothost';
import { FakePlotly, figure, settle, size, task } from './fakeplotly';

function setUp(options: Partial<IPlotHostOptions> = {}) {
  const plotly = new FakePlotly();
  const failures: unknown[] = [];
  const host = new PlotHost({
    loadPlotly: () => Promise.resolve(plotly),
    onFailure: error => failures.push(error),
    ...options
  });
  size(host.node, 400, 300);
  const drawn = () =>
    plotly.calls.filter(({ name }) => name === 'react').map(({ data }) => data?.[0]);
  return { plotly, failures, host, drawn };
}

const curve = {
  data: [{ mode: 'lines', x: [1, 2, 3], y: [4, NaN, 6], line: { color: 'red' } }],
  layout: {}
};

describe('PlotHost', () => {
  it('draws nothing until it is visible, then the newest figure only', async () => {
    const { host, drawn } = setUp();
    host.render(figure(1));
    host.render(figure(2));
    await settle();
    expect(drawn()).toEqual([]);
    host.setVisible(true);
    await settle();
    expect(drawn()).toEqual([{ id: 2 }]);
    host.dispose();
  });

  it('draws sequentially and skips outdated figures', async () => {
    const { host, drawn } = setUp();
    host.setVisible(true);
    for (let id = 1; id <= 20; id++) {
      host.render(figure(id));
    }
    await settle();
    expect(drawn()).toEqual([{ id: 20 }]);
    host.dispose();
  });

  it('draws a figure requested at any moment of the previous drawing', async () => {
    for (let ticks = 0; ticks < 12; ticks++) {
      const { host, drawn } = setUp();
      host.setVisible(true);
      host.render(figure(1));
      for (let tick = 0; tick < ticks; tick++) {
        await Promise.resolve();
      }
      host.render(figure(2));
      await settle();
      expect(drawn().at(-1)).toEqual({ id: 2 });
      host.dispose();
    }
  });

  it('does not draw when hidden while plotly was loading, and draws when shown again', async () => {
    let loaded: (plotly: FakePlotly) => void = () => undefined;
    const loading = new Promise<FakePlotly>(resolve => (loaded = resolve));
    const { plotly, host, drawn } = setUp({ loadPlotly: () => loading });
    const reacts = () => plotly.count('react');
    host.setVisible(true);
    host.render(figure(1));
    host.setVisible(false);
    loaded(plotly);
    await settle();
    expect(reacts()).toBe(0);
    host.setVisible(true);
    await settle();
    expect(drawn()).toEqual([{ id: 1 }]);
    host.dispose();
  });

  it('waits for room to draw in', async () => {
    const { host, drawn } = setUp();
    size(host.node, 0, 0);
    host.setVisible(true);
    host.render(figure(1));
    await settle();
    expect(drawn()).toEqual([]);
    size(host.node, 400, 300);
    host.redraw();
    await settle();
    expect(drawn()).toEqual([{ id: 1 }]);
    host.dispose();
  });

  it('redraws only for another size', async () => {
    const { host, drawn } = setUp();
    host.setVisible(true);
    host.render(figure(1));
    await settle();
    host.fit();
    await settle();
    expect(drawn()).toHaveLength(1);
    size(host.node, 500, 300);
    host.fit();
    await settle();
    expect(drawn()).toHaveLength(2);
    host.dispose();
  });

  it('draws several plots each in a separate task', async () => {
    const plots = [setUp(), setUp(), setUp()];
    const drawn = () => plots.map(({ plotly }) => plotly.count('react'));
    plots.forEach(({ host }, i) => {
      host.setVisible(true);
      host.render(figure(i));
    });
    const seen: number[] = [];
    for (let i = 0; i < 1000 && seen.at(-1) !== 3; i++) {
      await task();
      seen.push(drawn().reduce((sum, count) => sum + count, 0));
    }
    expect(new Set(seen)).toEqual(new Set([1, 2, 3]));
    expect(drawn()).toEqual([1, 1, 1]);
    plots.forEach(({ host }) => host.dispose());
  });

  it('waits for parts of the same frame, until that begins', async () => {
    const { host, drawn } = setUp();
    host.setVisible(true);
    let come = () => undefined as void;
    host.render(figure(1), new Promise(resolve => (come = resolve)));
    let frames = 0;
    requestAnimationFrame(() => frames++);
    await Promise.resolve();
    expect(drawn()).toEqual([]);
    while (frames === 0) {
      await new Promise(resolve => setTimeout(resolve));
    }
    await settle();
    expect(drawn()).toEqual([{ id: 1 }]);
    come();
    await settle();
    host.render(figure(2), Promise.reject(new Error('not painted')));
    await settle();
    host.render(figure(3), Promise.resolve());
    await settle();
    expect(drawn()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    host.dispose();
  });

  it('falls back to a plain drawing if plotly fails, and retries plotly on request', async () => {
    const laidOut: (number | undefined)[] = [];
    const { plotly, failures, host, drawn } = setUp({
      onDrawn: node => laidOut.push(node._fullLayout?._size.w)
    });
    const plain = () => host.node.querySelectorAll('.jp-XESPlain path[stroke="red"]').length;
    plotly.failure = new Error('no');
    host.setVisible(true);
    host.render(curve);
    await settle();
    expect(failures).toEqual([new Error('no')]);
    expect([plain(), laidOut]).toEqual([1, [324]]);
    host.redraw(); // another size, for example: it stays plain
    await settle();
    expect([plain(), drawn().length]).toEqual([1, 1]);
    expect(await host.toImage(curve)).toContain('data:image/svg+xml');
    host.retry();
    await settle();
    expect([plain(), drawn().length]).toEqual([0, 2]);
    expect(failures).toHaveLength(1);
    host.dispose();
  });

  it('retries plotly at any moment, and uses the result', async () => {
    for (let ticks = 0; ticks < 16; ticks++) {
      const changes: unknown[] = [];
      const { plotly, host, drawn } = setUp({ onRelayout: change => changes.push(change) });
      plotly.failure = new Error('no');
      host.setVisible(true);
      host.render(curve);
      await settle();
      host.redraw(); // plainly
      for (let tick = 0; tick < ticks; tick++) {
        await Promise.resolve();
      }
      host.retry();
      await settle();
      const plain = host.node.querySelectorAll('.jp-XESPlain').length;
      expect([ticks, plain, drawn().length]).toEqual([ticks, 0, 2]);
      plotly.relayout?.({ 'xaxis.autorange': true });
      expect(changes).toHaveLength(1);
      host.dispose();
    }
  });

  it('retries plotly also while a drawing fails', async () => {
    for (let ticks = 0; ticks < 16; ticks++) {
      const { plotly, failures, host } = setUp();
      host.setVisible(true);
      host.render(figure(1));
      await settle();
      plotly.failure = new Error('no');
      host.render(curve);
      for (let tick = 0; tick < ticks; tick++) {
        await Promise.resolve();
      }
      const hasBegun = plotly.count('react') > 1; // before, it is this very attempt
      host.retry();
      await settle();
      const plain = host.node.querySelectorAll('.jp-XESPlain').length;
      expect([ticks, plain, failures.length]).toEqual([ticks, hasBegun ? 0 : 1, 1]);
      host.dispose();
    }
  });

  it('reports once that plotly does not load, and retries', async () => {
    let attempts = 0;
    const { failures, host } = setUp({
      loadPlotly: () => {
        attempts++;
        return Promise.reject(new Error('offline'));
      }
    });
    host.setVisible(true);
    host.render(figure(1));
    await settle();
    host.redraw();
    await settle();
    expect([attempts, failures.length]).toEqual([1, 1]);
    host.retry();
    await settle();
    expect([attempts, failures.length]).toEqual([2, 2]);
    host.dispose();
  });

  it('is silent after the end: plotly loads late, the node is removed', async () => {
    let loaded: (plotly: FakePlotly) => void = () => undefined;
    const loading = new Promise<FakePlotly>(resolve => (loaded = resolve));
    const { plotly, failures, host } = setUp({ loadPlotly: () => loading });
    host.setVisible(true);
    host.render(figure(1));
    host.dispose();
    loaded(plotly);
    await settle();
    expect([plotly.calls, failures]).toEqual([[], []]);
  });

  it('forwards changes of the axes while alive', async () => {
    const changes: unknown[] = [];
    const { plotly, host } = setUp({ onRelayout: change => changes.push(change) });
    host.setVisible(true);
    host.render(figure(1));
    await settle();
    plotly.relayout?.({ 'xaxis.autorange': true });
    expect(changes).toEqual([{ 'xaxis.autorange': true }]);
    host.dispose();
    expect(plotly.relayout).toBeNull();
  });

  it('draws nothing during a drag or wheel of the axes, and then the newest', async () => {
    const moves: unknown[] = [];
    const { plotly, host, drawn } = setUp({ onMoving: node => moves.push(node) });
    host.setVisible(true);
    host.render(figure(1));
    await settle();
    host.hold(true);
    host.render(figure(2));
    host.render(figure(3));
    await settle();
    expect(drawn()).toHaveLength(1);
    host.hold(false);
    await settle();
    expect(drawn()).toEqual([{ id: 1 }, { id: 3 }]);
    plotly.relayouting?.({});
    host.render(figure(4));
    await settle();
    expect([moves, drawn()[2]]).toEqual([[host.node], undefined]);
    plotly.relayout?.({});
    await settle();
    expect(drawn()[2]).toEqual({ id: 4 });
    host.dispose();
  });

  it('redraws after a drag that plotly ignored, but not because of a release elsewhere', async () => {
    const { plotly, host, drawn } = setUp();
    host.setVisible(true);
    host.render(figure(1));
    await settle();
    host.hold(true);
    plotly.relayouting?.({});
    host.render(figure(2));
    host.hold(false); // no relayout follows
    await settle();
    expect(drawn()).toEqual([{ id: 1 }, { id: 2 }]);
    plotly.relayouting?.({}); // a wheel
    host.render(figure(3));
    host.hold(false);
    await settle();
    expect(drawn()).toHaveLength(2);
    plotly.relayout?.({});
    await settle();
    expect(drawn()[2]).toEqual({ id: 3 });
    host.dispose();
  });

  it('leaves overlays their curves, as long as they are drawn', async () => {
    const { host } = setUp();
    const { node } = host;
    const layer = { xaxis: 'old', yaxis: 'old' };
    const axes = { range: [0, 1] as [number, number], _length: 1 };
    const layout = (more: { _plots: Record<string, { xaxis: unknown; yaxis: unknown }> }) => ({
      _size: { l: 0, t: 0, w: 1, h: 1 },
      xaxis: axes,
      yaxis: axes,
      _subplots: { cartesian: ['xy'] },
      ...more
    });
    const before = layout({ _plots: { xy: layer, xyz2: layer, xyz3: layer } });
    const now = layout({ _plots: { xy: { xaxis: 'x', yaxis: 'y' } } });
    node.innerHTML = '<svg><g class="subplot xyz2"></g></svg>';
    node._fullLayout = now;
    keepOrderLayers(before, node);
    expect(now._plots).toEqual({
      xy: { xaxis: 'x', yaxis: 'y' },
      xyz2: { xaxis: 'x', yaxis: 'y' }
    });
    expect((now._plots as Record<string, object>).xyz2).toBe(layer);
    expect(now._subplots.cartesian).toEqual(['xy', 'xyz2']);
    host.dispose();
  });

  it('returns an image of a figure, as large as drawn and with its ranges, and of that only', async () => {
    const { plotly, host } = setUp();
    const paper = { data: [], layout: { xaxis: { title: 'ω', range: [0, 9] }, yaxis: {} } };
    expect(await host.toImage(paper)).toBeNull();
    host.setVisible(true);
    host.render(figure(1));
    await settle();
    const axis = (low: number, high: number) => ({
      range: [low, high] as [number, number],
      _length: 1
    });
    const size = { l: 0, t: 0, w: 1, h: 1 };
    host.node._fullLayout = { _size: size, xaxis: axis(2, 3), yaxis: axis(4, 5) };
    expect(await host.toImage(paper)).toContain('data:image/png');
    const { clientWidth: width, clientHeight: height } = host.node;
    expect(plotly.pictured).toEqual({
      data: [],
      layout: {
        xaxis: { title: 'ω', range: [2, 3], autorange: false },
        yaxis: { range: [4, 5], autorange: false },
        width,
        height
      }
    });
    expect(paper.layout.xaxis.range).toEqual([0, 9]);
    const shownAs = host.shownAs();
    host.node._fullLayout = { _size: size, xaxis: axis(6, 7), yaxis: axis(8, 9) };
    expect(shownAs(paper).layout).toEqual({
      xaxis: { title: 'ω', range: [2, 3], autorange: false },
      yaxis: { range: [4, 5], autorange: false }
    });
    host.dispose();
    expect(await host.toImage(paper)).toBeNull();
  });

  it('survives any order of events: one purge, nothing after the end, none alive', async () => {
    const step = fc.constantFrom(
      'show',
      'hide',
      'update',
      'resize',
      'collapse',
      'fail',
      'tick',
      'settle',
      'dispose'
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
        const before = PlotHost.live;
        const { plotly, failures, host } = setUp();
        const act: Record<string, () => unknown> = {
          show: () => host.setVisible(true),
          hide: () => host.setVisible(false),
          update: () => host.render(figure(1)),
          resize: () => {
            size(host.node, 500, 300);
            host.redraw();
          },
          collapse: () => size(host.node, 0, 0),
          fail: () => (plotly.failure = new Error('no')),
          tick: () => Promise.resolve(),
          settle,
          dispose: () => host.dispose()
        };
        let end: number | null = null;
        for (const name of [...steps, 'dispose', 'show', 'update', 'resize', 'settle', 'dispose']) {
          await act[name]();
          end ??= host.isDisposed ? plotly.calls.length : null;
        }
        expect(plotly.calls).toHaveLength(end ?? -1);
        expect(plotly.count('purge')).toBe(plotly.count('react') > 0 ? 1 : 0);
        expect(failures.length).toBeLessThanOrEqual(steps.filter(s => s === 'fail').length);
        expect(PlotHost.live).toBe(before);
        expect(host.node.isConnected).toBe(false);
      }),
      { numRuns: 200 }
    );
  });
});
