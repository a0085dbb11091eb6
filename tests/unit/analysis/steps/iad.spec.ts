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

it('the integrated difference makes no claim about noise if a point has no σ', () => {
  const numbersOf = (sigma: number[]) =>
    applied('iad', [value(sigma), value([1, 1, 1, 1])], { range: null }).numbers;
  expect(Object.keys(numbersOf([1, 1, 1, 1]))).toEqual(['iad', 'noiseBias', 'debiased']);
  expect(numbersOf([1, 1, NaN, 1])).toEqual({ iad: { value: 0, sigma: null, unit: '' } });
});

it('a difference has the same numbers and warnings next to it on request, and succeeds without an area', () => {
  const [one, other] = [value([1, 1, 1, 1]), value([2, 2, 2, 2])];
  other.spectrum.intensity[1] = 3;
  const range: [number, number] = [1, 3];
  const difference = applied('difference', [one, other], { range, iad: true });
  const iad = applied('iad', [one, other], { range });
  expect(applied('difference', [one, other], { range }).numbers).toEqual({});
  expect(difference.numbers).toEqual(iad.numbers);
  expect(difference.warnings).toEqual(expect.arrayContaining([...iad.warnings]));
  const nothing = { ...value([1, 1, 1, 1]) };
  nothing.spectrum.intensity.fill(0);
  const bare = applied('difference', [one, nothing], { iad: true });
  expect(bare.numbers).toEqual({});
  expect(bare.warnings).toContainEqual(
    expect.objectContaining({
      code: 'spectrum/no-area',
      message: expect.stringMatching(/^No IAD: .*choose a range/) as string
    })
  );
  expect(bare.values[0]).toMatchObject({ spectrum: { intensity: one.spectrum.intensity } });
});
