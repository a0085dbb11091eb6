import { digamma, lgamma } from '../special/gamma.js';
import { peak, type Shape } from './shape.js';

/** For an exponent of ½ the area diverges and the amplitude has no meaning. */
const leastExponent = 0.5001;

/**
 * A/(σ·B(m − ½, ½))·(1 + ((x−c)/σ)²)^−m; m, the exponent, is 1 for a Lorentzian and large for a Gaussian; the
 * amplitude is the area, which is finite for m > ½ only.
 */
export const pearson7: Shape = {
  name: 'pearson7',
  parameters: [...peak, { name: 'expon', value: 1.5, min: leastExponent, max: 100 }],
  derived: [
    { name: 'fwhm', expr: '2*sigma*sqrt(2**(1/expon)-1)' },
    { name: 'height', expr: 'amplitude*exp(lgamma(expon)-lgamma(expon-0.5))/(sigma*sqrt(pi))' }
  ],
  evaluate(
    x,
    [amplitude, center, sigma, exponent],
    value,
    [byAmplitude, byCenter, bySigma, byExponent]
  ) {
    const scale =
      Math.exp(lgamma(exponent) - lgamma(exponent - 0.5)) / (Math.sqrt(Math.PI) * sigma);
    const change = digamma(exponent) - digamma(exponent - 0.5);
    const inverse = 1 / sigma;
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - center) * inverse;
      const base = 1 + t * t;
      const log = Math.log(base);
      const unit = scale * Math.exp(-exponent * log);
      const f = amplitude * unit;
      const lean = (2 * exponent * t) / base;
      value[i] = f;
      byAmplitude[i] = unit;
      byCenter[i] = f * lean * inverse;
      bySigma[i] = f * (lean * t - 1) * inverse;
      byExponent[i] = f * (change - log);
    }
  }
};
