import type { SpectrumValue } from '../../../../src/analysis/steps';
import { background, type BackgroundSettings } from '../../../../src/science/background';
import { dice, measure } from '../montecarlo';
import { steps } from '../synthetic';
import { applied } from '../../analysis/steps/applied';

const energies = steps(9600, 0.5, 81);
const gaussian = (e: number, center: number, sigma: number) =>
  Math.exp(-0.5 * ((e - center) / sigma) ** 2);

/**
 * Two lines, of which the windows contain the outermost tails alone, which no symmetric line can
 * have.
 */
const lines = (e: number) => 1e4 * (gaussian(e, 9619.7, 3) + 0.3 * gaussian(e, 9630, 4) + 0.05);

const tails: BackgroundSettings = {
  model: 'pearson7+constant',
  include: [
    [9600, 9612],
    [9635, 9640]
  ],
  set: { center: 9619.7 },
  fix: ['center'],
  weights: 'poisson',
  edges: []
};

const measured = (seed: number) => measure(energies, lines, dice(seed));

describe('a line seen by its tails alone', () => {
  const found = Array.from({ length: 20 }, (_, i) => {
    const spectrum = measured(i + 1);
    return { spectrum, ...background(spectrum, tails) };
  });

  it('is fitted: its curve is determined but its parameters are not, which is reported', () => {
    for (const { fit, warnings } of found) {
      expect(fit.converged).toBe(true);
      expect(warnings.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['fit/at-bound', 'fit/undetermined', 'fit/poor'])
      );
    }
  });

  it('has no area and no centroid beyond what the data allow, and explains why', () => {
    for (const { spectrum, area, centroid, warnings } of found) {
      const isGiven = Number.isFinite(area.value);
      const undetermined = warnings.filter(({ code }) => code === 'background/area-undetermined');
      expect(undetermined).toHaveLength(isGiven ? 0 : 1);
      expect(Number.isNaN(area.sigma)).toBe(!isGiven);
      expect(Number.isNaN(centroid.value) && Number.isNaN(centroid.sigma)).toBe(!isGiven);
      const most = 23 * 1.2 * Math.max(...spectrum.intensity);
      expect(isGiven && !(Math.abs(area.value) < most && area.sigma < most)).toBe(false);
    }
    expect(found.filter(({ area }) => Number.isNaN(area.value)).length).toBeGreaterThan(15);
  });

  it('has an area as soon as its shape is fixed', () => {
    const set = { center: 9619.7, sigma: 3, expon: 1.5 };
    const { area, warnings } = background(measured(1), {
      ...tails,
      set,
      fix: ['center', 'sigma', 'expon']
    });
    expect(Number.isFinite(area.value) && Number.isFinite(area.sigma)).toBe(true);
    expect(warnings.map(({ code }) => code)).not.toContain('background/area-undetermined');
  });

  it('is a result of the step, without area', () => {
    const value: SpectrumValue = {
      kind: 'spectrum',
      axis: 'emission',
      spectrum: measured(1)
    };
    const { model, include, set, fix } = tails;
    const made = applied('background', [value], { model, include, set, fix });
    expect(made.numbers.area).toMatchObject({ value: NaN, sigma: null });
    expect(made.details).toMatchObject({ converged: true });
  });
});

it('a parabola through one short window far away leaves no area', () => {
  const { area, warnings } = background(measured(1), {
    ...tails,
    model: 'quadratic',
    include: [[9600, 9602]],
    exclude: [[9612, 9640]],
    set: {},
    fix: []
  });
  expect(area.value).toBeNaN();
  expect(warnings.map(({ code }) => code)).toContain('background/area-undetermined');
});

it('noise around nothing has its area, however small', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const spectrum = measure(energies, () => 0.5, dice(seed));
    const { area } = background(spectrum, {
      model: 'linear',
      exclude: [[9610, 9630]],
      weights: 'poisson',
      edges: []
    });
    expect(Number.isFinite(area.value) && Number.isFinite(area.sigma)).toBe(true);
  }
});
