import { areaWeights } from '../../../../src/science/integrate';
import { background, joined, type BackgroundSettings } from '../../../../src/science/background';
import type { Spectrum } from '../../../../src/science/spectrum';
import { pull, variance } from '../../../../src/science/uncertainty/sensitivity';
import { axis, normal } from '../fit/samples';

const settings: BackgroundSettings = {
  model: 'linear',
  exclude: [[9625, 9665]],
  weights: 'poisson',
  edges: []
};

/** A curve that no line follows, with σ of 0.01 and a line of area 6 at 9645. */
function bent(low: number, high: number, n: number, seed: number): Spectrum {
  const next = normal(seed);
  const energy = axis(low, high, n);
  const sigma = energy.map(() => 0.01);
  const intensity = energy.map((e, i) => {
    const [t, far] = [(e - 9645) / 3, (e - 9640) / 40];
    const line = ((6 / 3) * Math.exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI);
    return 2 + 0.15 * far * far + line + sigma[i] * next();
  });
  return { energy, intensity, sigma };
}

/**
 * Variances of the area by counting alone: of the points under the line, and of the background
 * there.
 */
function counted(spectrum: Spectrum, uncertainty: Parameters<typeof pull>[0]) {
  const weights = areaWeights(spectrum.energy, [9625, 9665]);
  // windows and excluded ranges have no point in common
  const own = weights.reduce((sum, w, i) => sum + (w * spectrum.sigma[i]) ** 2, 0);
  return { own, under: variance(pull(uncertainty, weights)) - own };
}

describe('a background that misses its points', () => {
  it('has more σ in the area, by its reduced χ²', () => {
    const spectrum = bent(9600, 9680, 161, 3);
    const found = background(spectrum, settings);
    const { redchi } = found.fit;
    expect(found.warnings.map(({ code }) => code)).toContain('fit/poor');
    const { own, under } = counted(spectrum, found.deviations.uncertainty);
    expect(found.area.sigma).toBeCloseTo(Math.sqrt(own + redchi * under), 12);
    // as much as the right model moves the area
    const better = background(spectrum, { ...settings, model: 'quadratic' });
    expect(better.warnings).toEqual([]);
    expect(Math.abs(better.area.value - 6)).toBeLessThan(3 * better.area.sigma);
    const ofRight = counted(spectrum, better.deviations.uncertainty);
    expect(better.area.sigma).toBeCloseTo(Math.sqrt(ofRight.own + ofRight.under), 12);
  });

  it('has it if it is fitted to a join too, and so have its parameters', () => {
    const [main, wide] = [bent(9610, 9670, 121, 5), bent(9580, 9720, 141, 7)];
    const both = joined(main, wide);
    const found = background(main, settings, both.spectrum);
    const { redchi, parameters } = found.fit;
    expect(redchi).toBeGreaterThan(3);
    const { own, under } = counted(main, found.deviations.uncertainty);
    // the scale follows from points under the line too, so that the two are not independent
    expect(found.area.sigma).toBeGreaterThan(1.5 * Math.sqrt(own + under));
    // not those of the counts alone, which are smaller by √χ²
    parameters.forEach(({ stderr }, p) => {
      expect(found.sigmas[p]).toBeGreaterThan(0.8 * (stderr ?? NaN));
    });
  });

  it('does not reduce σ if it fits better than it should', () => {
    const spectrum = bent(9600, 9680, 161, 3);
    const wide = { ...spectrum, sigma: spectrum.sigma.map(s => 20 * s) };
    const found = background(wide, settings);
    expect(found.fit.redchi).toBeLessThan(0.5);
    const { own, under } = counted(wide, found.deviations.uncertainty);
    expect(found.area.sigma).toBeCloseTo(Math.sqrt(own + under), 12);
  });
});
