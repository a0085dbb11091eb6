import { defaultAxesView, defaultMapView } from '../../../../src/analysis/document/index';
import { spectraFigure } from '../../../../src/figures/curves/spectrafigure';
import type { Item } from '../../../../src/figures/paper/display';
import { titleOf } from '../../../../src/figures/paper/axis';
import { pageOf, type IPaperPlot } from '../../../../src/figures/paper/page';
import { lookOf } from '../../../../src/figures/paper/style';
import { mapFigure } from '../../../../src/figures/maps/mapfigure';
import { lightTheme } from '../../../../src/figures/theme';
import { profilesFigure } from '../../../../src/figures/profiles/profilefigure';
import { besideMap } from '../../../../src/figures/profiles/besidemap';
import { placeOnPaper } from '../../../../src/figures/profiles/paperplace';
import { curveOf } from '../../plots/drawn';

const energy = Float64Array.of(1, 2, 3);
const data = {
  axis: 'emission' as const,
  energy,
  intensity: energy,
  sigma: energy.map(() => NaN),
  unit: 'counts / monitor'
};
const curves = [
  { ...curveOf('one', data), isActive: true },
  { ...curveOf('two', data), isActive: false }
];
const size = { width: 400, height: 300 };
const widths = (figure: { data: Record<string, unknown>[] }) =>
  figure.data.flatMap(({ line }) => (line as { width?: number } | undefined)?.width ?? []);

describe('curves on paper', () => {
  it.each(['paper', 'screen'] as const)('are the same, whichever is active: %s', style => {
    const { theme } = lookOf(style);
    const spectra = spectraFigure(curves, defaultAxesView, theme, { size, isOnPaper: true });
    const profiles = profilesFigure(curves, '', theme, size);
    expect(new Set([...widths(spectra), ...widths(profiles)]).size).toBe(1);
    expect(JSON.stringify(spectra.layout.annotations)).not.toContain('<b>');
    expect(new Set(spectra.data.map(({ zorder }) => zorder)).size).toBe(1);
    // on the screen the active one is emphasised
    expect(new Set(widths(spectraFigure(curves, defaultAxesView, lightTheme))).size).toBe(2);
  });

  it('have one unit for their intensity on a page with a map', async () => {
    const axes = { incident: energy, emission: energy, noise: 1e-4, unit: data.unit };
    const { theme } = lookOf('paper');
    const spectra: IPaperPlot = {
      place: { x: 0, y: 0.6, width: 1, height: 0.4 },
      figure: () => spectraFigure(curves, defaultAxesView, theme)
    };
    const map: IPaperPlot = {
      place: { x: 0, y: 0, width: 1, height: 0.6 },
      figure: () => mapFigure(axes, defaultMapView, [0, 1], theme),
      map: { plane: 'incident', cuts: [], contours: null, paint: () => Promise.resolve(null) }
    };
    const options = { height: 500, fontSize: 8, dpi: 72 };
    const wordsOf = async (plots: IPaperPlot[], width = 400) => {
      const page = await pageOf(plots, { ...options, width, style: 'paper', hasCuts: true });
      return page.items
        .flatMap((item: Item) => (item.kind === 'text' ? item.text : []))
        .filter(text => /I1|monitor|Intensity/.test(text));
    };
    expect(await wordsOf([map, spectra])).toEqual([
      'counts / monitor',
      'Intensity (counts / monitor)'
    ]);
    expect(await wordsOf([map, spectra], 150)).toEqual(['N / I1', 'N / I1']);
    expect(await wordsOf([spectra])).toEqual(['Intensity (counts / monitor)']);
  });

  it('next to a map state their intensities, and where each was cut', () => {
    const frame = { along: 'y', range: [1, 3], margins: [10, 10], plane: 'incident' } as const;
    const figure = besideMap(
      profilesFigure(curves, '', lookOf('paper').theme, size),
      frame,
      'ω = 8635.00, width 0.30',
      true
    );
    expect(figure.layout.xaxis).toMatchObject({
      title: { text: 'N / I1<br>ω = 8635.00,<br>width 0.30' }
    });
    const entry = (type: 'CEE' | 'CET', at: number) => ({
      id: type,
      label: type,
      color: null,
      isActive: type === 'CET',
      cut: { id: type, type, at, width: 0.3 },
      state: 'ready' as const,
      curve: null,
      error: null
    });
    const both = [entry('CEE', 8635), entry('CET', 1024.51)];
    expect(placeOnPaper(both, false)).toBe('ω = 8635.00; Δ = 1024.51');
    expect(placeOnPaper(both, true)).toBe('');
    expect(placeOnPaper([...both, ...both], false)).toBe('4 cuts');
    expect(placeOnPaper(both.slice(1), false)).toBe('Δ = 1024.51, width 0.30');
  });
});

test('a title is broken before an equation, which stays whole', () => {
  const text = 'Energy transfer Δ = Ω − ω (eV)';
  const broken = [60, 80, 100, 120, 140].map(length => titleOf(text, 11, length).title);
  for (const lines of broken.filter(({ length }) => length === 2)) {
    if (lines.join(' ') === text) {
      expect([
        ['Energy transfer', 'Δ = Ω − ω (eV)'],
        ['Energy transfer Δ = Ω − ω', '(eV)']
      ]).toContainEqual(lines);
    }
  }
  expect(broken).toContainEqual(['Energy transfer', 'Δ = Ω − ω (eV)']);
});
