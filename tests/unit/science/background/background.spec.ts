import {
  background,
  backgroundModel,
  joined,
  type BackgroundSettings
} from '../../../../src/science/background';
import type { Spectrum } from '../../../../src/science/spectrum';
import { axis, normal } from '../fit/samples';

const energy = axis(9600, 9680, 161);
const sigma = energy.map(() => 0.01);

/** A line of area 6 at 9645 on a slope. */
const clean = energy.map(e => {
  const t = (e - 9645) / 3;
  return 2 - 0.004 * (e - 9600) + ((6 / 3) * Math.exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI);
});

const settings: BackgroundSettings = {
  model: 'linear',
  exclude: [[9625, 9665]],
  weights: 'poisson',
  edges: []
};

function spectrum(seed = 0): Spectrum {
  const next = normal(seed);
  const intensity = seed ? clean.map((v, i) => v + sigma[i] * next()) : clean;
  return { energy, intensity, sigma };
}

function codes({ warnings }: { warnings: { code: string }[] }): string[] {
  return warnings.map(({ code }) => code);
}

describe('a background', () => {
  it.each(['linear', 'quadratic', 'polynomial1', 'endpoints'])('%s leaves the line', model => {
    const found = background(spectrum(), { ...settings, model });
    expect(found.area.value).toBeCloseTo(6, 3);
    expect(found.centroid.value).toBeCloseTo(9645, 4);
    expect(found.background[0]).toBeCloseTo(2, 6);
    expect(found.residual[0]).toBeCloseTo(0, 6);
    expect(codes(found)).toEqual([]);
  });

  it.each(['polynomial7', 'exponential', 'exponential+constant'])(
    '%s is determined at thousands of eV',
    model => {
      const intensity = clean.map(
        (v, i) => v + 3 * Math.exp((9600 - energy[i]) / 25) - 2 + 0.004 * (energy[i] - 9600)
      );
      const curve = { energy, intensity, sigma };
      const found = background(curve, { ...settings, model });
      expect(found.area.value).toBeCloseTo(6, 2);
      expect(codes(found)).toEqual([]);
    }
  );

  it('accepts windows as well as excluded ranges', () => {
    const include: [number, number][] = [
      [9600, 9625],
      [9665, 9680]
    ];
    const found = background(spectrum(4), {
      model: 'linear',
      include,
      weights: 'poisson',
      edges: []
    });
    const same = background(spectrum(4), settings);
    // the points on the border belong to both
    expect(found.area.value / same.area.value).toBeCloseTo(1, 2);
    expect(found.fit.ndata).toBe(same.fit.ndata + 2);
  });

  it('has the σ of area and centroid that repeats show', () => {
    const repeats = 600;
    const sums = { area: [0, 0], centroid: [0, 0] };
    let claimed = { area: 0, centroid: 0 };
    for (let seed = 1; seed <= repeats; seed++) {
      const { area, centroid } = background(spectrum(seed), settings);
      claimed = {
        area: claimed.area + area.sigma / repeats,
        centroid: claimed.centroid + centroid.sigma / repeats
      };
      [area.value - 6, centroid.value - 9645].forEach((off, k) => {
        const sum = k === 0 ? sums.area : sums.centroid;
        sum[0] += off;
        sum[1] += off * off;
      });
    }
    expect(Math.sqrt(sums.area[1] / repeats) / claimed.area).toBeCloseTo(1, 0.8);
    expect(Math.sqrt(sums.centroid[1] / repeats) / claimed.centroid).toBeCloseTo(1, 0.8);
    expect(Math.abs(sums.area[0] / repeats)).toBeLessThan((4 * claimed.area) / Math.sqrt(repeats));
  });

  it('keeps the exponent of a Pearson VII above a half', () => {
    // falls more slowly than any line with an area
    const intensity = energy.map(e => 1 / Math.sqrt(e - 9590));
    const { fit } = background(
      { energy, intensity, sigma },
      {
        ...settings,
        model: 'pearson7',
        set: { center: 9590, sigma: 1 },
        fix: ['center', 'sigma']
      }
    );
    const exponent = fit.parameters.find(({ name }) => name === 'expon')!;
    expect(exponent.value).toBeGreaterThan(0.5);
    expect(exponent.atBound).toBe(true);
    expect(codes(fit)).toContain('fit/at-bound');
  });

  it('warns of windows on both sides of an edge', () => {
    const { model, exclude: outside, weights } = settings;
    const known = { model, exclude: outside, weights };
    expect(codes(background(spectrum(), known))).toEqual(['background/straddles-edge']);
    const exclude: [number, number][] = [
      [9625, 9665],
      [9666, 9680]
    ];
    const below = background(spectrum(), { ...known, exclude });
    expect(codes(below)).toEqual([]);
  });

  it('warns if the model does not describe the points', () => {
    const curved = clean.map((v, i) => v + 0.2 * Math.sin(energy[i] / 3));
    expect(codes(background({ energy, intensity: curved, sigma }, settings))).toEqual(['fit/poor']);
  });

  it('reports that no σ is known, and weights all points equally', () => {
    const unknown = { energy, intensity: spectrum(2).intensity, sigma: sigma.map(() => NaN) };
    const found = background(unknown, settings);
    expect(codes(found)).toEqual(['background/no-sigma']);
    expect(found.area.sigma).toBeGreaterThan(0);
    const none = background(unknown, { ...settings, weights: 'none' });
    expect(none.area).toEqual(found.area);
  });

  it('ignores points that are not finite', () => {
    const holes = spectrum(3);
    const intensity = holes.intensity.slice();
    intensity[5] = NaN;
    intensity[90] = Infinity;
    const found = background({ ...holes, intensity }, settings);
    expect(found.fit.ndata).toBe(background(holes, settings).fit.ndata - 1);
    expect(Number.isFinite(found.area.value)).toBe(true);
  });

  it('refuses nonsense, with a message', () => {
    const of = (more: Partial<BackgroundSettings>) => () =>
      background(spectrum(), { ...settings, ...more });
    expect(of({ exclude: [[9500, 9700]] })).toThrow('No measured point lies in the windows');
    expect(of({ exclude: [[9660, 9620]] })).toThrow('has no width');
    expect(of({ model: 'edge' })).toThrow('is no background');
    expect(of({ model: 'linear+spline' })).toThrow('no line shape “spline”');
    expect(of({ set: { height: 1 } })).toThrow('no parameter “height”');
    expect(of({ include: [[9600, 9600.2]] })).toThrow('1 usable points cannot determine 2');
    const backwards = { energy: energy.slice().reverse(), intensity: clean, sigma };
    expect(() => background(backwards, settings)).toThrow('do not ascend');
  });

  it('names its parts uniquely', () => {
    expect(backgroundModel('pearson7+linear+edge').model.names).toEqual([
      ...['amplitude', 'center', 'sigma', 'expon', 'slope', 'intercept'],
      ...['edge_height', 'edge_center', 'edge_sigma']
    ]);
    expect(backgroundModel('voigt+voigt').model.names).toContain('voigt2_center');
  });
});

