import { defaultMapView, type MapView, type Range } from '../../../src/analysis/document/index';
import { mapFigure } from '../../../src/figures/maps/mapfigure';
import { shortUnit } from '../../../src/figures/axes';
import {
  profilesFigure,
  spectrumFigure,
  withLevelTicks
} from '../../../src/figures/profiles/profilefigure';
import { theme } from './drawn';

const map = {
  incident: Float64Array.of(9658, 9659, 9660),
  emission: Float64Array.of(8630, 8632),
  noise: 0.1
};

interface IAxis {
  title: { text: string };
  range?: number[];
  autorange: boolean;
  exponentformat: string;
  separatethousands: boolean;
  tickformat: string;
}

interface IBar {
  marker: {
    cmin: number;
    cmax: number;
    opacity: number;
    showscale: boolean;
    colorbar: { tickvals: number[]; ticktext: string[]; title: { text: string } };
  };
}

function shown(view: Partial<MapView> = {}, limits: Range = [1, 6]) {
  const { data, layout } = mapFigure(map, { ...defaultMapView, ...view }, limits, theme);
  return {
    bar: (data[0] as unknown as IBar).marker,
    x: layout.xaxis as IAxis,
    y: layout.yaxis as IAxis,
    layout
  };
}

describe('mapFigure', () => {
  it('names its axes with their unit and shows whole cells', () => {
    const { x, y } = shown();
    expect(x.title.text).toBe('Incident energy Ω (eV)');
    expect(y.title.text).toBe('Emission energy ω (eV)');
    expect([x.range, y.range]).toEqual([
      [9657.5, 9660.5],
      [8629, 8633]
    ]);
  });

  it('shows whole cells of the sheared map over Δ, and for a zoom about the same area', () => {
    const { y, x } = shown({ view: 'transfer' });
    expect(y.title.text).toBe('Energy transfer Δ = Ω − ω (eV)');
    // of Ω 9658 and ω up to 8633, to Ω 9660 and ω from 8629
    expect([x.range, y.range]).toEqual([
      [9657.5, 9660.5],
      [1025, 1031]
    ]);
    const zoom = { incident: [9658, 9660] as Range, emission: [8630, 8631] as Range };
    expect(shown({ view: 'transfer', zoom }).y.range).toEqual([1028, 1029]);
    expect(shown({ zoom }).y.range).toEqual([8630, 8631]);
  });

  it('writes energies readably: no exponent, no thousands, at most two decimals', () => {
    for (const axis of [shown().x, shown().y]) {
      expect(axis.exponentformat).toBe('none');
      expect(axis.separatethousands).toBe(false);
      expect(axis.tickformat).toMatch(/^\.[126]~?f$/);
    }
  });

  it('names its axes, and the unit of its intensity', () => {
    const of = (more: object) => {
      const { data, layout } = mapFigure({ ...map, ...more }, defaultMapView, [1, 6], theme);
      const { title } = (data[0] as unknown as IBar).marker.colorbar;
      return [(layout.yaxis as IAxis).title.text, title.text];
    };
    expect(of({ unit: 'counts / monitor' })).toEqual(['Emission energy ω (eV)', 'N / I1']);
    expect(of({ view: 'transfer', unit: '<b>1/eV' })).toEqual([
      'Energy transfer Δ = Ω − ω (eV)',
      '‹b>1/eV'
    ]);
    expect(of({})[1]).toBe('Intensity');
  });

  it('preserves a zoom', () => {
    const { x, y } = shown({ zoom: { incident: [9659, 9660], emission: [8630, 8631] } });
    expect([x.range, y.range]).toEqual([
      [9659, 9660],
      [8630, 8631]
    ]);
  });

  it('lets the pixels below shine through', () => {
    const { layout } = shown();
    expect([layout.paper_bgcolor, layout.plot_bgcolor]).toEqual(['rgba(0,0,0,0)', 'rgba(0,0,0,0)']);
  });

  it('has a colour bar of the limits, on an invisible point', () => {
    const { bar } = shown();
    expect([bar.opacity, bar.showscale, bar.cmin, bar.cmax]).toEqual([0, true, 1, 6]);
    expect(shown({}, [2, 3]).bar.cmax).toBe(3);
  });

  it('labels a logarithmic bar with intensities', () => {
    const { bar } = shown({ scale: 'log' }, [1, 100]);
    expect([bar.cmin, bar.cmax]).toEqual([0, 2]);
    expect(bar.colorbar.ticktext).toEqual(['1', '2', '5', '10', '20', '50', '100']);
    expect(bar.colorbar.tickvals[3]).toBeCloseTo(1);
  });
});

