import { caseOf } from '../../../bench/coverage/case';
import { cases } from '../../../bench/coverage/cases';
import { measure } from '../../../bench/coverage/measure';
import { poissonCount } from '../../../bench/coverage/poisson';
import { reportedBy } from '../../../bench/coverage/reported';
import type { Sample } from '../../../bench/coverage/tally';
import { judge, standardOf } from '../../../bench/coverage/verdict';
import { steps } from '../../../src/analysis/steps';
import { dice, normal } from '../science/montecarlo';

const trials = 400;
const unreported = { isApproximate: false, isBiased: false };

/** Samples whose σ is 1 times `claim`, and whose mean is off by `bias`. */
function samples(claim: number, bias: number, words: Partial<Sample> = {}): Sample[] {
  const random = dice(3);
  return Array.from({ length: trials }, () => ({
    deviation: normal(random) + bias,
    sigma: claim,
    ...unreported,
    ...words
  }));
}

const judged = (all: readonly Sample[], level = 100) =>
  judge(all, { size: 100, trials, standard: standardOf(level) });

describe('the judge of coverage', () => {
  it('accepts what is right, and its statistics', () => {
    const { verdict, statistics } = judged(samples(1, 0));
    expect(verdict).toBe('right');
    expect(Math.abs(statistics!.ratio - 1)).toBeLessThan(3 * statistics!.ratioError);
    // of normal deviations 1/√(2n)
    expect(statistics!.ratioError).toBeCloseTo(1 / Math.sqrt(2 * trials), 2);
  });

  it.each([
    ['a σ that is too small', samples(0.75, 0), ['sigma']],
    ['one that is too large', samples(1.3, 0), ['sigma']],
    ['a bias', samples(1, 0.6), ['bias']],
    ['both', samples(0.7, -0.6), ['bias', 'sigma']],
    ['a number without σ', samples(1, 0, { sigma: null }), ['no sigma']]
  ])('finds %s', (_, all, faults) => {
    expect(judged(all)).toMatchObject({ verdict: 'wrong', faults });
  });

  it('allows a little more at few counts, and no more', () => {
    expect(judged(samples(1.18, 0)).verdict).toBe('wrong');
    expect(judged(samples(1.18, 0), 3).verdict).toBe('right');
    expect(judged(samples(1.35, 0), 3).verdict).toBe('wrong');
  });

  it('counts a warning that concerns the fault, in each trial', () => {
    const approximate = { isApproximate: true };
    expect(judged(samples(0.7, 0, approximate)).verdict).toBe('reported');
    expect(judged(samples(1, 0.6, approximate)).verdict).toBe('wrong');
    expect(judged(samples(1, 0.6, { isBiased: true })).verdict).toBe('reported');
    const half = samples(0.7, 0).map((sample, i) => ({ ...sample, isApproximate: i % 2 === 0 }));
    expect(judged(half).verdict).toBe('wrong');
  });

  it('takes a constant value with σ 0 for exact', () => {
    const exact = (sigma: number | null) =>
      samples(1, 0).map(sample => ({ ...sample, deviation: 1e-12, sigma }));
    expect(judged(exact(0)).verdict).toBe('right');
    expect(judged(exact(null)).verdict).toBe('right');
    expect(judged(exact(0.1)).verdict).toBe('wrong');
  });

  it('does not judge what is hardly ever returned', () => {
    expect(judged(samples(1, 5).slice(0, 20))).toMatchObject({
      verdict: 'reported',
      faults: ['no result']
    });
  });

  it('matches warnings by code, and by text if they concern the value', () => {
    const judgeWarning = (code: string, message = '') => reportedBy([{ code, message }]);
    expect(judgeWarning('sigma/approximate', 'σ is too small.')).toEqual({
      isApproximate: true,
      isBiased: false
    });
    expect(judgeWarning('sigma/approximate', 'What is divided by it is too low.').isBiased).toBe(
      true
    );
    expect(judgeWarning('fit/at-bound')).toEqual({ isApproximate: true, isBiased: true });
    expect(judgeWarning('spectrum/unsorted', 'Energies were not ascending.')).toEqual(unreported);
  });
});

describe('counts', () => {
  it.each([0.3, 11.9, 12.1, 100, 1e4])('of a mean of %s are those of Poisson', mean => {
    const random = dice(11);
    const n = 20_000;
    const all = Array.from({ length: n }, () => poissonCount(mean, random));
    const average = all.reduce((sum, k) => sum + k, 0) / n;
    const moment = (power: number) =>
      all.reduce((sum, k) => sum + (k - mean) ** power, 0) / n / mean;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / n));
    // variance and third moment are the mean too
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / mean) / n));
    expect(Math.abs(moment(3) - 1)).toBeLessThan(4 * Math.sqrt((15 * mean + 30 + 5 / mean) / n));
  });
});

describe('the measured steps', () => {
  it('are all steps that return numbers', () => {
    const circumstances = { level: 100, draw: () => 0 };
    const done = new Set(
      cases.flatMap(entry => entry.entries(circumstances).map(({ step }) => step))
    );
    // lines of a drawing, which have no σ
    expect(steps.map(({ name }) => name).filter(name => !done.has(name))).toEqual(['contours']);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it('are compared with the truth', async () => {
    const wrong = caseOf('area', { a: ['area', 'line'] }, { truth: { area: 0 } });
    const rows = await measure(wrong, 100, { trials: 60 });
    expect(rows).toMatchObject([{ quantity: 'area', verdict: 'wrong', faults: ['bias'] }]);
  });
});
