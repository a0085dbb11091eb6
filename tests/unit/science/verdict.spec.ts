import { compactValue, compactNumber } from '../../../src/base/measured';
import { agreementOf, trend, verdictOf, type SeriesQuantity } from '../../../src/science';
import { incompleteBeta, studentChance } from '../../../src/science/special/beta';
import { dice, normal as draw } from './montecarlo';

function followed(values: readonly number[], sigma: number | readonly number[]): SeriesQuantity {
  const estimates = values.map((value, k) => ({
    value,
    sigma: typeof sigma === 'number' ? sigma : sigma[k]
  }));
  return {
    name: 'area',
    rises: 'The area rises',
    falls: 'The area falls',
    unit: '%',
    trend: trend([...values.keys()], estimates)
  };
}

describe('a number with its σ in its last digits', () => {
  it.each([
    [3.24, 0.41, '3.2(4)'],
    [0.1441, 0.0172, '0.144(17)'],
    [-0.081, 0.012, '−0.081(12)'],
    [1234.4, 123, '1230(120)'],
    [12.3, 5.2, '12(5)'],
    [2, 0.0996, '2.00(10)'],
    [1.2345, 0.096, '1.23(10)'],
    [100, 0.99, '100.0(10)'],
    [-0.0001, 0.6, '0.0(6)'],
    [1.2345, NaN, '1.23'],
    [-2, 0, '−2']
  ])('of %p and %p is %s', (value, sigma, text) => {
    expect(compactValue(value, sigma)).toBe(text);
    // like the table next to it
    expect(sigma > 0 ? compactNumber({ value, sigma }) : text).toBe(text);
  });
});

describe("Student's t", () => {
  it('has the probabilities of its tables', () => {
    // of one and two degrees of freedom in closed form; then tables at 5 %, 1 % and 0.1 %
    for (const t of [0.01, 0.5, 1, 3, 40, 1e4]) {
      expect(studentChance(t, 1) / ((2 * Math.atan(1 / t)) / Math.PI)).toBeCloseTo(1, 12);
      const root = Math.sqrt(2 + t * t);
      expect(studentChance(-t, 2) / (2 / (root * (root + t)))).toBeCloseTo(1, 12);
    }
    expect(studentChance(3.182446, 3)).toBeCloseTo(0.05, 7);
    expect(studentChance(3.169273, 10)).toBeCloseTo(0.01, 7);
    expect(studentChance(3.459, 40)).toBeGreaterThan(0.001);
    expect(studentChance(3.551, 40)).toBeCloseTo(0.001, 5);
    expect([studentChance(0, 5), studentChance(Infinity, 5)]).toEqual([1, 0]);
  });

  it('is of a function that is symmetric, and known for a or b of 1', () => {
    for (const x of [1e-6, 0.2, 0.5, 0.93]) {
      expect(incompleteBeta(x, 3.5, 1)).toBeCloseTo(x ** 3.5, 13);
      expect(incompleteBeta(x, 1, 4)).toBeCloseTo(1 - (1 - x) ** 4, 13);
      expect(incompleteBeta(x, 60, 2.5)).toBeCloseTo(1 - incompleteBeta(1 - x, 2.5, 60), 13);
    }
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
    expect(incompleteBeta(NaN, 2, 3)).toBeNaN();
  });
});

