import { backgroundModel } from '../../science/background/model.js';
import { shapeNames } from '../../science/fit/index.js';
import { text, type ModelParameter, type Parameter } from './parameters/index.js';

/** A sum of line shapes, such as `voigt+voigt+linear`. */
export function model(facts: { description: string; default?: string }): Parameter<string> {
  return { ...text(facts), parts: modelShapes, members };
}

function members(value: unknown): readonly ModelParameter[] | null {
  if (typeof value !== 'string') {
    return null;
  }
  try {
    const { names, parameters } = backgroundModel(value).model;
    return parameters
      .filter(({ name }) => names.includes(name))
      .map(({ name, expr }) => ({ name, expr: expr ?? null, isEnergy: /(^|_)center$/.test(name) }));
  } catch {
    return null; // the field of the model shows the reason
  }
}

/** Of the polynomials the one that has no shape name of its own. */
const modelShapes: readonly string[] = shapeNames().map(name =>
  name.startsWith('polynomialN') ? 'polynomial3' : name
);
