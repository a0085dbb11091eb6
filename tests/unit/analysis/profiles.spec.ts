import { curveAlong, cutStep, cutThroughMaximum, shownCut } from '../../../src/analysis';
import { brightest, type Cut } from '../../../src/science';
import { makeMap } from '../plots/maps';

// brightest at Ω 9660, ω 8632
const map = makeMap([9658, 9658.5, 9660], [8630, 8632], (i, j) => (i === 0 ? NaN : 1 + j));
const cie: Cut = { type: 'CIE', at: 9660, width: 0.1 };

describe('curveAlong', () => {
  it('is the curve, found once a cut', () => {
    const curve = curveAlong(map, cie);
    expect([...(curve?.energy ?? [])]).toEqual([8632]);
    expect(curveAlong(map, cie)).toBe(curve);
    expect(curveAlong(map, { ...cie })).not.toBe(curve);
    expect(curveAlong({ ...map }, cie)).not.toBe(curve);
  });

  it('is null where no measured cell lies in the band', () => {
    expect(curveAlong(map, { ...cie, at: 9000 })).toBeNull();
    expect(curveAlong(map, { type: 'CEE', at: 8630, width: 1 })).toBeNull();
  });
});

describe('shownCut', () => {
  const cuts: Cut[] = [cie, { type: 'CEE', at: 8632, width: 1 }, { ...cie, at: 9658 }];

  it('is the newest of its type, or the one that was chosen', () => {
    expect([shownCut(cuts, 'CIE'), shownCut(cuts, 'CEE'), shownCut(cuts, 'CET')]).toEqual([
      2, 1, -1
    ]);
    expect([shownCut(cuts, 'CIE', 0), shownCut(cuts, 'CIE', 1), shownCut(cuts, 'CIE', 9)]).toEqual([
      0, 2, 2
    ]);
  });
});

describe('cutThroughMaximum', () => {
  it('goes through the brightest cell, as many steps wide as is asked', () => {
    expect(brightest(map)).toEqual({ incident: 9660, emission: 8632 });
    expect(cutThroughMaximum(map, 'CIE')).toEqual({ type: 'CIE', at: 9660, width: 1 });
    expect(cutThroughMaximum(map, 'CEE', 2)).toEqual({ type: 'CEE', at: 8632, width: 4 });
    expect(cutThroughMaximum(map, 'CET').at).toBe(1028);
    expect(cutStep(map, 'CEE')).toBe(2);
  });

  it('is somewhere in a map without a measured cell', () => {
    const empty = makeMap([0, 1], [10, 11], () => NaN);
    expect(cutThroughMaximum(empty, 'CIE').at).toBe(0);
  });
});
