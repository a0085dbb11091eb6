import type { Value } from './values.js';

/** A value without what its points are made of, which stays with the engine: it is no number of its own, and large. */
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
