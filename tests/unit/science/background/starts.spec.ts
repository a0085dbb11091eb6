import { backgroundModel } from '../../../../src/science/background/model';
import { background } from '../../../../src/science/background';
import { startOf } from '../../../../src/science/background/start';
import { dice, measure } from '../montecarlo';

const energies = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
const arctan = (t: number) => 0.5 + Math.atan(t) / Math.PI;

/**
 * The tail of a main line, which drops by a fifth at an edge, without the valence lines in between.
 */
const tail = (e: number) =>
  (1e7 / (1 + ((e - 9572) / 4) ** 2) + 3e3) * (1 - 0.2 * arctan(e - 9667));
const all = energies(9558, 9690, 0.3);
const outside = all.filter(e => e < 9630 || e > 9661);

const centerOf = (model: string, at: readonly number[], curve: (e: number) => number, seed = 1) => {
  const { energy, intensity } = measure(at, curve, dice(seed));
  const start = startOf(backgroundModel(model), { x: energy, y: intensity }, {});
  return start.edge_center ?? start.step_arctan_center ?? start.center;
};

describe('the start of an edge', () => {
  it.each([1, 2, 3, 4, 5])(
    'is found, also on the tail of a line, next to a gap and in noise (%p)',
    seed => {
      for (const at of [all, outside, outside.filter(e => e > 9600)]) {
        expect(Math.abs(centerOf('pearson7+constant+edge', at, tail, seed) - 9667)).toBeLessThan(3);
      }
    }
  );

  it('is found where a slope without a line drops', () => {
    const slope = (e: number) => (1e5 - 300 * (e - 9600)) * (1 - 0.1 * arctan((e - 9650) / 0.5));
    const found = centerOf('linear+edge', energies(9600, 9700, 0.5), slope);
    expect(Math.abs(found - 9650)).toBeLessThan(2);
  });

  it('is among the points if they drop nowhere', () => {
    const at = energies(0, 10, 1);
    const flat = startOf(
      backgroundModel('constant+edge'),
      { x: Float64Array.from(at), y: Float64Array.from(at, () => 5) },
      {}
    );
    expect(flat.edge_center).toBeGreaterThanOrEqual(0);
    expect(flat.edge_center).toBeLessThanOrEqual(10);
  });

  it('lets a background find it from the data alone', () => {
    const spectrum = measure(all, tail, dice(7));
    const { fit } = background(spectrum, {
      model: 'pearson7+constant+edge',
      set: { center: 9572 },
      fix: ['center'],
      exclude: [
        [9557, 9590],
        [9630, 9661]
      ],
      weights: 'poisson'
    });
    const [center] = fit.parameters.filter(({ name }) => name === 'edge_center');
    expect(fit.converged).toBe(true);
    expect(Math.abs(center.value - 9667)).toBeLessThan(5 * (center.stderr ?? NaN));
  });
});
