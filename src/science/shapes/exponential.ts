import type { Shape } from './shape.js';

/**
 * A·exp(−(x − origin)/d). The origin is fixed at 0, as in lmfit; at thousands of eV amplitude and
 * decay are then fully correlated, so backgrounds set it among their points.
 */
export const exponential: Shape = {
  name: 'exponential',
  parameters: [
    { name: 'amplitude', value: 1 },
    { name: 'decay', value: 1 },
    { name: 'origin', value: 0, vary: false }
  ],
  derived: [],
  evaluate(x, [amplitude, decay, origin], value, [byAmplitude, byDecay, byOrigin]) {
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - origin) / decay;
      const unit = Math.exp(-t);
      const f = amplitude * unit;
      value[i] = f;
      byAmplitude[i] = unit;
      byDecay[i] = (f * t) / decay;
      byOrigin[i] = f / decay;
    }
  }
};
