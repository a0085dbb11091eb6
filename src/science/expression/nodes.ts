import type { ElementaryFunction } from './functions.js';

/**
 * A node of an expression: its value and the derivatives by the names, at the inputs of the last
 * run. Each node owns its memory: a run allocates nothing.
 */
export abstract class Node {
  value = 0;
  readonly gradient: Float64Array;

  constructor(names: number) {
    this.gradient = new Float64Array(names);
  }

  abstract run(inputs: Float64Array): void;
}

/** A number. */
export class Constant extends Node {
  constructor(names: number, value: number) {
    super(names);
    this.value = value;
  }

  run(): void {
    // never changes
  }
}

/** An input by index; only the first inputs, one per name, have derivatives. */
export class Input extends Node {
  constructor(
    names: number,
    private _index: number
  ) {
    super(names);
    if (_index < names) {
      this.gradient[_index] = 1;
    }
  }

  run(inputs: Float64Array): void {
    this.value = inputs[this._index];
  }
}

/** A node with two operands: value and both partial derivatives come from `combine`. */
abstract class Pair extends Node {
  constructor(
    protected a: Node,
    protected b: Node
  ) {
    super(a.gradient.length);
  }

  run(inputs: Float64Array): void {
    this.a.run(inputs);
    this.b.run(inputs);
    this.combine(this.a.value, this.b.value);
    const { gradient, a, b, byA, byB } = this;
    for (let k = 0; k < gradient.length; k++) {
      // avoids 0 · ∞: the derivative by a name that the operand does not depend on is 0
      const left = a.gradient[k] === 0 ? 0 : byA * a.gradient[k];
      gradient[k] = b.gradient[k] === 0 ? left : left + byB * b.gradient[k];
    }
  }

  /** Set `value`, `byA`, `byB`. */
  protected abstract combine(a: number, b: number): void;

  protected byA = 1;
  protected byB = 1;
}

export class Sum extends Pair {
  protected combine(a: number, b: number): void {
    this.value = a + b;
  }
}

export class Difference extends Pair {
  protected combine(a: number, b: number): void {
    this.value = a - b;
    this.byB = -1;
  }
}

export class Product extends Pair {
  protected combine(a: number, b: number): void {
    this.value = a * b;
    this.byA = b;
    this.byB = a;
  }
}

export class Quotient extends Pair {
  protected combine(a: number, b: number): void {
    this.value = a / b;
    this.byA = 1 / b;
    this.byB = -a / (b * b);
  }
}

export class Power extends Pair {
  protected combine(a: number, b: number): void {
    this.value = Math.pow(a, b);
    this.byA = b * Math.pow(a, b - 1);
    this.byB = a > 0 ? this.value * Math.log(a) : 0;
  }
}

/** The smaller (sign −1) or the larger (sign 1) of two. */
export class Extreme extends Pair {
  constructor(
    a: Node,
    b: Node,
    private _sign: 1 | -1
  ) {
    super(a, b);
  }

  protected combine(a: number, b: number): void {
    const isFirst = this._sign * a >= this._sign * b;
    this.value = isFirst ? a : b;
    this.byA = isFirst ? 1 : 0;
    this.byB = isFirst ? 0 : 1;
  }
}

/** A function of one operand. */
export class Call extends Node {
  constructor(
    private _function: ElementaryFunction,
    private _argument: Node
  ) {
    super(_argument.gradient.length);
  }

  run(inputs: Float64Array): void {
    this._argument.run(inputs);
    const argument = this._argument.value;
    this.value = this._function.value(argument);
    const slope = this._function.slope(argument, this.value);
    const { gradient } = this;
    for (let k = 0; k < gradient.length; k++) {
      const inner = this._argument.gradient[k];
      gradient[k] = inner === 0 ? 0 : slope * inner;
    }
  }
}
