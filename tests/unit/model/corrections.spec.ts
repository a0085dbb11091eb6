import { Corrections } from '../../../src/model/corrections';

describe('that a scan was another than its first picture', () => {
  it('is said until something else is looked at, and again when it is so again', () => {
    const corrections = new Corrections();
    const [one, arm, two] = [{ id: 's1' }, { id: 's1', channel: 'lower' }, { id: 's2' }];
    const is = (ref: { id: string } | null, ...corrected: string[]) => {
      corrections.follow(ref, new Set(corrected));
      return corrections.isCorrected;
    };
    expect(is(one)).toBe(false);
    expect([is(one, 's1'), is(one, 's1')]).toEqual([true, true]);
    expect([is(two, 's1'), is(one, 's1'), is(one, 's1')]).toEqual([false, false, false]);
    expect([is(one), is(one, 's1')]).toEqual([false, true]); // read again
    expect(is(arm, 's1')).toBe(false);
    expect(is(two, 's1', 's2')).toBe(true);
    expect(is(null, 's1', 's2')).toBe(false);
  });
});
