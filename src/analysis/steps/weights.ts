import { choice } from '../parameters/index.js';

/** How the points of a fit count. */
export const weightsParameter = choice(['poisson', 'none'], {
  description: 'Weights 1/σ² of the points, or equal ones',
  default: 'poisson'
});
