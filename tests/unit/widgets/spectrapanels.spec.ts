/** @jest-environment jsdom */
import { defaultAxesView, type AxesView } from '../../../src/analysis/document/index';
import type { ICurve, IFigure } from '../../../src/plots';
import { PanelAxes } from '../../../src/widgets/stage/panelaxes';
import { SpectraPanels } from '../../../src/widgets/stage/spectrapanels';
import { SpectraPlot } from '../../../src/widgets/stage/spectraplot';
import { FakeDiagnostics } from './helpers';
import { curve, marks, nothing } from './spectrahelpers';

const axes = (more: Partial<AxesView> = {}): AxesView => ({ ...defaultAxesView, ...more });

describe('the views of plots side by side', () => {
  const groups = [[curve('low', 8600)], [curve('high', 9600, { isActive: true })]];
  const zoomsOf = (views: readonly AxesView[]) => views.map(({ x, y }) => [x, y]);

  it('have separate zooms, each unchanged while another is zoomed, until all are reset', () => {
    const panels = new PanelAxes();
    const none = [null, null];
    const first = [
      [8602, 8604],
      [0, 1]
    ];
    const second = [
      [9602, 9604],
      [0, 0.5]
    ];
    const of = (x: AxesView['x'], y: AxesView['y']) =>
      zoomsOf(panels.of(groups, axes({ x, y }), 1));
    expect(of(null, null)).toEqual([none, none]);
    expect(of([8602, 8604], [0, 1])).toEqual([first, none]);
    expect(of([9602, 9604], [0, 0.5])).toEqual([first, second]);
    // stacking curves resets the zoom of the intensities
    expect(of([9602, 9604], null)).toEqual([
      [first[0], null],
      [second[0], null]
    ]);
    expect(of(null, null)).toEqual([none, none]);
    expect(of(null, [0, 2])).toEqual([none, [null, [0, 2]]]);
  });

  it('are reset if a zoom is one of all of them on one axis', () => {
    const views = new PanelAxes().of(groups, axes({ x: [8000, 9999], y: [0, 1], logY: true }), 1);
    expect(views).toEqual([axes({ logY: true }), axes({ logY: true })]);
  });

  it('are the same objects if they are equal', () => {
    const panels = new PanelAxes();
    const before = panels.of(groups, axes({ x: [8602, 8604] }), 1);
    const after = panels.of(groups, axes({ x: [8602, 8604] }), 1);
    expect(after[1]).toBe(before[1]);
    const logarithmic = panels.of(groups, axes({ x: [8602, 8604], logY: true }), 1);
    expect(logarithmic[1]).not.toBe(before[1]);
    const waterfall = panels.of(groups, axes({ waterfall: { offset: 1, factor: null } }), 1);
    const lower = panels.of(groups, axes(), 1);
    expect([waterfall[1].waterfall?.offset, lower[1].waterfall]).toEqual([1, undefined]);
  });
});

describe('plots of spectra side by side', () => {
  function setUp() {
    const panels = new SpectraPanels(() => {
      const plot = new SpectraPlot({
        diagnostics: new FakeDiagnostics(),
        path: () => 'a.nxs',
        onZoom: nothing,
        onHover: nothing,
        marks
      });
      jest.spyOn(plot, 'render').mockImplementation(nothing);
      return plot;
    });
    const show = (curves: readonly ICurve[], more: Partial<AxesView> = {}) =>
      panels.showCurves(curves, axes(more), {});
    /** The contents of the visible plots, by position. */
    const seen = () =>
      panels.plots
        .filter(({ isHidden, frame }) => !isHidden && frame !== null)
        .sort((one, other) => Number(one.node.style.order) - Number(other.node.style.order))
        .map(({ frame }) => (frame?.inside ?? []).map(({ label }) => label));
    return { panels, show, seen };
  }

  it('have one group each by ascending energy, the active one in the plot that stays; near ones share one', () => {
    const { panels, show, seen } = setUp();
    const main = () => panels.main.frame?.inside.map(({ label }) => label);
    show([curve('a', 9600), curve('b', 9605)]);
    expect([seen(), panels.areFarApart]).toEqual([[['a', 'b']], false]);
    show([curve('a', 9600, { isActive: true }), curve('far', 8600), curve('b', 9605)]);
    expect([seen(), main()]).toEqual([
      [['far'], ['a', 'b']],
      ['a', 'b']
    ]);
    expect(panels.areFarApart).toBe(true);
    show([curve('a', 9600), curve('far', 8600, { isActive: true })]);
    expect([seen(), main()]).toEqual([[['far'], ['a']], ['far']]);
    show([curve('far', 8600, { isActive: true })]);
    expect(seen()).toEqual([['far']]);
    expect(panels.plots).toEqual([panels.main]);
    expect(panels.widgets).toHaveLength(1);
    show([]);
    expect(seen()).toEqual([]);
    panels.dispose();
    expect(panels.plots).toEqual([]);
    jest.restoreAllMocks();
  });

  it('are one if one axis is wanted, which still reports that there are groups', () => {
    const { panels, show, seen } = setUp();
    const curves = [curve('a', 9600, { isActive: true }), curve('far', 8600)];
    show(curves, { beside: false });
    expect([seen(), panels.areFarApart]).toEqual([[['a']], true]);
    expect(panels.frames.map(({ outside }) => outside.map(({ label }) => label))).toEqual([
      ['far']
    ]);
    show(curves);
    expect(panels.frames.map(({ outside }) => outside.length)).toEqual([0, 0]);
    panels.dispose();
    jest.restoreAllMocks();
  });

  it('are six at most: the last one has all remaining groups', () => {
    const { panels, show } = setUp();
    show(Array.from({ length: 9 }, (_, i) => curve(`c${i}`, 1000 * (i + 1))));
    const counts = panels.frames.map(({ inside, outside }) => [inside.length, outside.length]);
    expect(counts).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 3]
    ]);
    panels.dispose();
    jest.restoreAllMocks();
  });

  it('retain their curves during a drag', () => {
    const { panels, show, seen } = setUp();
    show([curve('a', 9600, { isActive: true }), curve('b', 8600)]);
    const held = jest.spyOn(panels.main, 'isDragging', 'get').mockReturnValue(true);
    show([curve('a', 8605, { isActive: true }), curve('b', 8600)]); // it would be near
    expect(panels.plots.map(({ isHidden }) => isHidden)).toEqual([false, false]);
    expect(panels.areFarApart).toBe(true);
    held.mockReturnValue(false);
    show([curve('a', 8605, { isActive: true }), curve('b', 8600)]);
    expect([seen(), panels.areFarApart]).toEqual([[['a', 'b']], false]);
    panels.dispose();
    jest.restoreAllMocks();
  });

  it('name the only curve of a plot', () => {
    const { panels, show } = setUp();
    const legends: unknown[] = [];
    show([curve('a', 9600, { isActive: true })]);
    jest
      .spyOn(panels.main, 'render')
      .mockImplementation(({ layout }: IFigure) => legends.push(layout.showlegend));
    show([curve('a', 9600, { isActive: true }), curve('far', 8600)]);
    show([curve('a', 9600, { isActive: true })]);
    expect(legends).toEqual([true, false]);
    panels.dispose();
    jest.restoreAllMocks();
  });
});
