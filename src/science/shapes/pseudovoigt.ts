import { peak, type Shape } from './shape.js';

const gaussWidth = 1 / Math.sqrt(2 * Math.LN2);
const norm = 1 / Math.sqrt(2 * Math.PI);

/**
 * (1 − f)·Gaussian + f·Lorentzian with the same full width 2σ and total area A; f is the fraction
 * of the Lorentzian.
 */
export const pseudoVoigt: Shape = {
  name: 'pvoigt',
  parameters: [...peak, { name: 'fraction', value: 0.5, min: 0, max: 1 }],
  derived: [
    { name: 'fwhm', expr: '2*sigma' },
    {
      name: 'height',
      expr: '(1-fraction)*amplitude/(sigma*sqrt(pi/log(2)))+fraction*amplitude/(pi*sigma)'
    }
  ],
  evaluate(
    x,
    [amplitude, center, sigma, fraction],
    value,
    [byAmplitude, byCenter, bySigma, byFraction]
  ) {
    const narrow = sigma * gaussWidth;
    const share = 1 - fraction;
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - center) / sigma;
      const u = t / gaussWidth;
      const inverse = 1 / (1 + t * t);
      const gauss = (norm / narrow) * Math.exp(-0.5 * u * u);
      const lorentz = inverse / (Math.PI * sigma);
      const unit = share * gauss + fraction * lorentz;
      const scale = amplitude / sigma;
      value[i] = amplitude * unit;
      byAmplitude[i] = unit;
      byCenter[i] =
        scale * ((share * gauss * u) / gaussWidth + 2 * fraction * lorentz * t * inverse);
      bySigma[i] =
        scale * (share * gauss * (u * u - 1) + fraction * lorentz * (2 * t * t * inverse - 1));
      byFraction[i] = amplitude * (lorentz - gauss);
    }
  }
};
