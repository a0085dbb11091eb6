/** @jest-environment jsdom */
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { ModelCut, Profile } from '../../../src/model';
import type { IFigure } from '../../../src/plots';
import { defaultView } from '../../../src/analysis/document';
import { entryOfCut } from '../../../src/analysis/mapcuts';
import { wholeRanges } from '../../../src/analysis/mapplane';
import { cutStep } from '../../../src/analysis/steps/cut';
import { mainOutput } from '../../../src/analysis/steps';
import { curveDataOf } from '../../../src/figures/curves/curvedata';
import { lookOf, plotsOf } from '../../../src/figures/paper';
import { makeMap } from '../plots/maps';
import { XESError } from '../../../src/base/errors';
import { lightTheme } from '../../../src/figures/theme';
import { PlotWidget } from '../../../src/widgets/plotwidget';
import { ProfilePlot } from '../../../src/widgets/profileplot';
import { FakeDiagnostics } from './helpers';

const cut: ModelCut = { id: 'cut-1', type: 'CIE', at: 10, width: 1, isImplicit: false };
const values = Float64Array.of(1, 2);
const ready: Profile = {
  state: 'ready',
  curve: { kind: 'spectrum', axis: 'emission', energy: values, intensity: values, sigma: values },
  isStale: false,
  error: null
};
const other = (state: Profile['state'], error: XESError | null = null): Profile => ({
  state,
  curve: null,
  isStale: false,
  error
});

function setUp() {
  const plot = new ProfilePlot('CIE', {
    diagnostics: new FakeDiagnostics(),
    path: () => 'a.nxs',
    onZoom: () => undefined,
    onRead: () => undefined
  });
  const drawn: [number, string][] = [];
  const titles: string[] = [];
  jest.spyOn(plot, 'render').mockImplementation(({ data, layout }: IFigure) => {
    const { x } = data[0] as { x: Float64Array };
    const { xaxis } = layout as { xaxis: { title: { text: string } } };
    titles.push(xaxis.title.text);
    drawn.push([x.length, xaxis.title.text.replace(/^.*width [\d.]+/, '')]);
  });
  const show = (profile: Profile, source = 's1:default') =>
    plot.showCuts(
      [{ id: cut.id, cut, profile, label: 'CIE', color: null, isActive: true }],
      false,
      source
    );
  return { plot, drawn, titles, show };
}

