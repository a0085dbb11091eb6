import fc from 'fast-check';
import { background } from '../../../../src/science/background';
import { XESError } from '../../../../src/base/errors';
import { component, fit, parametersOf, sum } from '../../../../src/science/fit';

const bad = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0, 1e300, -1e300, 1e-300, 5e-324)
  }
);
const shape = fc.constantFrom(
  'gaussian',
  'lorentzian',
  'voigt',
  'pvoigt',
  'pearson7',
  'doniach',
  'step_arctan',
  'exponential',
  'quadratic'
);

/** Runs it; whatever is thrown must be a message of ours. */
function orSentence<T>(work: () => T): T | null {
  try {
    return work();
  } catch (reason) {
    expect(reason).toBeInstanceOf(XESError);
    return null;
  }
}

describe('bad values', () => {
  it('never return a converged fit that is not finite', () => {
    const points = fc.array(fc.tuple(bad, bad, bad), { maxLength: 40 });
    fc.assert(
      fc.property(
        points,
        shape,
        fc.array(bad, { minLength: 4, maxLength: 4 }),
        (rows, name, at) => {
          const column = (k: number) => Float64Array.from(rows, row => row[k]);
          const model = sum(component(name, 'a_'), component('constant', 'b_'));
          const start = Object.fromEntries(model.names.map((n, k) => [n, at[k % 4]]));
          const found = orSentence(() =>
            fit({
              x: column(0),
              y: column(1),
              sigma: column(2).map(Math.abs),
              model,
              parameters: parametersOf(model, start)
            })
          );
          if (found?.converged) {
            expect(found.chisqr).toBeGreaterThanOrEqual(0);
            const fitted = found.parameters.filter(({ vary }) => vary);
            expect(fitted.every(({ value }) => Number.isFinite(value))).toBe(true);
          }
        }
      ),
      { numRuns: 100 }
    );
  });

  it('never return an area without a finite value and σ or a doubt', () => {
    const intensities = fc.array(bad, { minLength: 1, maxLength: 30 });
    const model = fc.constantFrom(
      'linear',
      'pearson7+constant',
      'linear+edge',
      'exponential',
      'endpoints'
    );
    fc.assert(
      fc.property(intensities, model, (values, name) => {
        const energy = Float64Array.from(values, (_, i) => 100 + i);
        const found = orSentence(() =>
          background(
            {
              energy,
              intensity: Float64Array.from(values),
              sigma: energy.map((_, i) => Math.abs(values[values.length - 1 - i]))
            },
            { model: name, exclude: [[108, 116]], weights: 'poisson', edges: [] }
          )
        );
        const isCertain = found?.warnings.length === 0;
        expect(isCertain && !Number.isFinite(found.area.value)).toBe(false);
      }),
      { numRuns: 100 }
    );
  });
});
