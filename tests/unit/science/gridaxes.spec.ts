import fc from 'fast-check';
import {
  axisValues,
  constantAxis,
  energyAt,
  isGrid,
  kindOf,
  levels,
  pointValues,
  scanMap,
  scanSpectrum,
  tally,
  type ArmPoints,
  type GridAxis,
  type PointAxis,
  type Points
} from '../../../src/science';

/** Bits of numbers: -0 and NaN are distinguished. */
const bits = (values: Float64Array | null | undefined) =>
  values && Buffer.from(values.slice().buffer).toString('hex');

interface Grid {
  points: Points;
  arm: ArmPoints;
}

/** The same points with a value each instead of the axes. */
function expanded({ points, arm }: Grid): Grid {
  const plain = (axis: PointAxis) => pointValues(axis).slice();
  return {
    points: { ...points, incident: points.incident && plain(points.incident) },
    arm: { ...arm, emission: plain(arm.emission) }
  };
}

/** The content of a map, to the bit, or the code of the error. */
function mapBits({ points, arm }: Grid) {
  try {
    const { incident, emission, intensity, sigma, counts, monitor, ...rest } = scanMap(points, arm);
    return [[incident, emission, intensity, sigma, counts, monitor].map(bits), rest];
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** Energies of an axis: distinct or not, in any order, some not known. */
const energies = (start: number, longest = 6) =>
  fc
    .array(
      fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: 0, max: 12 }).map(k => start + 0.3 * k) },
        { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, start + 1e-9, start + 0.3 + 3e-3) }
      ),
      { minLength: 1, maxLength: longest }
    )
    .map(values => Float64Array.from(values));
const distinct = (start: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 40 })
    .map(places => Float64Array.from(places, k => start + 0.3 * k));
const anyValue = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, -0, 0, -1, Infinity, 1e308, 1e-300, 5e-324) }
);

const grids: fc.Arbitrary<Grid> = fc
  .record({
    incident: fc.oneof(distinct(9658), energies(9658)),
    emission: fc.oneof(distinct(8628), energies(8628)),
    isIncidentOuter: fc.boolean(),
    has: fc.record({
      counts: fc.boolean(),
      monitor: fc.boolean(),
      sigma: fc.boolean(),
      variance: fc.boolean()
    }),
    incidentJitter: fc.constantFrom(undefined, 0.01)
  })
  .chain(({ incident, emission, isIncidentOuter, has, incidentJitter }) => {
    const length = incident.length * emission.length;
    const axis = (values: Float64Array, run: number): GridAxis => ({ values, run, length });
    const array = fc
      .array(anyValue, { minLength: length, maxLength: length })
      .map(values => Float64Array.from(values));
    const maybe = (isThere: boolean) => (isThere ? array : fc.constant(null));
    return fc.record({
      points: fc.record({
        incident: fc.constant(axis(incident, isIncidentOuter ? emission.length : 1)),
        incidentJitter: fc.constant(incidentJitter),
        monitor: maybe(has.monitor)
      }),
      arm: fc.record({
        emission: fc.constant(axis(emission, isIncidentOuter ? 1 : incident.length)),
        counts: maybe(has.counts),
        intensity: array,
        sigma: maybe(has.sigma),
        variance: maybe(has.variance && has.counts)
      })
    });
  });

