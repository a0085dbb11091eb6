import { peak, widthAndHeight, type Shape } from './shape.js';

const norm = 1 / Math.sqrt(2 * Math.PI);

/** A/(σ√2π)·exp(−(x−c)²/2σ²); the amplitude is the area. */
export const gaussian: Shape = {
  name: 'gaussian',
  parameters: peak,
  derived: widthAndHeight(2 * Math.sqrt(2 * Math.LN2), norm),
  evaluate(x, [amplitude, center, sigma], value, [byAmplitude, byCenter, bySigma]) {
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - center) / sigma;
      const unit = (norm / sigma) * Math.exp(-0.5 * t * t);
      const f = amplitude * unit;
      value[i] = f;
      byAmplitude[i] = unit;
      byCenter[i] = (f * t) / sigma;
      bySigma[i] = (f * (t * t - 1)) / sigma;
    }
  }
};
