import fc from 'fast-check';
import { shapes } from '../../../../src/science/shapes';

/** Practical values for each kind of parameter. */
const ranges: Record<string, [number, number]> = {
  amplitude: [-5, 5],
  center: [-3, 3],
  sigma: [0.3, 4],
  gamma: [0.05, 0.9],
  fraction: [0, 1],
  expon: [0.6, 20],
  decay: [0.5, 9],
  height: [0, 1]
};

function evaluate(name: string, x: Float64Array, p: Float64Array) {
  const shape = shapes.get(name)!;
  const value = new Float64Array(x.length);
  const derivatives = shape.parameters.map(() => new Float64Array(x.length));
  shape.evaluate(x, p, value, derivatives);
  return { value, derivatives };
}

/** Derivative by parameter k: central differences of the sixth order. */
function difference(name: string, x: Float64Array, p: Float64Array, k: number): Float64Array {
  const step = 2e-3 * Math.min(1, Math.abs(p[k]) + 0.1);
  const at = (n: number) => {
    const moved = Float64Array.from(p);
    moved[k] += n * step;
    return evaluate(name, x, moved).value;
  };
  const weights = [45, -9, 1];
  const sides = weights.map((_, n) => [at(n + 1), at(-n - 1)]);
  return x.map((_, i) =>
    weights.reduce((sum, w, n) => sum + (w * (sides[n][0][i] - sides[n][1][i])) / (60 * step), 0)
  );
}

describe.each([...shapes.keys()])('the derivatives of %s', name => {
  const shape = shapes.get(name)!;
  const parameters = fc.tuple(
    ...shape.parameters.map(parameter => {
      const [min, max] = ranges[parameter.name] ?? [-2, 2];
      return fc.double({ min, max, noNaN: true });
    })
  );

  it('are those of its values', () => {
    fc.assert(
      fc.property(parameters, values => {
        const p = Float64Array.from(values);
        const x = Float64Array.from({ length: 9 }, (_, i) => -4 + i * 1.01);
        const { value, derivatives } = evaluate(name, x, p);
        const size = Math.max(...value.map(Math.abs), 1);
        derivatives.forEach((column, k) => {
          const expected = difference(name, x, p, k);
          // a linear step has no derivative at its two corners
          const t = (xi: number) => Math.abs(Math.abs((xi - p[1]) / p[2]) - 0.5);
          column.forEach((d, i) => {
            if (name !== 'step_linear' || (t(x[i]) > 0.2 && Math.abs(p[2]) > 0.3)) {
              const scale = size + Math.abs(d);
              expect(Math.abs(d - expected[i]) / scale).toBeLessThan(1e-8);
            }
          });
        });
      }),
      { numRuns: 100 }
    );
  });
});