describe('a joined wide scan', () => {
  const wideEnergy = axis(9500, 9700, 101);
  const wide = (scale: number, seed: number): Spectrum => {
    const next = normal(seed);
    return {
      energy: wideEnergy,
      intensity: wideEnergy.map(e => (2 - 0.004 * (e - 9600)) / scale + 0.02 * next()),
      sigma: wideEnergy.map(() => 0.02)
    };
  };
  const flat: Spectrum = { energy, intensity: energy.map(e => 2 - 0.004 * (e - 9600)), sigma };

  it('is scaled on the overlap, with σ', () => {
    const off: number[] = [];
    for (let seed = 1; seed <= 300; seed++) {
      const { scale } = joined(flat, wide(2.5, seed));
      off.push((scale.value - 2.5) / scale.sigma);
    }
    const mean = off.reduce((sum, v) => sum + v, 0) / off.length;
    const spread = Math.sqrt(off.reduce((sum, v) => sum + v * v, 0) / off.length);
    expect(Math.abs(mean)).toBeLessThan(0.5);
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.3);
  });

  it('has real points only, the main ones if there are both', () => {
    const { spectrum: all, by } = joined(flat, wide(2.5, 1));
    expect(by).toBe('overlap');
    expect(all.energy).toHaveLength(161 + 50 + 10);
    expect([...all.energy]).toEqual([...all.energy].sort((a, b) => a - b));
    expect(all.sigma[0]).toBeCloseTo(0.05, 2);
  });

  it('without overlap is joined unchanged, with a warning', () => {
    const away = { ...wide(1, 1), energy: wideEnergy.map(e => e - 300) };
    const found = joined(flat, away);
    expect(found.scale.value).toBe(1);
    expect(found.by).toBe('monitor');
    expect(codes(found)).toEqual(['joined/no-overlap']);
    const empty = { energy: energy.slice(0, 0), intensity: energy.slice(0, 0), sigma };
    expect(() => joined(flat, empty)).toThrow('no point');
  });
});
