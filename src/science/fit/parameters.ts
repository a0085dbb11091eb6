import { compile, namesIn } from '../expression/expression.js';
import type { Node } from '../expression/nodes.js';
import { XESError } from '../../base/errors.js';

/** A parameter of a fit. */
export interface Parameter {
  name: string;
  /** Starting value. */
  value: number;
  /** Whether it is fitted; default yes. */
  vary?: boolean;
  min?: number;
  max?: number;
  /** Expression in other parameters that determines its value; it is then not fitted itself. */
  expr?: string | null;
}

/** A tied parameter: its index, its expression, and the indices of the parameters in it. */
interface Tie {
  index: number;
  node: Node;
  from: number[];
  inputs: Float64Array;
}

/** The parameters of a fit: which vary, and how the tied ones are computed. */
export class ParameterSet {
  readonly names: string[];
  /** Present values (n). */
  readonly values: Float64Array;
  /** Indices of the fitted parameters (k). */
  readonly varying: number[];
  /** Indices of the tied parameters. */
  readonly tied: number[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Derivatives of every parameter by the fitted ones (n × k, row by row). */
  readonly slopes: Float64Array;

  /** @throws XESError `fit/parameter` or `fit/expression` if they are inconsistent. */
  constructor(readonly parameters: readonly Parameter[]) {
    this.names = parameters.map(({ name }) => name);
    const isTied = ({ expr }: Parameter) => expr !== undefined && expr !== null && expr !== '';
    this.values = Float64Array.from(parameters, ({ value }) => value);
    const indices = [...parameters.keys()];
    this.tied = indices.filter(i => isTied(parameters[i]));
    this.varying = indices.filter(i => !isTied(parameters[i]) && parameters[i].vary !== false);
    this.lower = Float64Array.from(this.varying, i => parameters[i].min ?? -Infinity);
    this.upper = Float64Array.from(this.varying, i => parameters[i].max ?? Infinity);
    this._check();
    const width = this.varying.length;
    this.slopes = new Float64Array(parameters.length * width);
    this.varying.forEach((index, k) => (this.slopes[index * width + k] = 1));
    this._ties = this._inOrder();
    this.update(Float64Array.from(this.varying, i => this.values[i]));
  }

  /** Set the fitted values (k) and compute the tied ones. */
  update(fitted: Float64Array): void {
    const width = fitted.length;
    for (let k = 0; k < width; k++) {
      this.values[this.varying[k]] = fitted[k];
    }
    for (const { index, node, from, inputs } of this._ties) {
      for (let a = 0; a < from.length; a++) {
        inputs[a] = this.values[from[a]];
      }
      node.run(inputs);
      this.values[index] = node.value;
      for (let k = 0; k < width; k++) {
        let slope = 0;
        for (let a = 0; a < from.length; a++) {
          const inner = this.slopes[from[a] * width + k];
          slope += inner === 0 ? 0 : node.gradient[a] * inner;
        }
        this.slopes[index * width + k] = slope;
      }
    }
  }

  private _check(): void {
    this.names.forEach((name, i) => {
      if (!/^[A-Za-z_]\w*$/.test(name) || this.names.indexOf(name) !== i) {
        throw wrong(`“${name}” is not a valid name, or occurs twice.`);
      }
    });
    this.varying.forEach((index, k) => {
      const [low, high] = [this.lower[k], this.upper[k]];
      if (!(low < high)) {
        throw wrong(`The bounds of “${this.names[index]}” leave no room: ${low} … ${high}.`);
      }
      if (Number.isNaN(this.values[index])) {
        throw wrong(`“${this.names[index]}” has no starting value.`);
      }
      this.values[index] = Math.min(Math.max(this.values[index], low), high);
    });
  }

  /** The ties, each after those it depends on. */
  private _inOrder(): Tie[] {
    const known = new Set(this.names.keys());
    this.tied.forEach(index => known.delete(index));
    const ordered: Tie[] = [];
    let waiting = this.tied.map(index => this._tie(index));
    while (waiting.length > 0) {
      const ready = waiting.filter(tie => tie.from.every(i => known.has(i)));
      if (ready.length === 0) {
        throw wrong(`“${this.names[waiting[0].index]}” is tied to itself, through others.`);
      }
      ready.forEach(tie => known.add(tie.index));
      ordered.push(...ready);
      waiting = waiting.filter(tie => !ready.includes(tie));
    }
    return ordered;
  }

  private _tie(index: number): Tie {
    const text = this.parameters[index].expr ?? '';
    const used = namesIn(text);
    const from = used.map(name => this.names.indexOf(name));
    const known = used.filter((_, i) => from[i] >= 0);
    const node = compile(text, known);
    return { index, node, from, inputs: new Float64Array(used.length) };
  }

  private _ties: Tie[];
}

function wrong(reason: string): XESError {
  return new XESError('fit/parameter', `${reason} Change this parameter of the fit.`);
}
