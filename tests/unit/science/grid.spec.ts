import fc from 'fast-check';
import { XESError } from '../../../src/base/errors';
import {
  average,
  brightest,
  cut,
  edges,
  levels,
  scanMap,
  scanSpectrum,
  totalYield
} from '../../../src/science';
import { grid, measured, steps } from './synthetic';

const incident = steps(9658, 0.3, 5);
const emission = steps(8628, 0.3, 7);

/** Deterministic jitter of a readback, within ±3 meV. */
const jitter = (i: number) => (((i * 7919) % 7) - 3) * 1e-3;

function mapOf(
  points: readonly (readonly [number, number, number, number])[],
  incidentJitter?: number
) {
  const scan = { ...measured(points), incidentJitter };
  return scanMap(scan, scan);
}

describe('scanMap', () => {
  it('arranges points with one row for each emission energy', () => {
    const map = mapOf(grid(incident, emission));
    expect([...map.incident]).toEqual(incident);
    expect([...map.emission]).toEqual(emission);
    // second emission energy, third incident energy
    expect(map.counts?.[1 * 5 + 2]).toBe(1 + 2 * 7 + 1);
    expect(map.intensity[1 * 5 + 2]).toBe(16 / 1000);
    expect(map.sigma[1 * 5 + 2]).toBe(4 / 1000);
  });

  it('merges jittering readings of one incident energy to their median', () => {
    const points = grid(incident, emission).map(
      ([omega, ...rest], i) => [omega + jitter(i), ...rest] as [number, number, number, number]
    );
    const map = mapOf(points, 0.015);
    expect(map.incident).toHaveLength(5);
    map.incident.forEach((omega, j) =>
      expect(Math.abs(omega - incident[j])).toBeLessThanOrEqual(0.003)
    );
    expect(map.intensity).toEqual(mapOf(grid(incident, emission)).intensity);
  });

  it('does not depend on the order of the points: nesting, snake, descending', () => {
    const reference = grid(incident, emission);
    const expected = mapOf(reference);
    fc.assert(
      fc.property(fc.shuffledSubarray(reference, { minLength: reference.length }), points => {
        expect(mapOf(points)).toEqual(expected);
      })
    );
    const snake = incident.flatMap((_, j) => {
      const row = reference.slice(j * 7, j * 7 + 7);
      return j % 2 ? row.reverse() : row;
    });
    expect(mapOf(snake)).toEqual(expected);
    expect(mapOf([...reference].reverse())).toEqual(expected);
  });

  it('refuses points that lie on no grid before it allocates memory for them', () => {
    const n = 60_000;
    const scattered = measured(
      steps(9658, 0.05, n).map((omega, i) => [omega, 8000 + ((i * 7919) % n) * 0.05, 1, 1000])
    );
    // the cells of such a grid, 3.6e9, are more than an array can have
    expect(() => scanMap(scattered, scattered)).toThrow(
      expect.objectContaining({ code: 'scan/too-scattered' })
    );
    const few = measured(steps(9658, 0.05, 900).map((omega, i) => [omega, 8000 + i, 1, 1000]));
    expect(scanMap(few, few).intensity).toHaveLength(810_000);
  });

  it('treats what is not finite as not measured', () => {
    const points = grid([9658, 9658.3], [8628, 8628.3]);
    const scan = measured(points);
    scan.counts[0] = Infinity;
    scan.monitor[1] = Infinity;
    [scan.counts[2], scan.monitor[2]] = [1e308, 1e-300];
    const negative = measured([...points, [9658.6, 8628, -1, 1000]]);
    expect(scanMap(negative, negative).counts?.[2]).toBeNaN();
    const map = scanMap(scan, scan);
    expect([...map.intensity].filter(value => !Number.isNaN(value))).toEqual([4 / 1000]);
    expect(brightest(map)).toEqual({ incident: 9658.3, emission: 8628.3 });
    const damaged = { ...map, intensity: Float64Array.of(NaN, Infinity, 1, 2) };
    expect(brightest(damaged)).toEqual({ incident: 9658.3, emission: 8628.3 });
  });

  it('adds up repeats of a cell as ΣN/ΣI1', () => {
    const points = grid([9658, 9658.3], [8628, 8628.3]);
    const map = mapOf([...points, [9658, 8628, 99, 3000]]);
    expect(map.counts?.[0]).toBe(100);
    expect(map.intensity[0]).toBe(100 / 4000);
    expect(map.sigma[0]).toBe(10 / 4000);
  });

  it('leaves cells of an aborted scan empty, never zero', () => {
    const map = mapOf(grid(incident, emission).slice(0, 16));
    expect(map.incident).toHaveLength(3);
    expect(map.emission).toHaveLength(7);
    expect(map.intensity.filter(Number.isNaN)).toHaveLength(21 - 16);
    expect(map.counts?.[6 * 3 + 2]).toBeNaN();
    expect(map.sigma[6 * 3 + 2]).toBeNaN();
  });

  it('leaves out points without an energy, counts or monitor', () => {
    const bad: [number, number, number, number][] = [
      [NaN, 8628, 1, 1000],
      [9658, NaN, 1, 1000],
      [9658, 8628, NaN, 1000],
      [9658, 8628, 50, 0]
    ];
    expect(mapOf([...grid(incident, emission), ...bad])).toEqual(mapOf(grid(incident, emission)));
  });

  it('refuses what is not a map, with a code', () => {
    const one = measured(grid([9900], emission));
    expect(() => scanMap(one, one)).toThrow(expect.objectContaining({ code: 'scan/not-a-map' }));
    expect(() => scanMap({ incident: null, monitor: null }, one)).toThrow(XESError);
  });

  it('builds 2000 × 2000 cells', () => {
    const n = 2000;
    const axis = (of: (i: number) => number) =>
      Float64Array.from({ length: n * n }, (_, i) => of(i));
    const omega = axis(i => 9658 + Math.floor(i / n) * 0.3 + jitter(i));
    const energy = axis(i => 8600 + (i % n) * 0.3);
    const counts = new Float64Array(n * n).fill(10);
    const map = scanMap(
      { incident: omega, incidentJitter: 0.015, monitor: counts },
      { emission: energy, counts, intensity: counts, sigma: counts }
    );
    expect(map.intensity).toHaveLength(n * n);
  });
});

