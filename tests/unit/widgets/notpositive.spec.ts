/** @jest-environment jsdom */
import { joinedName } from '../../../src/analysis/steps/joinedname';
import type { ICurve } from '../../../src/plots';
import { notPositive } from '../../../src/widgets/stage/notpositive';

function curve(key: string, intensity: number[], more: Partial<ICurve> = {}): ICurve {
  const values = Float64Array.from(intensity);
  const data = {
    axis: 'emission' as const,
    energy: values.map((_, i) => i),
    intensity: values,
    sigma: values
  };
  return { key, label: key, color: '#123456', data, isActive: false, isStale: false, ...more };
}

describe('points without a place on a logarithmic axis', () => {
  it('are counted over all curves', () => {
    expect(notPositive([curve('a', [1, 2])], false)).toEqual([]);
    expect(notPositive([curve('a', [0, 2])], false)).toEqual([
      '1 point of a is zero or less and has no place on a logarithmic axis.'
    ]);
    expect(notPositive([curve('a', [0, 2]), curve('b', [-1, -2])], false)).toEqual([
      '3 points of 2 curves are zero or less and have no place on a logarithmic axis.'
    ]);
  });

  it('exclude the residual of a background, if that has its own panel', () => {
    const left = curve('left', [-1, 2, -3], { isActive: true });
    const background = Float64Array.of(10, 10, 10);
    const active = { ...left, data: { ...left.data, columns: { background } } };
    expect(notPositive([active], false)).toHaveLength(1);
    expect(notPositive([active], true)).toEqual([]);
    expect(notPositive([active, curve('b', [0])], true)).toEqual([
      '1 point of b is zero or less and has no place on a logarithmic axis.'
    ]);
  });

  it('exclude the remainder below a joined spectrum', () => {
    const part = curve('part', [-1, 2], { isActive: true });
    const whole = curve(`part#${joinedName}`, [1, 2, 3], { isActive: true });
    expect(notPositive([part, whole], false)).toEqual([]);
  });
});
