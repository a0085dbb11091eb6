import { runsTest } from '../../../../src/science/fit';
import { normal } from './samples';

describe('the runs test', () => {
  it('counts runs of one sign', () => {
    const { runs, expected } = runsTest(Float64Array.of(1, 2, -1, NaN, -3, 0, -2, 4, -1));
    expect(runs).toBe(4);
    expect(expected).toBeCloseTo((2 * 3 * 4) / 7 + 1, 12);
  });

  it('has the probability of chance', () => {
    let rare = 0;
    for (let seed = 1; seed <= 1000; seed++) {
      const next = normal(seed);
      rare += runsTest(Float64Array.from({ length: 200 }, () => next())).p < 0.05 ? 1 : 0;
    }
    expect(rare).toBeGreaterThan(30);
    expect(rare).toBeLessThan(75);
  });

  it('detects structure', () => {
    const wave = Float64Array.from({ length: 100 }, (_, i) => Math.sin(i / 6));
    expect(runsTest(wave).z).toBeLessThan(-5);
    expect(runsTest(wave.map(Math.abs)).p).toBeNaN();
  });
});
