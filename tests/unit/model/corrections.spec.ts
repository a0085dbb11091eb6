import { Corrections } from '../../../src/model/corrections';

describe('the notice that a scan differs from its preview', () => {
  it('is shown until another row is viewed, and again when it reoccurs', () => {
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
