/** @jest-environment jsdom */
import { writtenLimit } from '../../../src/widgets/limits/limitsediting';

describe('a limit of the colours', () => {
  it('is written with four digits, in the shorter form, and fits its field', () => {
    expect(
      [0.00105249, 0.0555901, 0.00000335249, 1234567, 0, -0.000012, 3].map(writtenLimit)
    ).toEqual(['0.001052', '0.05559', '3.352e-6', '1235000', '0', '-1.2e-5', '3']);
  });

  it('is the number that is displayed, to four digits', () => {
    for (const value of [1e-9, 2.5e-7, 0.1, 9.9999e-5, 1e15, -4.2e-12]) {
      expect(Number(writtenLimit(value))).toBe(Number(value.toPrecision(4)));
      expect(writtenLimit(value).length).toBeLessThanOrEqual(10);
    }
  });
});
