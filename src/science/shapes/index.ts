import { doniach } from './doniach.js';
import { edge } from './edge.js';
import { exponential } from './exponential.js';
import { gaussian } from './gaussian.js';
import { lorentzian } from './lorentzian.js';
import { pearson7 } from './pearson7.js';
import { constant, linear, polynomial, quadratic } from './polynomial.js';
import { pseudoVoigt } from './pseudovoigt.js';
import type { Shape } from './shape.js';
import { steps } from './step.js';
import { voigt } from './voigt.js';

export type { Derived, Shape, ShapeParameter } from './shape.js';

/** All shapes by their names. */
export const shapes: ReadonlyMap<string, Shape> = new Map(
  [
    constant,
    linear,
    quadratic,
    ...[1, 2, 3, 4, 5, 6, 7].map(polynomial),
    gaussian,
    lorentzian,
    voigt,
    pseudoVoigt,
    pearson7,
    doniach,
    ...steps,
    exponential,
    edge
  ].map(shape => [shape.name, shape])
);
