import fc from 'fast-check';
import { extent } from '../../../src/science/statistics';
import { surveyOf } from '../../../src/science/survey';

describe('surveyOf', () => {
  it('finds in one pass what separate passes find', () => {
    const values = fc.float64Array({ maxLength: 12 });
    fc.assert(
      fc.property(values, intensity => {
        const measured = Array.from(intensity).filter(Number.isFinite);
        const found = surveyOf({ intensity });
        expect(found.count).toBe(measured.length);
        expect(found.brightest).toBe(
          measured.length > 0 ? intensity.indexOf(Math.max(...measured)) : -1
        );
        expect(found.extent?.map(value => value + 0) ?? null).toEqual(
          extent(intensity)?.map(value => value + 0) ?? null
        );
        expect(found.positive).toEqual(extent(intensity, 0));
      })
    );
  });

  it('passes once', () => {
    const intensity = Float64Array.of(1, 2);
    expect(surveyOf({ intensity })).toBe(surveyOf({ intensity }));
  });

  it('has nothing if nothing was measured', () => {
    const nothing = { count: 0, brightest: -1, extent: null, positive: null };
    expect(surveyOf({ intensity: Float64Array.of(NaN, Infinity) })).toEqual(nothing);
    expect(surveyOf({ intensity: Float64Array.of(-2, 0, NaN) })).toEqual({
      count: 2,
      brightest: 1,
      extent: [-2, 0],
      positive: null
    });
  });
});
