import { choice } from './parameters/index.js';

/** Weights of the points in a fit. */
export const weightsParameter = choice(['poisson', 'none'], {
  description:
    'How points count: by Poisson likelihood where their counts are known (else by 1/σ²), or all alike',
  default: 'poisson'
});
