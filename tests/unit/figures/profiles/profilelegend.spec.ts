import { namedInside } from '../../../../src/figures/profiles/profilelegend';

const curves = [{ label: 'XES_ZnZSM5_air500_279192_1' }, { label: 'B_279193_1' }];

describe('the legend of a plot of profiles', () => {
  it('has complete names if they fit, and before the room is known', () => {
    const whole = ['XES_ZnZSM5_air500_279192_1', 'B_279193_1'];
    expect(namedInside(curves, { width: 600, height: 200 })).toEqual(whole);
    expect(namedInside(curves, { width: 0, height: 0 })).toEqual(whole);
    expect(namedInside(curves, { width: -24, height: -60 })).toEqual(whole);
  });

  it('shortens long names, so that none overlaps the axes', () => {
    const names = namedInside(curves, { width: 180, height: 200 }) ?? [];
    expect(names).toEqual(['XES_ZnZSM5…79192_1', 'B_279193_1']);
    expect(Math.max(...names.map(({ length }) => length)) * 7.2 + 40).toBeLessThan(180);
  });

  it('is hidden if names that differ in the middle only would become equal', () => {
    const cuts = [{ label: 'CIE 9662.8 eV' }, { label: 'CIE 9660.4 eV' }];
    expect(namedInside(cuts, { width: 130, height: 300 })).toEqual([
      'CIE 9662.8 eV',
      'CIE 9660.4 eV'
    ]);
    expect(namedInside(cuts, { width: 110, height: 300 })).toBeNull();
  });

  it('is hidden if names would be meaningless, or their lines would fill the plot', () => {
    expect(namedInside(curves, { width: 85, height: 200 })).toBeNull();
    expect(namedInside(curves, { width: 600, height: 40 })).toBeNull();
    expect(namedInside([{ label: 'CIE' }, { label: 'CEE' }], { width: 85, height: 200 })).toEqual([
      'CIE',
      'CEE'
    ]);
  });
});
