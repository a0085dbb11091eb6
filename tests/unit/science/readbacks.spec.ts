import { kindOf, scanMap, type GridAxis } from '../../../src/science';
import { grid, measured, steps, type Measured } from './synthetic';

/** Readings about these energies, off by less than `jitter`, reproducible. */
function jittered(energies: Float64Array, jitter: number, seed = 1): Float64Array {
  let state = seed;
  const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return energies.map(energy => energy + jitter * (2 * next() - 1));
}

const mesh = measured(grid(steps(9650, 2, 6), steps(8630, 1, 11)));
const counts = (points: Measured) => [...scanMap(points, points).intensity].map(y => y * 1000);
const whole = Array.from({ length: 11 }, (_, i) =>
  Array.from({ length: 6 }, (_, j) => 1 + j * 11 + i)
).flat();

describe('a map whose energies are readings', () => {
  it.each([
    ['emission', mesh.incident, jittered(mesh.emission, 0.006)],
    ['incident', jittered(mesh.incident, 0.006), mesh.emission],
    ['both', jittered(mesh.incident, 0.006), jittered(mesh.emission, 0.006, 7)]
  ])('is a map, its rows and columns at their medians: %s', (_, incident, emission) => {
    const points = { ...mesh, incident, emission };
    expect(kindOf(incident, emission)).toBe('RXES');
    const map = scanMap(points, points);
    expect([map.incident.length, map.emission.length]).toEqual([6, 11]);
    map.emission.forEach((energy, i) => expect(Math.abs(energy - 8630 - i)).toBeLessThan(0.006));
    map.incident.forEach((energy, j) =>
      expect(Math.abs(energy - 9650 - 2 * j)).toBeLessThan(0.006)
    );
    counts(points).forEach((value, k) => expect(value).toBeCloseTo(whole[k], 9));
  });

  it('is a map though an axis is that of a grid', () => {
    const incident: GridAxis = {
      values: Float64Array.from(steps(9650, 2, 6)),
      run: 11,
      length: 66
    };
    const points = { ...mesh, incident, emission: jittered(mesh.emission, 0.006) };
    expect(kindOf(incident, points.emission)).toBe('RXES');
    const map = scanMap(points, points);
    expect([map.incident.length, map.emission.length]).toEqual([6, 11]);
    [...map.intensity].forEach((value, k) => expect(value * 1000).toBeCloseTo(whole[k], 9));
  });

  it('that stopped in its second row is a map', () => {
    const some = grid(steps(9650, 2, 2), steps(8630, 1, 11)).slice(0, 14);
    const points = measured(some);
    const emission = jittered(points.emission, 0.006);
    expect(kindOf(points.incident, emission)).toBe('RXES');
    expect(scanMap({ ...points }, { ...points, emission }).emission.length).toBe(11);
  });
});

describe('a map over the energy transfer', () => {
  const cells = grid(steps(9650, 0.21, 31), steps(1000, 0.5317, 41));
  const incident = Float64Array.from(cells, ([omega]) => omega);
  const emission = Float64Array.from(cells, ([omega, delta]) => omega - delta);

  it('is a map though no emission energy occurs twice, whatever the order of the points', () => {
    expect(new Set(emission).size).toBe(31 * 41);
    expect(kindOf(incident, emission)).toBe('RXES');
    const order = [...emission.keys()].sort((a, b) => emission[a] - emission[b]);
    const by = (axis: Float64Array) => Float64Array.from(order, i => axis[i]);
    expect(kindOf(by(incident), by(emission))).toBe('RXES');
  });

  it('retains the energy of each point, for these differ by more than readings do', () => {
    const sheared = measured(
      grid(steps(9650, 0.1, 3), steps(1000, 1, 8)).map(([omega, delta, n, i1]) => [
        omega,
        omega - delta,
        n,
        i1
      ])
    );
    expect(kindOf(sheared.incident, sheared.emission)).toBe('RXES');
    const map = scanMap(sheared, sheared);
    expect([...map.emission].map(energy => energy.toFixed(1))).toEqual(
      [...new Set(Array.from(sheared.emission, energy => energy.toFixed(1)))].sort()
    );
  });
});

describe('a spectrum', () => {
  const emission = Float64Array.from([...steps(8630, 1, 20), ...steps(8650, 0.1, 40)]);

  it('stays a spectrum, however the readings of the fixed energy jitter', () => {
    const fixed = jittered(new Float64Array(60).fill(9650), 0.01);
    const digits = fixed.map(energy => Math.round(energy * 200) / 200);
    for (const readings of [fixed, digits]) {
      expect(kindOf(readings, emission)).toBe('XES');
      expect(kindOf(emission, readings)).toBe('HERFD-XANES');
    }
  });

  it('stays a spectrum if both energies are moved in step, one of them written with fewer digits', () => {
    const incident = emission.map(energy => Math.floor(energy + 1000));
    expect(kindOf(incident, emission)).toBe('XES');
  });
});
