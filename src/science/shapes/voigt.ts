import { faddeeva } from '../special/faddeeva.js';
import { peak, type Shape } from './shape.js';

const norm = 1 / Math.sqrt(2 * Math.PI);
const w = new Float64Array(4);

/**
 * A·Re w(z)/(σ√2π) with z = (x − c + iγ)/(σ√2): a Gaussian of σ convolved with a Lorentzian of half
 * width γ, which is tied to σ unless freed, as in lmfit. The amplitude is the area.
 */
export const voigt: Shape = {
  name: 'voigt',
  parameters: [...peak, { name: 'gamma', value: 1, min: 0, expr: 'sigma' }],
  derived: [
    { name: 'fwhm', expr: '1.0692*gamma+sqrt(0.8664*gamma**2+5.545083*sigma**2)' },
    { name: 'height', expr: 'amplitude*erfcx(gamma/(sigma*sqrt(2)))/(sigma*sqrt(2*pi))' }
  ],
  evaluate(x, [amplitude, center, sigma, gamma], value, [byAmplitude, byCenter, bySigma, byGamma]) {
    const scale = 1 / (sigma * Math.SQRT2);
    const y = gamma * scale;
    const slope = ((amplitude * norm) / sigma) * scale;
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - center) * scale;
      faddeeva(t, y, w);
      const unit = (w[0] * norm) / sigma;
      value[i] = amplitude * unit;
      byAmplitude[i] = unit;
      byCenter[i] = -slope * w[2];
      byGamma[i] = -slope * w[3];
      bySigma[i] = -(amplitude * unit) / sigma - slope * Math.SQRT2 * (w[2] * t - w[3] * y);
    }
  }
};