describe('spectrumFigure', () => {
  const energy = Float64Array.of(8630, 8631, 8632);
  const intensity = Float64Array.of(1, 3, 2);
  const known = Float64Array.of(0.1, 0.2, 0.1);

  it('shows the curve and its uncertainty', () => {
    const { data, layout } = spectrumFigure({ energy, intensity, sigma: known }, 'ω (eV)', theme);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ x: energy, y: intensity, error_y: { array: known } });
    expect((layout.xaxis as IAxis).title.text).toBe('ω (eV)');
  });

  it('shows no uncertainty if one is unknown', () => {
    const sigma = Float64Array.of(0.1, NaN, 0.1);
    const { data } = spectrumFigure({ energy, intensity, sigma }, 'ω (eV)', theme);
    expect(data[0].error_y).toBeUndefined();
  });

  it('shows no ticks if there is no scale', () => {
    const nothing = new Float64Array(0);
    const empty = spectrumFigure(
      { energy: nothing, intensity: nothing, sigma: nothing },
      '',
      theme
    );
    const hidden = { ticks: '', showticklabels: false };
    expect([empty.layout.xaxis, empty.layout.yaxis]).toMatchObject([hidden, hidden]);
    const { layout } = spectrumFigure({ energy, intensity, sigma: known }, '', theme);
    expect(layout.xaxis).not.toHaveProperty('showticklabels');
  });

  it('preserves a zoom over the same energies only', () => {
    const revision = (energies: Float64Array) =>
      spectrumFigure({ energy: energies, intensity, sigma: known }, '', theme).layout.uirevision;
    expect(revision(energy)).toBe(revision(energy.slice()));
    expect(revision(energy)).not.toBe(revision(Float64Array.of(1, 2, 3)));
  });
});

describe('a unit next to a low plot', () => {
  it('is short, also after a noun', () => {
    expect(shortUnit('of a reference / eV')).toBe('part of a reference / eV');
    expect([shortUnit('counts'), shortUnit(undefined), shortUnit('')]).toEqual([
      'counts',
      'Intensity',
      'Intensity'
    ]);
  });
});

describe('withLevelTicks', () => {
  it('has as many numbers as fit side by side, none of them rotated', () => {
    const ticks = (width: number) => withLevelTicks({ data: [], layout: {} }, width).layout.xaxis;
    expect(ticks(480)).toEqual({ tickangle: 0, nticks: 12 });
    expect(ticks(85)).toEqual({ tickangle: 0, nticks: 3 });
    expect(ticks(0)).toEqual({ tickangle: 0 });
  });
});

describe('profilesFigure', () => {
  const size = { width: 400, height: 200 };

  it('has each curve in its colour and by its name, in their order, the active one on top', () => {
    const curve = (key: string, isActive: boolean, end: number) => ({
      key,
      label: `CIE ${key} eV`,
      color: `#00000${key}`,
      isActive,
      isStale: false,
      data: {
        axis: 'emission' as const,
        energy: Float64Array.of(8630, end),
        intensity: Float64Array.of(1, 2),
        sigma: Float64Array.of(0.1, 0.1)
      }
    });
    const curves = [curve('1', true, 8640), curve('2', false, 8650)];
    const { data, layout } = profilesFigure(curves, 'ω (eV)', theme, size);
    expect(data.map(({ name, zorder, line }) => [name, zorder, line])).toEqual([
      ['CIE 1 eV', 1, { color: '#000001', width: 2.5 }],
      ['CIE 2 eV', 0, { color: '#000002', width: 1.5 }]
    ]);
    expect([layout.showlegend, layout.uirevision]).toEqual([true, '8630 8650']);
  });
});
