import { contoursStep } from '../../../../src/analysis/steps/contours';
import { partsOf } from './applied';
import { makeMap } from '../../plots/maps';
import { steps } from '../../science/synthetic';

describe('contours of a hill', () => {
  it('have centres and enclosed area as an additional output, over all three energies', () => {
    const [incident, emission] = [steps(9650, 0.25, 81), steps(8620, 0.25, 81)];
    const hill = makeMap(
      incident,
      emission,
      (i, j) => 10 - Math.hypot(incident[j] - 9660, emission[i] - 8631)
    );
    const [{ aside }] = partsOf(
      contoursStep,
      [{ kind: 'map', map: hill }],
      contoursStep.complete({ levels: [4, 6] })
    );
    if (aside?.centres.kind !== 'table') {
      throw new Error('no table of centres');
    }
    const table = Object.fromEntries(
      aside.centres.columns.map(({ name, values }) => [name, Array.from(values, Number)])
    );
    expect([table.level, table.line]).toEqual([
      [4, 6],
      [1, 2]
    ]);
    [6, 4].forEach((radius, k) => {
      expect(table.incident[k]).toBeCloseTo(9660, 6);
      expect(table.emission[k]).toBeCloseTo(8631, 6);
      expect(table.transfer[k]).toBe(table.incident[k] - table.emission[k]);
      expect(Math.abs(table.area[k] / (Math.PI * radius ** 2) - 1)).toBeLessThan(0.01);
    });
  });
});
