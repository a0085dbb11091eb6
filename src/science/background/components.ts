import { component } from '../fit/model.js';
import type { BackgroundModel } from './model.js';

/**
 * The curves of which a model is the sum, by their names: `voigt`, `voigt2`, `linear`; each times the edges of the
 * model, as the sum is. None where the model is a single curve.
 * @param x energies (n), eV. @param values of the model's parameters, by their names.
 * @returns curves (n each), in the unit of what was fitted.
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
