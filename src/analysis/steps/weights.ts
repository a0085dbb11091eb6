import { choice } from './parameters/index.js';

/** How the points of a fit count. */
export const weightsParameter = choice(['poisson', 'none'], {
  description:
    'How points count: by Poisson likelihood where their counts are known (else by 1/σ²), or all alike',
  default: 'poisson'
});
