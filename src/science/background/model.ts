import { XESError } from '../../base/errors.js';
import { component, product, shapeNames, sum, type Model } from '../fit/model.js';
import { shapes } from '../shapes/index.js';

/** A background model and its parts. */
export interface BackgroundModel {
  model: Model;
  /** Its parts: name of the shape and prefix of its parameters. */
  parts: { shape: string; prefix: string }[];
  /** Whether it is the straight line through the ends of the windows. */
  isEndPointLine: boolean;
}

/**
 * Parse a model such as `pearson7+linear` or `pearson7+linear+edge`: the sum of shapes by name,
 * times the edge if there is one. A part whose parameter names would repeat gets its name as a
 * prefix (`voigt_center`), the edge always. `endpoints` alone is the straight line through the ends
 * of the windows.
 * @throws XESError `fit/model` if a name is unknown.
 */
export function backgroundModel(text: string): BackgroundModel {
  const names = text.split('+').map(name => name.trim());
  const isEndPointLine = names.length === 1 && names[0] === 'endpoints';
  refuseUnknown(names, isEndPointLine);
  const usedNames = new Set<string>();
  const seen = new Map<string, number>();
  const parts = (isEndPointLine ? ['linear'] : names).map(shape => {
    const parameterNames = shapes.get(shape)?.parameters.map(({ name }) => name) ?? [];
    const repeats = (seen.get(shape) ?? 0) + 1;
    seen.set(shape, repeats);
    const isPrefixed = shape === 'edge' || parameterNames.some(name => usedNames.has(name));
    const prefix = isPrefixed ? `${shape}${repeats > 1 ? repeats : ''}_` : '';
    parameterNames.forEach(name => usedNames.add(prefix + name));
    return { shape, prefix };
  });
  const modelsOf = (isEdge: boolean) =>
    parts
      .filter(({ shape }) => (shape === 'edge') === isEdge)
      .map(({ shape, prefix }) => component(shape, prefix));
  const [smooth, edges] = [modelsOf(false), modelsOf(true)];
  if (smooth.length === 0) {
    throw new XESError(
      'fit/model',
      `“${text}” is no background: name shapes such as linear, pearson7+linear or pearson7+constant+edge.`
    );
  }
  const model = edges.reduce(
    (all, factor) => product(all, factor),
    smooth.length > 1 ? sum(...smooth) : smooth[0]
  );
  return { model, parts, isEndPointLine };
}

function refuseUnknown(names: readonly string[], isEndPointLine: boolean): void {
  const unknown = names.find(name => !shapes.has(name));
  if (unknown === undefined || isEndPointLine) {
    return;
  }
  throw new XESError(
    'fit/model',
    unknown === 'endpoints'
      ? '“endpoints” is a complete background, the line through the ends of the windows: use it alone, or linear in a sum.'
      : `There is no line shape “${unknown}”. There are: ${shapeNames().join(', ')}; and endpoints alone.`
  );
}
