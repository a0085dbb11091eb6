import type { Cut } from '../../../src/science';
import { cutStep, cutThroughMaximum, newCut, undrawnCuts } from '../../../src/analysis/cutplaces';

const map = {
  incident: Float64Array.of(1, 2, 3, 4, 5),
  emission: Float64Array.of(10, 11),
  brightest: { incident: 3, emission: 11 }
};
const at = (cuts: Cut[], steps = 1, zoom: Parameters<typeof newCut>[4] = null) =>
  newCut(map, 'CIE', steps, cuts, zoom).at;
const cut = (energy: number): Cut => ({ type: 'CIE', at: energy, width: 1 });

describe('newCut', () => {
  it('goes through the maximum, with the requested width', () => {
    expect(newCut(map, 'CIE', 2, [], null)).toEqual({ type: 'CIE', at: 3, width: 2 });
    expect(newCut(map, 'CEE', 1, [cut(11)], null)).toEqual({ type: 'CEE', at: 11, width: 1 });
  });

  it('lies next to existing cuts', () => {
    expect(at([cut(3)])).toBe(2);
    expect(at([cut(3), cut(2)])).toBe(4);
    expect(at([cut(3)], 2)).toBe(1);
  });

  it('lies in the largest gap between existing cuts, not next to the last', () => {
    const wide = { ...map, incident: Float64Array.from({ length: 21 }, (_, k) => k) };
    const cuts: Cut[] = [];
    for (let i = 0; i < 4; i++) {
      cuts.push(
        newCut({ ...wide, brightest: { incident: 20, emission: 11 } }, 'CIE', 1, cuts, null)
      );
    }
    expect(cuts.map(entry => entry.at)).toEqual([20, 10, 15, 5]);
  });

  it('of constant transfer goes through the maximum, then into the gaps between measured points', () => {
    const first = newCut(map, 'CET', 1, [cut(3)], null);
    expect(first).toEqual({ type: 'CET', at: -8, width: 1 });
    // Δ from −10 to −5
    expect(newCut(map, 'CET', 1, [first], null).at).toBe(-6);
  });

  it('lies where it is visible in the plane that is drawn', () => {
    const zoom: Parameters<typeof newCut>[4] = { incident: [1, 3], emission: [10, 10.5] };
    // Δ from 2 − 10.5 to 2 − 10 is visible there, which ω from 9 to 11.5 reaches
    expect(newCut(map, 'CET', 1, [], zoom, 'transfer').at).toBe(-8);
    expect(newCut(map, 'CEE', 1, [], zoom, 'transfer').at).toBe(11);
    expect(newCut(map, 'CEE', 1, [], zoom, 'incident').at).toBe(10.25);
  });

  it('lies at least on no other line if bands leave no gap, else in the middle', () => {
    expect(at([cut(3)], 9)).toBe(2);
    expect(at([1, 2, 3, 4, 5].map(cut))).toBe(3);
  });

  it('lies where it is visible', () => {
    const zoom = {
      incident: [3.6, 5.4] as [number, number],
      emission: [10, 11] as [number, number]
    };
    expect(at([], 1, zoom)).toBe(4.5);
    expect(at([cut(4.5)], 1, zoom)).toBe(4);
    expect(at([], 1, { ...zoom, incident: [3.2, 3.4] })).toBeCloseTo(3.3);
  });
});

describe('cuts on a map', () => {
  it('have the step of the energy held constant, and go through the maximum', () => {
    const fine = { ...map, emission: Float64Array.of(10, 10.25) };
    expect([cutStep(fine, 'CIE'), cutStep(fine, 'CEE'), cutStep(fine, 'CET')]).toEqual([
      1, 0.25, 0.25
    ]);
    expect(cutThroughMaximum(map, 'CET', 2)).toEqual({ type: 'CET', at: -8, width: 2 });
  });

  it('have a warning if the map does not show them', () => {
    const wide = { type: 'CEE', at: 12, width: 2 } as const;
    expect(undrawnCuts([cut(3), wide], map)).toEqual([]);
    const transfer = { ...wide, type: 'CET' } as const;
    expect(undrawnCuts([{ ...wide, width: 1 }, transfer, { ...transfer, at: -11 }], map)).toEqual([
      expect.stringMatching(/^CEE at ω = 12\.00 eV, width 1\.00 eV: outside of this map/),
      expect.stringMatching(
        /^CET at Δ = 12\.00 eV, .*: outside of this map \(-10\.00 to -5\.00 eV\)$/
      )
    ]);
    expect(undrawnCuts([wide], null)).toEqual([]);
  });
});
