import { background, backgroundModel } from '../../../../src/science/background';
import { fit, parametersOf } from '../../../../src/science/fit';
import { startOf } from '../../../../src/science/background/start';
import { axis, normal } from './samples';

const x = axis(9600, 9660, 121);
const sigma = x.map(() => 0.1);

function data(of: (e: number) => number, noise = 0.1) {
  const next = normal(5);
  return x.map(e => of(e) + noise * next());
}

function fitted(text: string, y: Float64Array, set: Record<string, number> = {}) {
  const made = backgroundModel(text);
  const { model } = made;
  const start = startOf(made, { x, y }, set);
  return fit({ x, y, sigma, model, parameters: parametersOf(model, start) });
}

const sloped = (e: number) => 5 + 0.05 * (e - 9630);
const lined = (e: number) => sloped(e) + 20 * Math.exp(-((e - 9630) ** 2) / 18);

describe('a model with more parameters than the data determine', () => {
  it.each(['constant+constant', 'linear+constant', 'quadratic+linear'])(
    '%s converges, and names what is undetermined',
    text => {
      const found = fitted(text, data(sloped));
      expect(found.converged).toBe(true);
      expect(found.warnings.map(({ code }) => code)).toContain('fit/undetermined');
      const loose = found.parameters.filter(({ stderr }) => stderr === null);
      expect(loose.length).toBeGreaterThan(1);
    }
  );

  it('two identical Gaussians converge to one, neither of them determined', () => {
    const found = fitted('gaussian+gaussian+linear', data(lined), {
      center: 9630,
      gaussian2_center: 9630
    });
    expect(found.converged).toBe(true);
    expect(found.redchi).toBeLessThan(1.5);
    expect(found.warnings.map(({ code }) => code)).toContain('fit/undetermined');
  });

  it.each([
    'constant',
    'linear',
    'gaussian',
    'gaussian+constant',
    'voigt+linear',
    'pearson7+constant'
  ])('%s through nothing but zeros converges', text => {
    const found = fitted(text, new Float64Array(x.length));
    expect(found.converged).toBe(true);
    found.bestFit.forEach(y => expect(Math.abs(y)).toBeLessThan(1e-6));
  });

  it('leaves the area above it, with its σ, as the same model with a single parameter', () => {
    const intensity = data(lined);
    const spectrum = { energy: x, intensity, sigma };
    const settings = { exclude: [[9620, 9640]], weights: 'poisson', edges: [] } as const;
    const twice = background(spectrum, {
      ...settings,
      exclude: [[9620, 9640]],
      model: 'linear+constant'
    });
    const once = background(spectrum, { ...settings, exclude: [[9620, 9640]], model: 'linear' });
    expect(twice.area.value).toBeCloseTo(once.area.value, 8);
    expect(twice.area.sigma / once.area.sigma).toBeCloseTo(1, 2);
  });
});
