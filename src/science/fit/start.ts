import { XESError } from '../../base/errors.js';
import type { Model } from './model.js';
import type { Parameter } from './parameters.js';

/**
 * A change of a parameter: a number sets its starting value; an object changes the given fields.
 */
export type Change = number | Partial<Omit<Parameter, 'name'>>;

/**
 * The parameters of a model with some of them changed. A starting value for a tied parameter frees
 * it.
 * @throws XESError `fit/parameter` if the model has no parameter of that name.
 */
export function parametersOf(model: Model, changes: Record<string, Change> = {}): Parameter[] {
  const unknown = Object.keys(changes).find(name => !model.names.includes(name));
  if (unknown !== undefined) {
    throw new XESError(
      'fit/parameter',
      `The model has no parameter “${unknown}”. It has: ${model.names.join(', ')}.`
    );
  }
  return model.parameters.map(parameter => {
    const change = changes[parameter.name];
    if (change === undefined) {
      return { ...parameter };
    }
    return typeof change === 'number'
      ? { ...parameter, value: change, expr: null }
      : { ...parameter, ...change };
  });
}
