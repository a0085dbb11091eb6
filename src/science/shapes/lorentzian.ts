import { peak, widthAndHeight, type Shape } from './shape.js';

/** A/(πσ)/(1 + ((x−c)/σ)²); the amplitude is the area, σ half the full width at half maximum. */
export const lorentzian: Shape = {
  name: 'lorentzian',
  parameters: peak,
  derived: widthAndHeight(2, 1 / Math.PI),
  evaluate(x, [amplitude, center, sigma], value, [byAmplitude, byCenter, bySigma]) {
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - center) / sigma;
      const inverse = 1 / (1 + t * t);
      const unit = inverse / (Math.PI * sigma);
      const f = amplitude * unit;
      value[i] = f;
      byAmplitude[i] = unit;
      byCenter[i] = (2 * f * t * inverse) / sigma;
      bySigma[i] = (f * (2 * t * t * inverse - 1)) / sigma;
    }
  }
};
