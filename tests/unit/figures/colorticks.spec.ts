import fc from 'fast-check';
import { colorTicks, intensityScale } from '../../../src/figures';
import type { ColorScale } from '../../../src/analysis/document';

/** Ticks of a bar whose scale is linear below `noise`. */
function ticks(scale: ColorScale, limits: [number, number], noise = 1) {
  return colorTicks({ scale, limits, place: intensityScale({ noise }, scale).place });
}

describe('the ticks of a colour bar', () => {
  it.each<[string, ColorScale, [number, number], number, number[]]>([
    ['tenths', 'linear', [0, 1], 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    ['hundredths', 'linear', [0.00105, 0.0556], 1, [0.01, 0.02, 0.03, 0.04, 0.05]],
    ['thousands', 'linear', [-1500, 2600], 1, [-1000, 0, 1000, 2000]],
    ['decades', 'log', [0.003, 4100], 1, [0.01, 0.1, 1, 10, 100, 1000]],
    ['2 and 5 of few decades', 'log', [1, 100], 1, [1, 2, 5, 10, 20, 50, 100]],
    ['steps within a decade', 'log', [110, 190], 1, [120, 140, 160, 180]],
    ['decades about zero', 'symlog', [-1000, 1000], 1, [-1000, -100, -10, 0, 10, 100, 1000]],
    ['steps within the noise', 'symlog', [-0.4, 0.4], 1, [-0.2, -0.1, 0, 0.1, 0.2]]
  ])('are %s', (_, scale, limits, noise, wanted) => {
    expect(ticks(scale, limits, noise)).toEqual(wanted);
  });

  it('are a few round numbers within any limits, in order', () => {
    const edge = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    const scale = fc.constantFrom<ColorScale>('linear', 'log', 'symlog');
    fc.assert(
      fc.property(scale, edge, edge, (kind, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        fc.pre(high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high)) && high - low > 1e-100);
        const found = ticks(kind, [low, high]);
        const slack = 1e-6 * (high - low);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(16);
        found.forEach((tick, i) => {
          expect(tick).toBeGreaterThanOrEqual(low - slack);
          expect(tick).toBeLessThanOrEqual(high + slack);
          expect(i === 0 || tick > found[i - 1]).toBe(true);
          expect(Number.isFinite(tick)).toBe(true);
        });
      })
    );
  });
});
