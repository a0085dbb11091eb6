import { compile, namesIn } from '../expression/expression.js';
import { XESError } from '../../base/errors.js';
import { shapes, type Shape } from '../shapes/index.js';
import type { Parameter } from './parameters.js';

/** A model at given points: memory for values and derivatives is allocated once. */
export interface Bound {
  /** Values (n). */
  readonly value: Float64Array;
  /** Derivatives by each parameter of the model, in the order of its names (n each). */
  readonly derivatives: readonly Float64Array[];
  /** Compute both for the parameters that begin at `offset` in p. */
  evaluate(p: Float64Array, offset: number): void;
}

/** A function of the energy with named parameters. */
export interface Model {
  /** Its name in reports. */
  readonly name: string;
  /** Names of its parameters, without duplicates. */
  readonly names: readonly string[];
  /** The parameters with their starting values, followed by derived quantities. */
  readonly parameters: readonly Parameter[];
  /**
   * Names of polynomial coefficients: their correlation depends on the axis's origin, not on the
   * data.
   */
  readonly coefficients: readonly string[];
  bind(x: Float64Array): Bound;
}

/**
 * One shape as a model; its parameters' names begin with the prefix.
 * @throws XESError `fit/model` if no shape has that name.
 */
export function component(shape: string | Shape, prefix = ''): Model {
  const definition = typeof shape === 'string' ? shapes.get(shape) : shape;
  if (!definition) {
    throw new XESError(
      'fit/model',
      `There is no line shape “${typeof shape === 'string' ? shape : shape.name}”. There are: ${shapeNames().join(', ')}.`
    );
  }
  const parameterNames = definition.parameters.map(({ name }) => name);
  const all = [...parameterNames, ...definition.derived.map(({ name }) => name)];
  const prefixed = (expr: string) =>
    expr.replace(/[A-Za-z_]\w*/g, name => (all.includes(name) ? prefix + name : name));
  return {
    name: `Model(${definition.name}${prefix && `, prefix='${prefix}'`})`,
    names: parameterNames.map(name => prefix + name),
    parameters: [
      ...definition.parameters,
      ...definition.derived.map(d => ({ ...d, value: NaN }))
    ].map(parameter => ({
      ...parameter,
      name: prefix + parameter.name,
      ...(parameter.expr ? { expr: prefixed(parameter.expr) } : {})
    })),
    coefficients: definition.isPolynomial ? parameterNames.map(name => prefix + name) : [],
    bind: x => {
      const p = new Float64Array(parameterNames.length);
      const value = new Float64Array(x.length);
      const derivatives = parameterNames.map(() => new Float64Array(x.length));
      return {
        value,
        derivatives,
        evaluate(source, offset) {
          for (let k = 0; k < p.length; k++) {
            p[k] = source[offset + k];
          }
          definition.evaluate(x, p, value, derivatives);
        }
      };
    }
  };
}

/** Names of the shapes for users: the polynomials as one entry. */
export function shapeNames(): string[] {
  const names = [...shapes.keys()].map(name =>
    name.replace(/^polynomial\d$/, 'polynomialN (N from 1 to 7)')
  );
  return [...new Set(names)];
}

/** The sum of models. @throws XESError `fit/model` if two have a parameter of the same name. */
export function sum(...models: Model[]): Model {
  return compose(models, ' + ', parts => {
    const value = new Float64Array(parts[0].value.length);
    return {
      value,
      derivatives: parts.flatMap(part => [...part.derivatives]),
      evaluate() {
        value.set(parts[0].value);
        for (let k = 1; k < parts.length; k++) {
          const part = parts[k].value;
          for (let i = 0; i < value.length; i++) {
            value[i] += part[i];
          }
        }
      }
    };
  });
}

/**
 * The product of two models.
 * @throws XESError `fit/model` if both have a parameter of the same name.
 */
export function product(a: Model, b: Model): Model {
  return compose([a, b], ' * ', ([left, right]) => {
    const value = new Float64Array(left.value.length);
    const times = (derivatives: readonly Float64Array[], factor: Float64Array) => {
      for (const column of derivatives) {
        for (let i = 0; i < column.length; i++) {
          column[i] *= factor[i];
        }
      }
    };
    return {
      value,
      derivatives: [...left.derivatives, ...right.derivatives],
      evaluate() {
        times(left.derivatives, right.value);
        times(right.derivatives, left.value);
        for (let i = 0; i < value.length; i++) {
          value[i] = left.value[i] * right.value[i];
        }
      }
    };
  });
}

/** A composition of models: their parameters concatenated, their values combined by `join`. */
function compose(models: Model[], sign: string, join: (parts: Bound[]) => Bound): Model {
  const names = models.flatMap(model => [...model.names]);
  const duplicate = names.find((name, i) => names.indexOf(name) !== i);
  if (duplicate !== undefined) {
    throw new XESError(
      'fit/model',
      `Two parts of the model have a parameter “${duplicate}”: give one of them a prefix.`
    );
  }
  return {
    name: models.length > 1 ? `(${models.map(({ name }) => name).join(sign)})` : models[0].name,
    names,
    parameters: models.flatMap(model => [...model.parameters]),
    coefficients: models.flatMap(model => [...model.coefficients]),
    bind: x => {
      const parts = models.map(model => model.bind(x));
      const joined = join(parts);
      return {
        value: joined.value,
        derivatives: joined.derivatives,
        evaluate(p, offset) {
          let next = offset;
          for (let k = 0; k < parts.length; k++) {
            parts[k].evaluate(p, next);
            next += models[k].names.length;
          }
          joined.evaluate(p, offset);
        }
      };
    }
  };
}

/**
 * A model written as an expression in x, with exact derivatives; every other name is a parameter
 * (starting at 1) or one of the `columns` of further data (n each, in addition to x).
 * @throws XESError `fit/expression` on a syntax error.
 */
export function formula(text: string, columns: Record<string, Float64Array> = {}): Model {
  const data = ['x', ...Object.keys(columns)];
  const names = namesIn(text).filter(name => !data.includes(name));
  compile(text, names, data);
  return {
    name: text,
    names,
    parameters: names.map(name => ({ name, value: 1 })),
    coefficients: [],
    bind: x => {
      const node = compile(text, names, data);
      const inputs = new Float64Array(names.length + data.length);
      const series = [x, ...Object.values(columns)];
      const value = new Float64Array(x.length);
      const derivatives = names.map(() => new Float64Array(x.length));
      return {
        value,
        derivatives,
        evaluate(p, offset) {
          for (let k = 0; k < names.length; k++) {
            inputs[k] = p[offset + k];
          }
          for (let i = 0; i < x.length; i++) {
            for (let k = 0; k < series.length; k++) {
              inputs[names.length + k] = series[k][i];
            }
            node.run(inputs);
            value[i] = node.value;
            for (let k = 0; k < names.length; k++) {
              derivatives[k][i] = node.gradient[k];
            }
          }
        }
      };
    }
  };
}