describe('levels', () => {
  it.each([
    [
      'steps of many sizes',
      [...steps(9640, 5, 3), ...steps(9652, 0.2, 40), ...steps(9661, 10, 4)],
      47
    ],
    ['the noise of a fixed motor', steps(0, 1, 200).map(i => 9900 + jitter(i)), 1],
    [
      'noise with one larger reading',
      [...steps(0, 1, 200).map(i => 9900 + jitter(i)), 9900.016],
      1
    ],
    ['a range of 1 eV', steps(8639, 0.05, 21), 21],
    ['two energies', [9650, 9660], 2],
    ['one point', [9650], 1],
    ['nothing', [NaN, Infinity], 0]
  ])('finds the energies of %s', (_, axis, expected) => {
    expect(levels(Float64Array.from(axis), 0.015).values).toHaveLength(expected);
  });

  it('finds fine steps among coarse ones also if the axis was repeated', () => {
    const axis = [...steps(9640, 5, 3), ...steps(9652, 0.2, 40)];
    const twice = Float64Array.from([...axis, ...axis].map((energy, i) => energy + jitter(i)));
    expect(levels(twice, 0.015).values).toHaveLength(43);
  });
});

describe('levels without a declared jitter', () => {
  it.each([
    ['8 meV over 0.06 eV', steps(9600, 0.008, 8), 8],
    ['1 meV', steps(9600, 0.001, 201), 201],
    ['1 meV in keV', steps(9600, 0.001, 201).map(e => (e / 1000) * 1000), 201],
    ['10 meV, each energy twice', [...steps(9600, 0.01, 101), ...steps(9600, 0.01, 101)], 101],
    [
      '10 meV among 0.5 eV',
      [...steps(9600, 0.5, 20), ...steps(9610, 0.01, 51), ...steps(9611, 0.5, 20)],
      91
    ],
    ['two scans 13 meV apart', [...steps(9600, 0.5, 81), ...steps(9600.013, 0.5, 81)], 162],
    ['the same in single precision', steps(9600, 0.1, 90).map(Math.fround), 90]
  ])('preserve steps of %s', (_, axis, expected) => {
    expect(levels(Float64Array.from(axis)).values).toHaveLength(expected);
  });

  it('merge values that differ by rounding', () => {
    const axis = [
      ...steps(9600, 0.1, 50),
      ...steps(9600, 0.1, 50).map((e, i) => e + 1e-9 * (i % 3))
    ];
    expect(levels(Float64Array.from(axis)).values).toHaveLength(50);
  });
});

