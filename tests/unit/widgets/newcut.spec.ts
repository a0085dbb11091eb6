import type { Cut } from '../../../src/science';
import { newCut } from '../../../src/widgets/newcut';
import { makeMap } from '../plots/maps';

// brightest at Ω = 3, ω = 11
const map = makeMap([1, 2, 3, 4, 5], [10, 11], (i, j) => 10 * i - Math.abs(j - 2));
const at = (cuts: Cut[], steps = 1, zoom: Parameters<typeof newCut>[4] = null) =>
  newCut(map, 'CIE', steps, cuts, zoom).at;
const cut = (energy: number): Cut => ({ type: 'CIE', at: energy, width: 1 });

describe('newCut', () => {
  it('goes through the maximum, as wide as is wanted', () => {
    expect(newCut(map, 'CIE', 2, [], null)).toEqual({ type: 'CIE', at: 3, width: 2 });
    expect(newCut(map, 'CEE', 1, [cut(11)], null)).toEqual({ type: 'CEE', at: 11, width: 1 });
  });

  it('lies beside those that are there', () => {
    expect(at([cut(3)])).toBe(2);
    expect(at([cut(3), cut(2)])).toBe(4);
    expect(at([cut(3)], 2)).toBe(1);
  });

  it('lies at least on no other line where bands leave no room, else in the middle', () => {
    expect(at([cut(3)], 9)).toBe(2);
    expect(at([1, 2, 3, 4, 5].map(cut))).toBe(3);
  });

  it('lies where it can be seen', () => {
    const zoom = {
      incident: [3.6, 5.4] as [number, number],
      emission: [10, 11] as [number, number]
    };
    expect(at([], 1, zoom)).toBe(4.5);
    expect(at([cut(4.5)], 1, zoom)).toBe(4);
    expect(at([], 1, { ...zoom, incident: [3.2, 3.4] })).toBeCloseTo(3.3);
  });
});