describe('the verdict on a series', () => {
  it('states by how much a number falls from the first to the last, with σ and probability', () => {
    // 1000 to 960: 4 % of 980, with σ of the slope 10/√Σ(k − 2)² = √10, times 4 steps of 980
    const [sentence, ...others] = verdictOf([followed([1000, 990, 980, 970, 960], 10)]);
    expect(others).toEqual([]);
    expect(sentence).toBe(
      'The area falls by 4.1(13) % over the series (p = 0.0016): damage or drift is likely.'
    );
  });

  it('calls a change possible that occurs by chance once in fifty times', () => {
    const [sentence] = verdictOf([followed([1000, 1046.6], 10 * Math.SQRT2)]);
    expect(sentence).toMatch(/^The area rises by 4\.6\(20\) % .*\(p = 0\.\d+\): .* is possible\.$/);
  });

  it.each([
    ['exactly zero', [-20, -10, 0, 10, 20], 0],
    ['zero within its σ', [-19, -9, 1, 11, 21], 1]
  ])('states a change in its own unit if the mean is %s', (_, values, mean) => {
    // σ of the mean is 2/√5; of the change 2/√10 times 4
    const one = followed(values, 2);
    expect(one.trend?.middle).toEqual({
      time: 2,
      value: expect.closeTo(mean, 12) as number,
      sigma: expect.closeTo(2 / Math.sqrt(5), 12) as number
    });
    expect(verdictOf([{ ...one, ownUnit: 'eV' }])[0]).toMatch(
      /^The area rises by 40\.0\(25\) eV over/
    );
    expect(verdictOf([one])[0]).toMatch(/^The area rises by 40\.0\(25\) over/);
  });

  it('states it relative to a mean that is below zero', () => {
    expect(verdictOf([followed([-110, -105, -100, -95, -90], 2)])[0]).toMatch(
      /^The area rises by 20\.0\(25\) % over/
    );
  });

  it('accounts for scatter beyond σ: what is far from a line is no trend', () => {
    const jumping = followed([1000, 1300, 900, 1250, 1040, 1290], 10);
    expect(jumping.trend?.hasChanged).toBe(true);
    expect(verdictOf([jumping])).toEqual(['No trend is seen at the 5 % level in area.']);
    const both = verdictOf([followed([1000, 930, 1100, 1150, 1230, 1350, 1370], 10)]);
    expect(both[0]).toMatch(/although values scatter about it with χ²\/dof = \d/);
  });

  it('is wrong about a series without a trend in 5 % of cases, however many numbers are tested', () => {
    const random = dice(17);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const series = () =>
      followed(
        Array.from({ length: 40 }, () => 1000 + 10 * normal()),
        10
      );
    const count = 2000;
    const wrong = Array.from({ length: count }, () => {
      const verdicts = verdictOf([series(), series(), series()]);
      return verdicts.some(sentence => /likely|possible/.test(sentence)) ? 1 : 0;
    }).reduce<number>((sum, entry) => sum + entry, 0);
    expect(wrong / count).toBeGreaterThan(0.02);
    expect(wrong / count).toBeLessThan(0.06);
  });

  it.each([3, 4, 5])(
    'has the stated rate of trends in %i values whose σ is five times too small',
    n => {
      const random = dice(100 + n);
      const count = 4000;
      const verdicts = Array.from({ length: count }, () =>
        verdictOf([
          followed(
            Array.from({ length: n }, () => 1000 + 10 * draw(random)),
            2
          )
        ]).join()
      );
      const part = (word: string) =>
        verdicts.filter(verdict => verdict.includes(word)).length / count;
      // 0.27 % and 5 %, each with 3 σ of the count
      expect(part('is likely')).toBeLessThan(0.0027 + 3 * Math.sqrt(0.0027 / count));
      expect(part('drift is')).toBeLessThan(0.05 + 3 * Math.sqrt(0.05 / count));
      expect(part('drift is')).toBeGreaterThan(0.03);
    }
  );

  it('reports few values on a line as a change by counting, but too few to be sure', () => {
    const [sentence, ...others] = verdictOf([followed([1000, 943, 901], 8)]);
    expect(sentence).toMatch(
      /^The area falls by .* over the series as counted \(p < 0.0001\), but 3 scans are too few to tell that from other scatter \(p = 0.0\d+\): measure more\.$/
    );
    expect(others).toEqual([]);
    expect(verdictOf([followed([1000, 999, 1001], 5)])).toEqual([
      'No trend is seen at the 5 % level in area.'
    ]);
  });

  it('names what shows no trend, and what has no σ to test', () => {
    const flat = (name: string): SeriesQuantity => ({ ...followed([1, 1.01, 0.99, 1], 0.1), name });
    const dark: SeriesQuantity = { ...flat('shift'), trend: null };
    expect(verdictOf([flat('area'), flat('centroid'), dark])).toEqual([
      'No trend is seen at the 5 % level in area and centroid.',
      'No trend can be tested in shift: fewer than two values have a σ.'
    ]);
  });

  it('leaves out values without a σ, and the others in their positions', () => {
    const whole = trend(
      [0, 1, 3],
      [1, 2, 4].map(value => ({ value, sigma: 1 }))
    );
    const holes = trend(
      [0, 1, 2, 3],
      [1, 2, NaN, 4].map((value, k) => ({ value, sigma: k === 2 ? NaN : 1 }))
    );
    expect(holes).toEqual(whole);
    expect([holes.slope.value, holes.span, holes.middle.value]).toEqual([
      expect.closeTo(1, 12),
      3,
      expect.closeTo(7 / 3, 12)
    ]);
    expect(holes.redchiAbout).toBeCloseTo(0, 12);
  });

  it('reports whether scans agree within counting noise', () => {
    expect(agreementOf({ redchi: 524 / 402, dof: 402 })).toBe(
      'The scans differ by more than counting explains (χ²/dof = 1.30 for 402 degrees of freedom).'
    );
    expect(agreementOf({ redchi: 1.02, dof: 402 })).toMatch(/^The scans agree within counting/);
    expect(agreementOf({ redchi: 0, dof: 402 })).toMatch(/less than counting allows .* copies/);
    expect(agreementOf({ redchi: 0.1, dof: 12 })).toMatch(/^The scans agree within counting/);
    expect(agreementOf({ redchi: NaN, dof: 0 })).toMatch(/can’t be tested/);
  });
});
