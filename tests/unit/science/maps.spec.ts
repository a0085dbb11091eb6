import fc from 'fast-check';
import {
  contourLevels,
  contours,
  cut,
  lineCut,
  resampleMap,
  scanMap,
  totalYield,
  transferImage,
  transferOf,
  transferView,
  type RXESMap
} from '../../../src/science';
import { makeMap } from '../plots/maps';
import { expectHonest, poisson, repeat } from './montecarlo';
import { grid, measured, steps } from './synthetic';

const incident = steps(9658, 0.3, 6);
const emission = steps(8628, 0.3, 9);
const counted = (): RXESMap => {
  const points = measured(grid(incident, emission));
  return scanMap(points, points);
};
const axis = (start: number, least: number) =>
  fc
    .array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: least, maxLength: 12 })
    .map(gaps => gaps.reduce((all, gap) => [...all, all[all.length - 1] + gap], [start]));

describe('transferView', () => {
  it('assigns every cell its own Δ = Ω − ω, to the bit, and changes nothing else', () => {
    const map = counted();
    const view = transferView(map);
    expect(view.map).toBe(map);
    for (let i = 0; i < 9; i++) {
      for (let j = 0; j < 6; j++) {
        expect(view.transfer[i * 6 + j]).toBe(map.incident[j] - map.emission[i]);
      }
    }
    // the predecessor drew every column with the transfer of the first (its defect 1)
    expect(view.transfer[5] - view.transfer[0]).toBeCloseTo(1.5, 9);
  });

  it('converts back to ω exactly on equal steps that float64 represents', () => {
    const map = makeMap(steps(9658, 0.25, 6), steps(8628, 0.25, 9), (i, j) => i + 10 * j);
    const { transfer } = transferView(map);
    transfer.forEach((delta, cell) =>
      expect(map.incident[cell % 6] - delta).toBe(map.emission[Math.floor(cell / 6)])
    );
  });
});

describe('transferImage', () => {
  it('only moves cells if the steps are equal: sheared back it is the map, to the bit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(0.1, 0.25, 0.3, 1),
        (columns, rows, times, step) => {
          const value = (i: number, j: number) => Math.sqrt(1 + i * 37 + j * 11);
          const map = makeMap(steps(9658, times * step, columns), steps(8628, step, rows), value);
          const { transfer, intensity } = transferImage(map);
          expect(transfer).toHaveLength(rows + (columns - 1) * times);
          for (let j = 0; j < columns; j++) {
            const column = Array.from(transfer, (_, r) => intensity[r * columns + j]);
            const first = j * times; // the lowest Δ of a column has its highest ω
            expect(column.filter(Number.isNaN)).toHaveLength(transfer.length - rows);
            expect(column.slice(first, first + rows).reverse()).toEqual(
              Array.from({ length: rows }, (_, i) => map.intensity[i * columns + j])
            );
          }
        }
      ),
      { seed: 2, numRuns: 60 }
    );
  });

  it('interpolates along ω on any axes, within the measured range only', () => {
    fc.assert(
      fc.property(axis(9658, 2), axis(8628, 3), (omegas, energies) => {
        const map = makeMap(omegas, energies, (i, j) => 2 * energies[i] - 3 * omegas[j]);
        const { transfer, intensity } = transferImage(map, 0.2);
        intensity.forEach((value, cell) => {
          const omega = omegas[cell % omegas.length];
          const energy = omega - transfer[Math.floor(cell / omegas.length)];
          const isInside =
            energy >= energies[0] - 1e-6 && energy <= energies[energies.length - 1] + 1e-6;
          expect(Number.isNaN(value)).toBe(!isInside);
          if (isInside) {
            expect(Math.abs(value - (2 * energy - 3 * omega))).toBeLessThan(1e-5);
          }
        });
      }),
      { seed: 3, numRuns: 60 }
    );
  });

  it('draws nothing next to an empty cell, and refuses invalid steps', () => {
    const map = makeMap(steps(9658, 0.3, 3), steps(8628, 0.3, 4), (i, j) =>
      i === 1 && j === 1 ? NaN : 1
    );
    expect(transferImage(map).intensity.filter(value => value === 1)).toHaveLength(11);
    for (const step of [0, -1, NaN, 1e-9]) {
      expect(() => transferImage(map, step)).toThrow(
        expect.objectContaining({ code: 'spectrum/parameter' })
      );
    }
  });
});

