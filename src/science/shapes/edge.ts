import type { Shape } from './shape.js';

/**
 * 1 − s·(½ + atan((x−c)/w)/π): the factor by which a signal drops by the share s (`height`) above an absorption
 * edge at c (`center`) of half width w (`sigma`), e.g. where the sample absorbs its own emission. Multiplies a background.
 */
export const edge: Shape = {
  name: 'edge',
  parameters: [
    { name: 'height', value: 0.2, min: 0, max: 1 },
    { name: 'center', value: 0 },
    { name: 'sigma', value: 1, min: 0 }
  ],
  derived: [],
  evaluate(x, [height, center, sigma], value, [byHeight, byCenter, bySigma]) {
    for (let i = 0; i < x.length; i++) {
      const t = (x[i] - center) / sigma;
      const step = 0.5 + Math.atan(t) / Math.PI;
      const lean = height / (Math.PI * (1 + t * t) * sigma);
      value[i] = 1 - height * step;
      byHeight[i] = -step;
      byCenter[i] = lean;
      bySigma[i] = lean * t;
    }
  }
};
