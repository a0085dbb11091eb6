import type { Failure } from '../../../src/analysis/steps/part';
import type { ICurve } from '../../../src/figures/curves/curve';
import type { StageContents } from '../../../src/widgets/stage/contents';
import { HeldCurves } from '../../../src/widgets/stage/heldcurves';

function curve(key: string, isActive: boolean): ICurve {
  const one = Float64Array.of(1);
  const data = { axis: 'emission', energy: one, intensity: one, sigma: one } as const;
  return { key, label: key, color: '#123456', data, isActive, isStale: false };
}

const failure: Failure = { code: 'spectrum/empty-range', message: 'No point lies there.' };

function contents(curves: ICurve[], more: Partial<StageContents> = {}): StageContents {
  return { curves, tables: [], notes: [], failure: null, ...more };
}

describe('the curves during a drag of a mark', () => {
  const active = curve('a', true);
  const other = curve('b', false);

  it('stay as stale ones if a position has no result, with the reason below', () => {
    const held = new HeldCurves();
    const whole = contents([active, other]);
    expect(held.of(whole, true, 'A')).toBe(whole);
    const lost = held.of(contents([other], { failure }), true, 'A');
    expect(lost.curves).toEqual([other, { ...active, isStale: true }]);
    expect(lost.failure).toBeNull();
    expect(lost.notes).toEqual(['A is not drawn: No point lies there.']);
    const again = held.of(contents([other], { failure }), true, 'A');
    expect(again.curves[1]).toBe(lost.curves[1]); // nothing to redraw
    expect(held.of(whole, true, 'A')).toBe(whole);
  });

  it('are removed without a drag, and if another row was active meanwhile', () => {
    const held = new HeldCurves();
    held.of(contents([active]), true, 'A');
    const lost = contents([], { failure });
    expect(held.of(lost, false, 'A')).toBe(lost);
    expect(held.of(lost, true, 'A')).toBe(lost);
    held.of(contents([active]), true, 'A');
    held.clear();
    expect(held.of(lost, true, 'A')).toBe(lost);
  });
});
