import { intensityScale, noiseOf } from '../../../src/figures/intensityscale';
import { makeMap } from '../plots/maps';

// σ is 0.1 everywhere
const map = makeMap([0, 1], [0, 1], (i, j) => 10 * i - j);

describe('intensityScale', () => {
  it.each(['linear', 'log', 'symlog'] as const)('%s is invertible', scale => {
    const { place, intensity } = intensityScale(map, scale);
    for (const value of [0.01, 0.1, 1, 1000]) {
      expect(intensity(place(value))).toBeCloseTo(value, 10);
    }
    expect(place(2)).toBeGreaterThan(place(1));
  });

  it('symlog handles zero and below, is linear within the noise and logarithmic above', () => {
    const { place, intensity } = intensityScale(map, 'symlog');
    expect(place(0)).toBe(0);
    expect(place(-3)).toBe(-place(3));
    expect(intensity(place(-3))).toBeCloseTo(-3, 10);
    expect(place(0.001) / place(0.0005)).toBeCloseTo(2, 1);
    expect(place(1e5) - place(1e4)).toBeCloseTo(Math.log(10), 3);
  });

  it('symlog needs no σ', () => {
    const bare = { ...map, sigma: map.sigma.map(() => NaN) };
    expect(intensityScale(bare, 'symlog').place(0.01)).toBeCloseTo(Math.LN2, 10);
    const zero = { ...bare, intensity: bare.intensity.map(() => 0) };
    expect(intensityScale(zero, 'symlog').place(1)).toBeCloseTo(Math.LN2, 10);
  });

  it('needs no map if its noise is known', () => {
    const map = makeMap([0, 1], [10, 11], (i, j) => i + j);
    const noise = noiseOf(map);
    expect(noise).toBe(0.1);
    for (const scale of ['linear', 'log', 'symlog'] as const) {
      expect(intensityScale({ noise }, scale).place(0.7)).toBe(
        intensityScale(map, scale).place(0.7)
      );
    }
  });
});
