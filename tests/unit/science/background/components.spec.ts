import { componentCurves } from '../../../../src/science/background/components';
import { backgroundModel } from '../../../../src/science/background/model';
import { modelAt } from '../../../../src/science/fit';

const x = Float64Array.from({ length: 41 }, (_, i) => 9630 + i);

function curves(text: string) {
  const shapes = backgroundModel(text);
  const names = shapes.model.names;
  const values = new Map(
    names.map((name, i) => [name, name.endsWith('center') ? 9640 + 3 * i : 1 + 0.1 * i])
  );
  const parameters = names.map(name => ({ name, value: values.get(name) ?? NaN, vary: false }));
  const whole = modelAt(shapes.model, x, parameters).value;
  return { whole, components: componentCurves(shapes, x, values) };
}

describe('components of a sum of line shapes', () => {
  it.each([
    ['voigt+voigt+linear', ['voigt', 'voigt2', 'linear']],
    ['gaussian+constant+edge', ['gaussian', 'constant']],
    ['pearson7+linear', ['pearson7', 'linear']]
  ])('%s add up to the whole', (text, names) => {
    const { whole, components } = curves(text);
    expect(Object.keys(components)).toEqual(names);
    whole.forEach((value, i) => {
      const sum = Object.values(components).reduce((total, curve) => total + curve[i], 0);
      expect(sum).toBeCloseTo(value, 9);
    });
  });

  it('of a single shape are none', () => {
    expect(curves('voigt').components).toEqual({});
    expect(curves('pearson7+edge').components).toEqual({});
  });
});