describe('jitter', () => {
  const jittered = (points: [number, number, number, number][]) => ({
    ...measured(points.map(([omega, ...rest], i) => [omega + jitter(i), ...rest])),
    incidentJitter: 0.015
  });

  it('is passed on from a scan through its map to cuts along Ω only', () => {
    const scan = jittered(grid(incident, emission));
    const map = scanMap(scan, scan);
    expect(cut(map, { type: 'CEE', at: 8629.2, width: 0.3 }).jitter).toBe(0.015);
    expect(totalYield(map).spectrum.jitter).toBe(0.015);
    expect(cut(map, { type: 'CIE', at: 9658.6, width: 0.3 }).jitter).toBeUndefined();
  });

  it('merges HERFD spectra of one grid, and leaves those of emission energies alone', () => {
    const herfd = jittered(grid(incident, [8639.2]));
    const one = scanSpectrum(herfd, herfd);
    const intensity = one.intensity.map(y => 1.01 * y);
    const other = { ...one, intensity, energy: one.energy.map((e, i) => e + jitter(i + 1)) };
    expect(average([one, other])).toMatchObject({ estimator: 'ratio-of-sums', warnings: [] });
    const xes = jittered(grid([9900], emission));
    expect(scanSpectrum(xes, xes).jitter).toBeUndefined();
  });
});

describe('scanSpectrum', () => {
  it('sorts along ω, and adds up repeats', () => {
    const points = measured([
      [9900.001, 8630, 4, 1000],
      [9900, 8629, 9, 1000],
      [9899.999, 8630, 12, 3000]
    ]);
    const { energy, intensity, sigma } = scanSpectrum(points, points);
    expect([...energy]).toEqual([8629, 8630]);
    expect([...intensity]).toEqual([9 / 1000, 16 / 4000]);
    expect([...sigma]).toEqual([3 / 1000, 4 / 4000]);
    const { counts, monitor } = scanSpectrum(points, points);
    expect([...(counts ?? [])]).toEqual([9, 16]);
    expect([...(monitor ?? [])]).toEqual([1000, 4000]);
  });

  it('runs along Ω if the emission energy was fixed', () => {
    const points = measured(grid(incident, [8639.2]));
    expect([...scanSpectrum(points, points).energy]).toEqual(incident);
  });

  it('leaves out what was not measured', () => {
    const points = measured([...grid([9900], emission), [9900, 8640, NaN, 1000]]);
    expect(scanSpectrum(points, points).energy).toHaveLength(7);
  });
});

describe('edges', () => {
  it('are the midpoints between neighbours, mirrored outside', () => {
    expect([...edges(Float64Array.of(1, 2, 4))]).toEqual([0.5, 1.5, 3, 5]);
    expect([...edges(Float64Array.of(5))]).toEqual([4.5, 5.5]);
    expect([...edges(new Float64Array(0))]).toEqual([0]);
  });
});
