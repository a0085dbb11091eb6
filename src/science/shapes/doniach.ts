import { peak, type Shape } from './shape.js';

/**
 * A/σ^(1−γ)·cos(πγ/2 + (1−γ)·atan t)/(1 + t²)^((1−γ)/2), t = (x−c)/σ: the asymmetric line of a
 * metal (S. Doniach, M. Šunjić, J. Phys. C 3 (1970) 285) as defined by lmfit. Its area is infinite.
 */
export const doniach: Shape = {
  name: 'doniach',
  parameters: [...peak, { name: 'gamma', value: 0 }],
  derived: [{ name: 'height', expr: 'amplitude/sigma**(1-gamma)*cos(pi*gamma/2)' }],
  evaluate(x, [amplitude, center, sigma, gamma], value, [byAmplitude, byCenter, bySigma, byGamma]) {
    const rest = 1 - gamma;
    const logSigma = Math.log(sigma);
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - center) / sigma;
      const base = 1 + t * t;
      const log = 0.5 * Math.log(base);
      const turn = Math.atan(t);
      const angle = (Math.PI * gamma) / 2 + rest * turn;
      const size = Math.exp(-rest * (log + logSigma));
      const even = size * Math.cos(angle);
      const odd = size * Math.sin(angle);
      const byT = (-amplitude * rest * (odd + even * t)) / base;
      value[i] = amplitude * even;
      byAmplitude[i] = even;
      byCenter[i] = -byT / sigma;
      bySigma[i] = (-byT * t - amplitude * rest * even) / sigma;
      byGamma[i] = amplitude * (even * (logSigma + log) - odd * (Math.PI / 2 - turn));
    }
  }
};