describe('totalYield', () => {
  it('is the sum of the CIE cuts, and of the CEE cuts, to rounding', () => {
    const map = counted();
    const { spectrum, warnings } = totalYield(map);
    expect(warnings).toEqual([]);
    spectrum.energy.forEach((omega, j) => {
      const { intensity } = cut(map, { type: 'CIE', at: omega, width: 0.1 });
      expect(spectrum.intensity[j]).toBeCloseTo(
        intensity.reduce((a, b) => a + b, 0),
        12
      );
      const along = emission.reduce(
        (sum, at) => sum + cut(map, { type: 'CEE', at, width: 0.1 }).intensity[j],
        0
      );
      expect(spectrum.intensity[j]).toBeCloseTo(along, 12);
    });
  });

  it('reports empty cells', () => {
    const map = counted();
    map.intensity[7] = NaN;
    expect(totalYield(map).warnings.map(({ code }) => code)).toEqual(['map/empty-cells']);
  });
});

describe('resampleMap', () => {
  it('is the map itself on its own axes, exact on a plane, and empty outside', () => {
    const map = counted();
    const same = resampleMap(map, map.incident, map.emission);
    expect(same.intensity).toEqual(map.intensity);
    expect(same.sigma).toEqual(map.sigma);
    const plane = makeMap([0, 1, 3], [0, 2, 3], (i, j) => 5 * [0, 2, 3][i] - [0, 1, 3][j]);
    const fine = resampleMap(plane, Float64Array.of(-1, 0.4, 2.2), Float64Array.of(0.5, 2.9, 4));
    expect([...fine.intensity].map(value => Math.round(value * 1e9) / 1e9)).toEqual([
      ...[NaN, 2.1, 0.3],
      ...[NaN, 14.1, 12.3],
      ...[NaN, NaN, NaN]
    ]);
  });
});

describe('lineCut', () => {
  const map = counted();

  it('along an axis is the cut of that width', () => {
    const line = {
      from: { incident: 9658, emission: 8628.6 },
      to: { incident: 9659.5, emission: 8628.6 },
      width: 0.6
    };
    const { spectrum, incident: omegas, emission: energies } = lineCut(map, line);
    const expected = cut(map, { type: 'CEE', at: 8628.6, width: 0.6 });
    expect([...spectrum.intensity]).toEqual([...expected.intensity]);
    expect([...spectrum.sigma]).toEqual([...expected.sigma]);
    expect([...(spectrum.counts ?? [])]).toEqual([...(expected.counts ?? [])]);
    omegas.forEach((omega, j) => expect(omega).toBeCloseTo(incident[j], 9));
    expect(new Set(energies)).toEqual(new Set([8628.6]));
  });

  it('along the diagonal is the CET cut', () => {
    const line = {
      from: { incident: 9658, emission: 8628 },
      to: { incident: 9659.5, emission: 8629.5 },
      width: 0.1,
      step: 0.3 * Math.SQRT2
    };
    const expected = cut(map, { type: 'CET', at: 1030, width: 0.1 });
    const found = lineCut(map, line).spectrum;
    expect([...found.intensity]).toEqual([...expected.intensity]);
    const thin = lineCut(map, { ...line, width: 0 }).spectrum;
    thin.intensity.forEach((y, k) => expect(y).toBeCloseTo(expected.intensity[k], 12));
  });

  it('without a width is exact where the map is linear, on any axes', () => {
    fc.assert(
      fc.property(axis(9658, 2), axis(8628, 2), (omegas, energies) => {
        const plane = makeMap(
          omegas,
          energies,
          (i, j) => omegas[j] - 9658 + 2 * (energies[i] - 8628)
        );
        const line = {
          from: { incident: 9658, emission: energies[energies.length - 1] },
          to: { incident: omegas[omegas.length - 1], emission: 8628 },
          width: 0
        };
        const { spectrum, incident: x, emission: y } = lineCut(plane, line);
        spectrum.intensity.forEach((value, k) =>
          expect(value).toBeCloseTo(x[k] - 9658 + 2 * (y[k] - 8628), 8)
        );
      }),
      { seed: 4, numRuns: 40 }
    );
  });

  it('refuses invalid lines and lines that miss the map', () => {
    const here = { incident: 9658, emission: 8628 };
    expect(() => lineCut(map, { from: here, to: here, width: 1 })).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
    for (const width of [0, 0.1]) {
      const away = { from: { incident: 1, emission: 1 }, to: { incident: 3, emission: 1 }, width };
      expect(() => lineCut(map, away)).toThrow(expect.objectContaining({ code: 'cut/empty' }));
    }
  });
});

