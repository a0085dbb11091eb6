import { erf } from '../special/erf.js';
import type { Shape } from './shape.js';

/** A form of step: its height (0…1) at t = (x−c)/σ, and the derivative by t there. */
interface Form {
  name: string;
  height(t: number): number;
  slope(t: number, height: number): number;
}

/** A·h(t), t = (x−c)/σ; a negative σ gives a falling step. */
function step({ name, height, slope }: Form): Shape {
  return {
    name: `step_${name}`,
    parameters: [
      { name: 'amplitude', value: 1 },
      { name: 'center', value: 0 },
      { name: 'sigma', value: 1 }
    ],
    derived: [],
    evaluate(x, [amplitude, center, sigma], value, [byAmplitude, byCenter, bySigma]) {
      for (let i = 0; i < x.length; i++) {
        const t = (x[i] - center) / sigma;
        const h = height(t);
        const lean = (amplitude * slope(t, h)) / sigma;
        value[i] = amplitude * h;
        byAmplitude[i] = h;
        byCenter[i] = -lean;
        bySigma[i] = -lean * t;
      }
    }
  };
}

/** lmfit's four forms of a step. */
export const steps: readonly Shape[] = [
  step({
    name: 'linear',
    height: t => Math.min(1, Math.max(0, t + 0.5)),
    slope: t => (t > -0.5 && t < 0.5 ? 1 : 0)
  }),
  step({
    name: 'arctan',
    height: t => 0.5 + Math.atan(t) / Math.PI,
    slope: t => 1 / (Math.PI * (1 + t * t))
  }),
  step({
    name: 'erf',
    height: t => 0.5 * (1 + erf(t)),
    slope: t => Math.exp(-t * t) / Math.sqrt(Math.PI)
  }),
  step({
    name: 'logistic',
    height: t => 1 / (1 + Math.exp(-t)),
    slope: (t, height) => height / (1 + Math.exp(t))
  })
];
