import { defaultAxesView } from '../../../src/analysis/document/index';
import type { ICurve } from '../../../src/plots';
import {
  joinedBeside,
  LowerAxes,
  splitJoined,
  withJoined
} from '../../../src/widgets/stage/joinedview';

function curve(key: string, isActive = false): ICurve {
  const values = Float64Array.of(1, 2, 3);
  return {
    key,
    label: key,
    color: `#00000${key.length}`,
    isActive,
    isStale: false,
    data: {
      axis: 'emission',
      energy: values,
      intensity: values,
      sigma: values,
      columns: { background: values }
    }
  };
}

const keys = (curves: readonly ICurve[]) => curves.map(({ key }) => key);

describe('a background that was fitted to a joined spectrum', () => {
  it('has the joined spectrum drawn with it, once it is known to have one', () => {
    const joined = { name: 'joined', kind: 'spectrum' } as const;
    expect(joinedBeside('b', null)).toEqual([]);
    expect(joinedBeside('b', { outputs: [{ ...joined, name: 'background' }] })).toEqual([]);
    expect(joinedBeside('b', { outputs: [joined] })).toEqual([{ id: 'b', output: 'joined' }]);
  });

  it('is drawn below the joined spectrum, which is active in its place', () => {
    const [scan, result, whole] = [curve('s1'), curve('b', true), curve('b#joined')];
    const { upper, lower } = splitJoined(withJoined([scan, result, whole]));
    expect(keys(upper)).toEqual(['s1', 'b#joined']);
    expect(upper[1]).toMatchObject({ isActive: true, color: whole.color });
    expect(upper[1].data).toBe(whole.data);
    expect(keys(lower)).toEqual(['b']);
    // the background has the energies of the joined spectrum
    expect(lower[0].data.columns).toEqual({});
    expect(lower[0].data.intensity).toBe(result.data.intensity);
  });

  it('is the same for the same curves, so that nothing is redrawn', () => {
    const curves = [curve('b', true), curve('b#joined')];
    const [before, after] = [splitJoined(withJoined(curves)), splitJoined(withJoined(curves))];
    expect(after.upper[0]).toBe(before.upper[0]);
    expect(after.lower[0]).toBe(before.lower[0]);
  });

  it('is a curve among others if another row is active, or no joined one is drawn', () => {
    const curves = [curve('b'), curve('b#joined')];
    expect(withJoined(curves)).toBe(curves);
    expect(splitJoined(curves)).toEqual({ upper: curves, lower: [] });
    const alone = [curve('b', true), curve('c#joined')];
    expect(splitJoined(withJoined(alone))).toEqual({ upper: alone, lower: [] });
  });

  it('is viewed over the same energies, and over its own intensities', () => {
    const axes = new LowerAxes();
    const whole = axes.of(defaultAxesView);
    expect(axes.of({ ...defaultAxesView, logY: true, y: [1, 2] })).toBe(whole);
    expect(axes.of({ ...defaultAxesView, x: [9640, 9670], y: [1, 2] })).toEqual({
      logY: false,
      x: [9640, 9670],
      y: null
    });
  });
});