it('cuts, lines and total yield have an honest σ', () => {
  const samples = repeat(3000, 81, random => {
    const points = measured(
      grid(incident.slice(0, 3), emission.slice(0, 3)).map(([omega, energy, n]) => [
        omega,
        energy,
        poisson(100 * n, random),
        1000 + n
      ])
    );
    const map = scanMap(points, points);
    const line = {
      from: { incident: 9658.1, emission: 8628.1 },
      to: { incident: 9658.5, emission: 8628.5 },
      width: 0
    };
    return [
      cut(map, { type: 'CIE', at: 9658.3, width: 0.7 }),
      cut(map, { type: 'CET', at: 1030, width: 0.7 }, 'sum'),
      totalYield(map).spectrum,
      lineCut(map, line).spectrum
    ].flatMap(({ intensity, sigma }) =>
      [...intensity].map((value, i) => ({ value, sigma: sigma[i] }))
    );
  });
  samples.forEach(sample => expectHonest(sample));
});

describe('contours', () => {
  it('of a cone are closed circles at true energies, on uneven axes', () => {
    const omegas = Array.from({ length: 41 }, (_, j) => 9650 + j * 0.5 + 0.15 * Math.sin(j));
    const energies = Array.from({ length: 61 }, (_, i) => 8620 + i * 0.35 + 0.1 * Math.cos(3 * i));
    const cone = makeMap(
      omegas,
      energies,
      (i, j) => -Math.hypot(omegas[j] - 9660, energies[i] - 8630)
    );
    const [{ lines }] = contours(cone, [-5]);
    expect(lines).toHaveLength(1);
    expect(lines[0].isClosed).toBe(true);
    lines[0].incident.forEach((omega, k) =>
      expect(Math.hypot(omega - 9660, lines[0].emission[k] - 8630)).toBeCloseTo(5, 1)
    );
    expect(transferOf(lines[0])[3]).toBe(lines[0].incident[3] - lines[0].emission[3]);
  });

  it('of a plane are straight open lines, each from edge to edge', () => {
    fc.assert(
      fc.property(
        axis(9658, 3),
        axis(8628, 3),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (omegas, energies, part) => {
          const plane = makeMap(omegas, energies, (_, j) => omegas[j]);
          const level = omegas[0] + part * (omegas[omegas.length - 1] - omegas[0]);
          const [{ lines }] = contours(plane, [level]);
          expect(lines).toHaveLength(1);
          expect(lines[0].isClosed).toBe(false);
          expect(lines[0].incident).toHaveLength(energies.length);
          lines[0].incident.forEach(omega => expect(Math.abs(omega - level)).toBeLessThan(1e-8));
          const ends = [lines[0].emission[0], lines[0].emission[energies.length - 1]].sort();
          expect(ends).toEqual([energies[0], energies[energies.length - 1]]);
        }
      ),
      { seed: 6, numRuns: 60 }
    );
  });

  it('end next to empty cells, and are none without a crossing', () => {
    const square = steps(0, 1, 7);
    const cone = makeMap(square, square, (i, j) =>
      i === 3 && j === 5 ? NaN : -Math.hypot(i - 3, j - 3)
    );
    const [ring, outside] = contours(cone, [-1.9, 5]);
    expect(ring.lines.every(line => !line.isClosed)).toBe(true);
    expect(ring.lines[0].incident.every(Number.isFinite)).toBe(true);
    expect(outside.lines).toEqual([]);
  });

  it('split a saddle into two lines, and cross every side once', () => {
    const saddle = makeMap([0, 1], [0, 1], (i, j) => (i === j ? 1 : 0));
    for (const level of [0.4, 0.6]) {
      const [{ lines }] = contours(saddle, [level]);
      expect(lines).toHaveLength(2);
    }
  });

  it('have levels between the lowest and the highest, linear or logarithmic', () => {
    const map = makeMap(
      [0, 1],
      [0, 1],
      (i, j) =>
        [
          [0, 1],
          [10, 100]
        ][i][j]
    );
    expect(contourLevels(map, 3)).toEqual([25, 50, 75]);
    contourLevels(map, 1, 'log').forEach(level => expect(level).toBeCloseTo(10, 12));
    expect(
      contourLevels(
        makeMap([0, 1], [0, 1], () => NaN),
        3
      )
    ).toEqual([]);
    expect(() => contourLevels(map, 0)).toThrow(
      expect.objectContaining({ code: 'spectrum/parameter' })
    );
  });
});