describe('ProfilePlot', () => {
  it('explains why there is no curve', () => {
    const { plot, drawn, show } = setUp();
    show(ready);
    show(ready);
    show(other('empty'));
    show(other('failed', new XESError('step/parameter', '"<b>" is none.')));
    expect(drawn).toEqual([
      [2, ''],
      [0, ': no measured point'],
      [0, ': "‹b>" is none.']
    ]);
    plot.dispose();
  });

  it('has a title of two lines if it is narrow', () => {
    const { plot, titles, show } = setUp();
    show(ready);
    const width = jest.spyOn(plot.node, 'clientWidth', 'get').mockReturnValue(200);
    show(ready);
    width.mockReturnValue(400);
    show(ready);
    width.mockReturnValue(100); // a smaller window, with nothing else to show
    MessageLoop.sendMessage(plot, Widget.ResizeMessage.UnknownSize);
    const [one, two] = ['ω (eV) at Ω = 10.00, width 1.00', 'ω at Ω = 10.00<br>width 1.00 (eV)'];
    expect(titles).toEqual([one, two, one, two]);
    plot.dispose();
  });

  it('shares an axis with the map on paper only if it is aligned with it', () => {
    const { plot } = setUp();
    const own = { figure: () => ({ data: [], layout: {} }), lines: [] };
    jest.spyOn(PlotWidget.prototype, 'paper').mockReturnValue(own);
    const frame = { along: 'x', range: [8, 9], plane: 'incident' } as const;
    const alongOn = (margins: [number, number] | null) => {
      plot.setFrame({ ...frame, margins }, false);
      return plot.paper(lightTheme)?.along;
    };
    expect([alongOn(null), alongOn([40, 60])]).toEqual([undefined, 'x']);
    plot.dispose();
  });

  it.each(['incident', 'transfer'] as const)(
    'equals on paper the command line’s plot next to a map over the %s energy',
    plane => {
      const map = makeMap([9, 10, 11], [1, 2, 3, 4], (i, j) => 10 * i + j);
      const { step, parameters } = entryOfCut(cut);
      const steps = [{ id: cut.id, step, from: ['scans'], parameters }];
      const view = defaultView();
      const document = { steps, view: { ...view, map: { ...view.map, view: plane } } };
      const value = { kind: 'map' as const, map };
      const color = '#123456';
      const [, other] = plotsOf({
        document,
        values: [{ ref: { id: 's1' }, key: 's1', label: 's1', color, value }],
        colorOf: () => color,
        style: 'paper',
        hasProfiles: true
      }).plots;
      const made = cutStep.applyEach(value, cutStep.complete(parameters)).outputs[mainOutput];
      const curve = made.kind === 'spectrum' ? curveDataOf(made) : null;
      const { plot } = setUp();
      jest
        .spyOn(PlotWidget.prototype, 'paper')
        .mockReturnValue({ figure: () => ({ data: [], layout: {} }) });
      const { y } = wholeRanges(map, plane);
      plot.setFrame({ along: 'y', range: [...y], margins: [33, 66], plane }, false);
      const profile: Profile = { ...ready, curve: curve && { kind: 'spectrum', ...curve } };
      const label = 'CIE 10 eV';
      plot.showCuts([{ id: cut.id, cut, profile, label, color, isActive: true }], false, 's1');
      const size = { width: 90, height: 200 };
      const { theme } = lookOf('paper');
      expect(plot.paper(theme)?.along).toBe(other.beside?.along);
      expect(plot.paper(theme)?.figure(size)).toEqual(other.figure(size));
      plot.dispose();
    }
  );

  it('is over Δ, and labelled so, if the map is over the energy transfer, also if it is elsewhere', () => {
    const { plot, show } = setUp();
    const seen: unknown[] = [];
    jest.spyOn(plot, 'render').mockImplementation(({ data, layout }: IFigure) => {
      const { xaxis } = layout as { xaxis: { title: { text: string }; range: number[] } };
      seen.push([...(data[0].x as Float64Array), xaxis.title.text, xaxis.range]);
    });
    show(ready);
    plot.setFrame({ along: 'x', range: [8, 9], margins: null, plane: 'transfer' }, false);
    expect(seen).toEqual([
      [1, 2, 'ω (eV) at Ω = 10.00, width 1.00', undefined],
      [9, 8, 'Δ (eV) at Ω = 10.00, width 1.00', [8, 9]]
    ]);
    plot.dispose();
  });

  it('shows the old curve until the new one is there, but none of another scan or arm', () => {
    const { plot, drawn, show } = setUp();
    show(other('waiting'));
    expect(drawn).toEqual([]);
    show(ready);
    show(other('waiting'));
    expect(drawn).toEqual([[2, '']]);
    plot.forget(); // as if it was hidden meanwhile
    show(other('waiting'), 's2:default');
    show(other('waiting'), 's2:default');
    show(ready, 's2:default');
    expect(drawn.slice(1)).toEqual([
      [0, ''],
      [2, '']
    ]);
    plot.dispose();
  });

  it('shows the curves of several cuts, and each old one until its new one is there', () => {
    const { plot } = setUp();
    const names: unknown[] = [];
    jest.spyOn(plot, 'render').mockImplementation(({ data, layout }: IFigure) => {
      const { xaxis } = layout as { xaxis: { title: { text: string } } };
      const lengths = data.map(({ x }) => (x as Float64Array).length);
      names.push([data.map(({ name }) => name), lengths, xaxis.title.text]);
    });
    const cet: ModelCut = { id: 'cut-2', type: 'CET', at: 1021, width: 2, isImplicit: false };
    const both = (second: Profile, active: string) => {
      const cuts = [cut, cet].map((entry, i) => ({
        id: entry.id,
        cut: entry,
        profile: i === 0 ? ready : second,
        label: entry.type,
        color: '#123456',
        isActive: entry.id === active
      }));
      plot.showCuts(cuts, false, 's1');
    };
    both(ready, 'cut-1');
    both(other('waiting'), 'cut-1'); // everything unchanged
    both(other('waiting'), 'cut-2');
    both(other('empty'), 'cut-2');
    expect(names).toEqual([
      [['CIE', 'CET'], [2, 2], 'ω (eV) at Ω = 10.00, width 1.00'],
      [['CIE', 'CET'], [2, 2], 'Ω (eV) at Δ = 1021.00, width 2.00'],
      [['CIE', 'CET'], [2, 0], 'Ω (eV) at Δ = 1021.00, width 2.00: no measured point']
    ]);
    plot.dispose();
  });

  it('reports how many curves do not fit in the legend', () => {
    const { plot } = setUp();
    const places: unknown[] = [];
    jest.spyOn(plot, 'render').mockImplementation(({ layout }: IFigure) => {
      const { xaxis, title } = layout as Record<
        string,
        { title?: { text: string }; text?: string }
      >;
      places.push(title?.text ?? xaxis.title?.text);
    });
    const two = [10, 12].map((at, i) => ({
      id: `cut-${i}`,
      cut: { ...cut, at },
      profile: ready,
      label: `CIE ${at} eV`,
      color: null,
      isActive: i === 0
    }));
    const at = (width: number, height: number) => {
      jest.spyOn(plot.node, 'clientWidth', 'get').mockReturnValue(width);
      jest.spyOn(plot.node, 'clientHeight', 'get').mockReturnValue(height);
      plot.showCuts(two, false, 's1');
    };
    at(400, 90);
    at(220, 90);
    at(400, 400);
    plot.setFrame({ along: 'x', range: [0, 3], margins: [60, 60], plane: 'incident' }, false);
    at(400, 90);
    at(200, 90);
    expect(places).toEqual([
      'ω (eV) at Ω = 10.00, width 1.00 and 1 more',
      'ω at Ω = 10.00<br>width 1.00 and 1 more (eV)',
      'ω (eV) at Ω = 10.00, width 1.00',
      'Ω = 10.00, width 1.00',
      'Ω = 10.00, width 1.00 and 1 more',
      'Ω = 10.00 and 1 more'
    ]);
    plot.dispose();
  });

  it('takes the focus and keys: along the axis of the map these zoom both, else its own', () => {
    const zooms: unknown[] = [];
    const plot = new ProfilePlot('CIE', {
      diagnostics: new FakeDiagnostics(),
      path: () => 'a.nxs',
      onZoom: range => zooms.push(range),
      onRead: () => undefined
    });
    const seen: unknown[] = [];
    jest.spyOn(plot, 'render').mockImplementation(({ layout }: IFigure) => {
      const { xaxis, yaxis } = layout as Record<string, { range?: unknown }>;
      seen.push([xaxis.range, yaxis.range]);
    });
    const axes = { xaxis: { range: [0, 10] }, yaxis: { range: [0, 100] } };
    jest
      .spyOn(plot as unknown as { drawnLayout: unknown }, 'drawnLayout', 'get')
      .mockReturnValue(axes);
    const shown = { cut, profile: ready, label: 'CIE 10 eV', color: null, isActive: true };
    plot.showCuts([{ id: cut.id, ...shown }], false, 's1');
    expect([plot.node.tabIndex, plot.node.getAttribute('aria-label')]).toEqual([
      0,
      'Profiles: CIE 10 eV'
    ]);
    const press = (key: string) =>
      plot.node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    press('+');
    press('0');
    expect(seen.slice(1)).toEqual([
      [
        [1, 9],
        [10, 90]
      ],
      [undefined, undefined]
    ]);
    plot.setFrame({ along: 'x', range: [0, 10], margins: [60, 60], plane: 'incident' }, false);
    ['ArrowRight', 'ArrowUp', '+', '0'].forEach(press);
    expect(zooms).toEqual([[1, 11], [1, 9], null]);
    plot.dispose();
  });
});
