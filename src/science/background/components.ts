import { component } from '../fit/model.js';
import type { BackgroundModel } from './model.js';

/**
 * The curves whose sum is a model, by name: `voigt`, `voigt2`, `linear`; each multiplied by the
 * model's edges, as the sum is. Empty for a model with a single curve.
 * @param x energies (n), eV.
 * @param values of the model's parameters, by name.
 * @returns curves (n each), in the unit of the fitted intensities.
 */
export function componentCurves(
  { parts }: Pick<BackgroundModel, 'parts'>,
  x: Float64Array,
  values: ReadonlyMap<string, number>
): Record<string, Float64Array> {
  const curveOf = ({ shape, prefix }: BackgroundModel['parts'][number]) => {
    const model = component(shape, prefix);
    const bound = model.bind(x);
    bound.evaluate(
      Float64Array.from(model.names, name => values.get(name) ?? NaN),
      0
    );
    return bound.value;
  };
  const isEdge = ({ shape }: { shape: string }) => shape === 'edge';
  const summands = parts.filter(part => !isEdge(part));
  if (summands.length < 2) {
    return {};
  }
  const edges = parts.filter(isEdge).map(curveOf);
  const counts = new Map<string, number>();
  return Object.fromEntries(
    summands.map(part => {
      const count = (counts.get(part.shape) ?? 0) + 1;
      counts.set(part.shape, count);
      const curve = curveOf(part);
      edges.forEach(edge => curve.forEach((value, i) => (curve[i] = value * edge[i])));
      return [`${part.shape}${count > 1 ? count : ''}`, curve];
    })
  );
}