describe('axes of a grid', () => {
  it('represent a value for each point, in either nesting', () => {
    const axis = { values: Float64Array.of(1, 2, 3), run: 2, length: 12 };
    expect([...pointValues(axis)]).toEqual([1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3]);
    expect(pointValues(axis)).toBe(pointValues(axis));
    expect([...pointValues({ ...axis, run: 1, length: 6 })]).toEqual([1, 2, 3, 1, 2, 3]);
    expect([...pointValues(constantAxis(7, 3))]).toEqual([7, 7, 7]);
    expect(pointValues(constantAxis(7, 0))).toHaveLength(0);
    expect([isGrid(axis), isGrid(pointValues(axis))]).toEqual([true, false]);
  });

  it('have the same values as the expanded ones', () => {
    fc.assert(
      fc.property(grids, ({ arm: { emission } }) => {
        const values = pointValues(emission);
        expect(values.map((_, i) => energyAt(emission, i))).toEqual(values);
        expect(new Set(axisValues(emission))).toEqual(new Set(values));
      })
    );
  });

  it('have the levels, the tally and the kind of the expanded ones', () => {
    fc.assert(
      fc.property(grids, fc.constantFrom(0, 0.01), (grid, jitter) => {
        const plain = expanded(grid);
        const [one, other] = [grid.arm.emission, plain.arm.emission];
        expect(levels(one, jitter)).toEqual(levels(other, jitter));
        const kind = ({ points, arm }: Grid) => kindOf(points.incident, arm.emission, jitter);
        expect(kind(grid)).toBe(kind(plain));
      })
    );
  });

  it.each([
    ['many points of few energies', 50, 100],
    ['very many energies', 70_000, 2],
    ['more energies than are counted', 300_000, 2]
  ])('have the levels and the tally of the expanded ones: %s', (_, m, repeats) => {
    const values = Float64Array.from({ length: m }, (__, k) => 8000 + ((k * 7919) % m) * 0.001);
    for (const run of [1, repeats]) {
      const axis = { values, run, length: m * repeats };
      const plain = pointValues(axis).slice();
      expect(tally(axis)).toEqual(tally(plain));
      expect(levels(axis)).toEqual(levels(plain));
      expect(levels(axis, 0.015)).toEqual(levels(plain, 0.015));
    }
  });
});

describe('a map of grid axes', () => {
  it('is to the bit the map of a value for each point', () => {
    fc.assert(
      fc.property(grids, grid => {
        expect(mapBits(grid)).toEqual(mapBits(expanded(grid)));
      }),
      { numRuns: 400 }
    );
  });

  it('is to the bit the same without σ as with an array of NaN', () => {
    const without = ({ points, arm }: Grid) => ({ points, arm: { ...arm, sigma: null } });
    const unknown = ({ points, arm }: Grid) => ({
      points,
      arm: { ...arm, sigma: new Float64Array(arm.intensity.length).fill(NaN) }
    });
    fc.assert(
      fc.property(grids, grid => {
        const plain = expanded(grid);
        expect(mapBits(without(grid))).toEqual(mapBits(unknown(plain)));
        expect(mapBits(without(plain))).toEqual(mapBits(unknown(grid)));
      })
    );
  });

  it('is so if the axes are no grid of their own together', () => {
    const incident = { values: Float64Array.of(1, 2), run: 1, length: 8 };
    const emission = { values: Float64Array.of(5, 6), run: 2, length: 8 };
    const intensity = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const grid = {
      points: { incident, monitor: null },
      arm: { emission, counts: null, intensity, sigma: null }
    };
    expect(mapBits(grid)).toEqual(mapBits(expanded(grid)));
    expect([...scanMap(grid.points, grid.arm).intensity]).toEqual([6 / 2, 8 / 2, 10 / 2, 12 / 2]);
    const beside = { ...grid, arm: { ...grid.arm, emission: { ...emission, run: 1 } } };
    expect(mapBits(beside)).toEqual(mapBits(expanded(beside)));
  });

  it('creates no value for each point, and no σ if there is none', () => {
    const n = 300;
    const axis = (run: number): GridAxis => ({
      values: Float64Array.from({ length: n }, (_, k) => 8000 + k),
      run,
      length: n * n
    });
    const intensity = Float64Array.from({ length: n * n }, (_, i) => i + 1);
    const points = { incident: axis(1), monitor: null };
    const arm = { emission: axis(n), counts: null, intensity, sigma: null };
    const map = scanMap(points, arm);
    expect(map.intensity).toBe(intensity); // the points are in the order of the cells
    const turned = scanMap({ ...points, incident: axis(n) }, { ...arm, emission: axis(1) });
    expect(turned.sigma).toBe(map.sigma);
    expect(turned.intensity[1]).toBe(intensity[n]);
    expect(map.sigma.every(Number.isNaN)).toBe(true);
  });
});

describe('a spectrum of grid axes', () => {
  it('is to the bit the spectrum of a value for each point', () => {
    fc.assert(
      fc.property(grids, grid => {
        const made = ({ points, arm }: Grid) => {
          const { energy, intensity, sigma, counts, monitor } = scanSpectrum(points, arm);
          return [energy, intensity, sigma, counts, monitor].map(bits);
        };
        expect(made(grid)).toEqual(made(expanded(grid)));
      })
    );
  });
});
