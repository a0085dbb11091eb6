import type { SpectrumValue } from '../../../../src/analysis/steps';
import { applied } from './applied';

const value = (sigma: number[]): SpectrumValue => ({
  kind: 'spectrum',
  axis: 'emission',
  spectrum: {
    energy: Float64Array.of(1, 2, 3, 4),
    intensity: Float64Array.of(1, 5, 4, 1),
    sigma: Float64Array.from(sigma)
  }
});

it('the integrated difference says nothing of noise where a point has no σ', () => {
  const numbersOf = (sigma: number[]) =>
    applied('iad', [value(sigma), value([1, 1, 1, 1])], { range: null }).numbers;
  expect(Object.keys(numbersOf([1, 1, 1, 1]))).toEqual(['iad', 'noiseBias', 'debiased']);
  expect(numbersOf([1, 1, NaN, 1])).toEqual({ iad: { value: 0, sigma: null, unit: '' } });
});
