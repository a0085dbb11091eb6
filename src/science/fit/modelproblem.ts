import { XESError } from '../../base/errors.js';
import type { Bound, Model } from './model.js';
import type { ParameterSet } from './parameters.js';
import type { Problem } from './problem.js';
import type { AffineCounts } from '../spectrum.js';
import { byWeights, type Weighing } from './weighing.js';

/** Points to be fitted; arrays of length n. */
export interface FitData {
  x: Float64Array;
  y: Float64Array;
  /** 1/σ; null for equal weights. */
  weights: Float64Array | null;
  /** How the points were counted, for a likelihood fit. */
  counted: AffineCounts | null;
}

/**
 * A model, its parameters and the points as a least-squares problem: residual (model − data)/σ by
 * default.
 */
export class ModelProblem implements Problem {
  /** Derivative of each residual by the model at the last evaluation: 1/σ. */
  readonly weights: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;

  /** @throws XESError `fit/parameter` if the model needs a parameter that is missing. */
  constructor(
    model: Model,
    private _set: ParameterSet,
    data: FitData,
    private _weigh: Weighing = byWeights(data.y, data.weights)
  ) {
    this.rows = data.x.length;
    this.columns = _set.varying.length;
    this.lower = _set.lower;
    this.upper = _set.upper;
    this._bound = model.bind(data.x);
    this.weights = new Float64Array(this.rows);
    this._places = model.names.map(name => placeOf(name, _set));
    this._inputs = new Float64Array(model.names.length);
    this._sources = _set.varying.map(() => []);
    this._places.forEach((place, k) => {
      const isDirect = _set.varying.indexOf(place);
      if (isDirect >= 0) {
        this._sources[isDirect].push([k, place]);
      } else if (_set.tied.includes(place)) {
        this._sources.forEach(source => source.push([k, place]));
      }
    });
  }

  evaluate(p: Float64Array, residual: Float64Array, jacobian: Float64Array): void {
    this.model(p);
    this._weigh(this._bound.value, residual, this.weights);
    for (let j = 0; j < this.columns; j++) {
      this._writeColumn(j, jacobian);
    }
  }

  /** The derivatives by fitted parameter j, through everything that depends on it. */
  private _writeColumn(j: number, jacobian: Float64Array): void {
    const { rows, columns, weights, _sources: sources } = this;
    const start = j * rows;
    jacobian.fill(0, start, start + rows);
    for (let s = 0; s < sources[j].length; s++) {
      const [k, place] = sources[j][s];
      const slope = this._set.slopes[place * columns + j];
      const column = this._bound.derivatives[k];
      // avoids 0 · ∞
      for (let i = 0; i < rows && slope !== 0; i++) {
        jacobian[start + i] += slope * column[i] * weights[i];
      }
    }
  }

  /** The model's values at the fitted parameters p. */
  model(p: Float64Array): Float64Array {
    this._set.update(p);
    for (let k = 0; k < this._places.length; k++) {
      this._inputs[k] = this._set.values[this._places[k]];
    }
    this._bound.evaluate(this._inputs, 0);
    return this._bound.value;
  }

  private _bound: Bound;
  private _places: number[];
  private _inputs: Float64Array;
  /**
   * For each fitted parameter: the indices of the model's derivatives it acts through, and of the
   * parameters these belong to.
   */
  private _sources: [number, number][][];
}

function placeOf(name: string, { names }: ParameterSet): number {
  const place = names.indexOf(name);
  if (place < 0) {
    throw new XESError('fit/parameter', `The model needs a parameter “${name}”: give it a value.`);
  }
  return place;
}
