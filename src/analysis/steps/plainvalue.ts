import type { Value } from './values.js';

/**
 * A value without the counts of its points, which stay in the engine: they are not a result, and
 * large.
 */
export function plainValue(value: Value): Value {
  switch (value.kind) {
    case 'spectrum':
      return { ...value, spectrum: { ...value.spectrum, uncertainty: undefined } };
    case 'map':
      return { ...value, map: { ...value.map, uncertainty: undefined } };
    default:
      return value;
  }
}
