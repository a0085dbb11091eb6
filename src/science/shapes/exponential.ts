import type { Shape } from './shape.js';

/** A·exp(−x/d). */
export const exponential: Shape = {
  name: 'exponential',
  parameters: [
    { name: 'amplitude', value: 1 },
    { name: 'decay', value: 1 }
  ],
  derived: [],
  evaluate(x, [amplitude, decay], value, [byAmplitude, byDecay]) {
    for (let i = 0; i < x.length; i++) {
      const unit = Math.exp(-x[i] / decay);
      value[i] = amplitude * unit;
      byAmplitude[i] = unit;
      byDecay[i] = (amplitude * unit * x[i]) / (decay * decay);
    }
  }
};
