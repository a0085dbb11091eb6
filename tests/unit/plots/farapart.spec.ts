import { defaultAxesView, type AxesView } from '../../../src/analysis/document/index';
import type { ICurve } from '../../../src/figures/curves/curve';
import { energiesOf, framed } from '../../../src/figures/curves/farapart';
import { legendOf } from '../../../src/figures/curves/legend';
import { spectraFigure } from '../../../src/figures/curves/spectrafigure';
import { curveOf, theme } from './drawn';

/** A curve of 11 points between two energies, rising from 0 to 10. */
function curve(key: string, low: number, high: number, more: Partial<ICurve> = {}): ICurve {
  const energy = Float64Array.from({ length: 11 }, (_, i) => low + (i * (high - low)) / 10);
  const intensity = Float64Array.from(energy.keys());
  const data = { axis: 'emission' as const, energy, intensity, sigma: intensity.map(() => NaN) };
  return curveOf(key, data, more);
}

const upper = curve('upper', 8630, 8650, { isActive: true });
const lower = curve('lower', 9560, 9600);
const near = curve('near', 8655, 8675);
const view = (axes: Partial<AxesView>): AxesView => ({ ...defaultAxesView, ...axes });
const keys = (curves: readonly ICurve[]) => curves.map(({ key }) => key);
const seen = (curves: readonly ICurve[], axes: Partial<AxesView> = {}) => {
  const layout = spectraFigure(curves, view(axes), theme).layout;
  return {
    x: (layout.xaxis as { range: [number, number] }).range,
    y: (layout.yaxis as { range: [number, number] }).range
  };
};

describe('curves over energies far apart', () => {
  it('are not on one axis at first: those near the active one are shown, with their own intensities', () => {
    const high = curve('high', 9560, 9600);
    high.data.intensity.fill(1e6);
    const { inside, outside } = framed([upper, high, near], defaultAxesView);
    expect([keys(inside), keys(outside)]).toEqual([['upper', 'near'], ['high']]);
    const { x, y } = seen([upper, high, near]);
    expect([x[0] > 8620, x[1] < 8690, y[1] < 11]).toEqual([true, true, true]);
    const other = framed(
      [
        { ...upper, isActive: false },
        { ...high, isActive: true }
      ],
      defaultAxesView
    );
    expect(keys(other.inside)).toEqual(['high']);
  });

  it('are those of the first if none is active, and all if they are near', () => {
    const [one, two] = [upper, lower].map(each => ({ ...each, isActive: false }));
    expect(keys(framed([two, one], defaultAxesView).inside)).toEqual(['lower']);
    expect(framed([upper, near], defaultAxesView).outside).toEqual([]);
    expect(framed([], defaultAxesView)).toEqual({ axes: defaultAxesView, inside: [], outside: [] });
  });

  it('are all shown over a range that the user chose', () => {
    const whole = energiesOf([upper, lower]);
    expect(whole).toEqual([8630, 9600]);
    const { inside, outside } = framed([upper, lower], view({ x: whole }));
    expect([keys(inside), outside]).toEqual([['upper', 'lower'], []]);
    expect(seen([upper, lower], { x: whole }).x).toEqual([8630, 9600]);
  });
});

describe('a zoom', () => {
  const zoom = view({ x: [8632, 8640], y: [2, 3] });

  it('is ignored if it shows nothing of the active curve, and is restored for another', () => {
    const other = { ...near, isActive: true };
    const idle = { ...upper, isActive: false };
    expect(framed([upper, near], zoom).axes).toBe(zoom);
    expect(framed([idle, other], zoom).axes).toEqual(defaultAxesView);
    const { x } = seen([idle, other], zoom);
    expect([x[0] < 8631, x[1] > 8674]).toEqual([true, true]);
    expect(framed([upper, near], zoom).axes).toBe(zoom);
  });

  it('stays if a line between two points crosses it, or next to the curve, and not if everything is elsewhere', () => {
    const between = view({ x: [8634.4, 8635.6], y: [2.3, 2.4] });
    expect(framed([upper], between).axes).toBe(between);
    const beside = view({ x: [8632, 8634], y: [8, 9] });
    expect(framed([upper], beside).axes).toBe(beside);
    const above = view({ x: [8632, 8640], y: [50, 60] });
    expect(framed([upper], above).axes).toEqual(defaultAxesView);
    expect(framed([upper], view({ ...above, logY: true })).axes.logY).toBe(true);
  });
});

describe('the legend', () => {
  const place = (curves: readonly ICurve[], isLog = false) => {
    const y: [number, number] = isLog ? [-1, 1] : [0, 10];
    return legendOf(curves, { x: [8630, 8650], y }, isLog, theme);
  };
  const falling = {
    ...upper,
    data: { ...upper.data, intensity: upper.data.intensity.slice().reverse() }
  };

  it('is away from the curves, and they shine through it', () => {
    expect(place([upper])).toMatchObject({ x: 0, y: 1, xanchor: 'left', bgcolor: '#ffffff99' });
    expect(place([falling])).toMatchObject({ x: 1, y: 1, xanchor: 'right', yanchor: 'top' });
    const high = {
      ...upper,
      data: { ...upper.data, intensity: upper.data.intensity.map(() => 9.8) }
    };
    expect(place([high])).toMatchObject({ x: 1, y: 0, yanchor: 'bottom' });
    expect(place([upper], true)).toMatchObject({ x: 0, y: 1 });
  });

  it('is next to the plot if it is long', () => {
    const many = Array.from({ length: 13 }, (_, i) => ({ ...upper, key: `${i}` }));
    expect(place(many.slice(0, 12)).x).toBeLessThanOrEqual(1);
    expect(place(many)).toMatchObject({ x: 1.01, xanchor: 'left' });
  });
});
