import fc from 'fast-check';
import {
  cropMap,
  divideByArea,
  mapDifference,
  mapOfSpectra,
  scanMap,
  scanSpectrum,
  type HeldSpectrum,
  type RXESMap
} from '../../../src/science';
import { dice, expectHonest, poisson, repeat } from './montecarlo';
import { grid, measured, steps } from './synthetic';

const incident = steps(9658, 0.3, 6);
const emission = steps(8628, 0.3, 9);
const whole = { incident: null, emission: null, transfer: null };

function counted(points = grid(incident, emission)): RXESMap {
  const scan = measured(points);
  return scanMap(scan, scan);
}

/** The measurement at one Ω, as an emission scan, or at one ω, as a HERFD scan. */
function heldOf(
  points: readonly (readonly [number, number, number, number])[],
  along: 'emission' | 'incident'
): HeldSpectrum[] {
  const side = along === 'emission' ? 0 : 1;
  return [...new Set(points.map(point => point[side]))].map(held => {
    const scan = measured(points.filter(point => point[side] === held));
    return { held, spectrum: scanSpectrum(scan, scan) };
  });
}

const random = (seed: number) => {
  const roll = dice(seed);
  return grid(incident, emission).map(
    ([Ω, ω, n]) => [Ω, ω, poisson(n, roll), 1000 + Math.floor(100 * roll())] as const
  );
};

describe('the difference of two maps', () => {
  it('is computed cell by cell, with σ² = σ₁² + σ₂², and is no longer counts', () => {
    const [one, other] = [counted(random(1).map(p => [...p])), counted(random(2).map(p => [...p]))];
    const { map, warnings } = mapDifference(one, other);
    map.intensity.forEach((y, i) => {
      expect(y).toBe(one.intensity[i] - other.intensity[i]);
      expect(map.sigma[i]).toBeCloseTo(Math.hypot(one.sigma[i], other.sigma[i]), 14);
    });
    expect(map.counts).toBeNull();
    expect(map.unit).toBe('counts / monitor');
    expect(warnings).toEqual([]);
  });

  it('has the σ that repeated measurements show', () => {
    const samples = repeat(800, 7, roll => {
      const once = () =>
        counted(
          grid(incident.slice(0, 2), emission.slice(0, 2)).map(([a, b]) => [
            a,
            b,
            poisson(80, roll),
            1000
          ])
        );
      const { map } = mapDifference(once(), once());
      return [{ value: map.intensity[3], sigma: map.sigma[3] }];
    });
    samples.forEach(sample => expectHonest(sample));
  });

  it('is empty where either map is', () => {
    const rxesMap = counted(grid(incident, emission).slice(0, -2));
    const { map } = mapDifference(counted(), rxesMap);
    expect([...map.intensity].filter(Number.isNaN)).toHaveLength(2);
    expect([...map.sigma].filter(Number.isNaN)).toHaveLength(2);
  });

  it.each([
    ['more columns', steps(9658, 0.3, 7), emission],
    ['other incident energies', steps(9658.1, 0.3, 6), emission],
    ['other emission energies', incident, steps(8628.01, 0.3, 9)]
  ])('is refused for %s, with both grids and advice', (_, Ω, ω) => {
    const work = () => mapDifference(counted(), counted(grid(Ω, ω)));
    expect(work).toThrow(expect.objectContaining({ code: 'map/grids-differ' }));
    expect(work).toThrow(/6 × 9 cells, Ω 9658–9659.5, ω 8628–8630.4 eV; .*crop the larger/);
  });

  it('treats incident energies of a readback within its jitter as equal', () => {
    const one = { ...counted(), incidentJitter: 0.015 };
    const other = counted(
      grid(
        incident.map(Ω => Ω + 0.01),
        emission
      )
    );
    expect(mapDifference(one, other).map.incident).toBe(one.incident);
  });

  it('is refused if the units differ, and warns of one map named twice', () => {
    const map = counted();
    expect(() => mapDifference(map, { ...map, unit: 'counts in 1 s' })).toThrow('not of one kind');
    expect(mapDifference(map, counted()).warnings).toMatchObject([{ code: 'average/repeated' }]);
  });
});

describe('a map over the area of a spectrum', () => {
  const spectrum = {
    energy: Float64Array.of(8628, 8629, 8630, 8631),
    intensity: Float64Array.of(2, 4, 4, 2),
    sigma: Float64Array.of(0.1, 0.1, 0.1, 0.1)
  };

  it('has each cell divided, and the σ of the area in each σ', () => {
    const map = counted();
    const found = divideByArea(map, spectrum, [8628, 8631]);
    expect(found.factor.value).toBe(10);
    expect(found.factor.sigma).toBeCloseTo(0.1 * Math.sqrt(0.25 + 1 + 1 + 0.25), 14);
    found.map.intensity.forEach((y, i) => {
      expect(y).toBeCloseTo(map.intensity[i] / 10, 14);
      const expected = Math.hypot(map.sigma[i] / 10, (y * found.factor.sigma) / 10);
      expect(found.map.sigma[i]).toBeCloseTo(expected, 14);
    });
    expect(found.map).toMatchObject({ counts: null, monitor: null, unit: 'of a reference / eV' });
  });

  it('uses the area over the range, its ends interpolated', () => {
    expect(divideByArea(counted(), spectrum, [8628.5, 8630]).factor.value).toBeCloseTo(5.75, 12);
  });

  it('has the σ that repeated measurements show', () => {
    const samples = repeat(800, 11, roll => {
      const map = counted(
        grid(incident.slice(0, 2), emission.slice(0, 2)).map(([a, b]) => [
          a,
          b,
          poisson(900, roll),
          1000
        ])
      );
      const xes = measured(emission.map(ω => [9700, ω, poisson(100, roll), 1000] as const));
      const divided = divideByArea(map, scanSpectrum(xes, xes));
      return [{ value: divided.map.intensity[0], sigma: divided.map.sigma[0] }];
    });
    samples.forEach(sample => expectHonest(sample, 0.03));
  });

  it('is refused if there is no area, and if the units differ', () => {
    const dark = { ...spectrum, intensity: new Float64Array(4) };
    expect(() => divideByArea(counted(), dark)).toThrow('nothing to normalise by');
    expect(() => divideByArea(counted(), { ...spectrum, unit: 'counts in 1 s' })).toThrow(
      'one kind'
    );
  });
});

describe('a cropped map', () => {
  it('has the cells in all ranges, to the bit, with their counts', () => {
    const map = counted();
    const part = cropMap(map, { ...whole, incident: [9658.3, 9658.9], emission: [8629, 8630] });
    expect([...part.incident]).toEqual([...map.incident.slice(1, 4)]);
    expect([...part.emission]).toEqual([...map.emission.slice(4, 7)]);
    part.emission.forEach((_, i) =>
      part.incident.forEach((__, j) => {
        const [here, there] = [i * 3 + j, (i + 4) * 6 + j + 1];
        expect(part.intensity[here]).toBe(map.intensity[there]);
        expect(part.sigma[here]).toBe(map.sigma[there]);
        expect(part.counts?.[here]).toBe(map.counts?.[there]);
        expect(part.monitor?.[here]).toBe(map.monitor?.[there]);
      })
    );
  });

  it('retains for a range of Δ exactly the cells in it, each with its own Δ', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1028, max: 1030, noNaN: true }),
        fc.double({ min: 0.7, max: 3, noNaN: true }),
        (low, width) => {
          const map = counted();
          const part = cropMap(map, { ...whole, transfer: [low, low + width] });
          const cells = new Map<string, number>();
          map.emission.forEach((ω, i) =>
            map.incident.forEach((Ω, j) => {
              if (Ω - ω >= low - 1e-6 && Ω - ω <= low + width + 1e-6) {
                cells.set(`${Ω},${ω}`, map.intensity[i * 6 + j]);
              }
            })
          );
          let retained = 0;
          part.emission.forEach((ω, i) =>
            part.incident.forEach((Ω, j) => {
              const y = part.intensity[i * part.incident.length + j];
              expect(y).toBe(cells.get(`${Ω},${ω}`) ?? NaN);
              retained += Number.isNaN(y) ? 0 : 1;
            })
          );
          expect(retained).toBe(cells.size);
        }
      ),
      { numRuns: 60 }
    );
  });

  it('retains empty rows inside the ranges, so that two maps cropped alike have one grid', () => {
    const aborted = counted(grid(incident, emission).filter(([Ω, ω]) => Ω < 9658.8 || ω < 8628.4));
    const ranges = {
      ...whole,
      incident: [9658.9, 9659.5] as const,
      emission: [8628, 8629] as const
    };
    const [one, other] = [cropMap(counted(), ranges), cropMap(aborted, ranges)];
    expect([...other.emission]).toEqual([...one.emission]);
    expect(mapDifference(one, other).map.intensity.filter(y => y === 0)).toHaveLength(6);
  });

  it.each([
    ['beside the map', { ...whole, incident: [1, 2] as const }, 'spectrum/empty-range'],
    ['no range', { ...whole, emission: [8629, 8629] as const }, 'spectrum/empty-range'],
    ['a single column', { ...whole, incident: [9657, 9658.1] as const }, 'scan/not-a-map'],
    ['a single row', { ...whole, emission: [8627, 8628.1] as const }, 'scan/not-a-map']
  ])('is refused for %s', (_, ranges, code) => {
    expect(() => cropMap(counted(), ranges)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('a map assembled from scans', () => {
  it.each(['emission', 'incident'] as const)(
    'is the map that one scan over the same points makes, in any order (along %s)',
    along => {
      const points = random(3);
      const map = counted(points.map(p => [...p]));
      const spectra = heldOf(points, along);
      const orders = [
        spectra,
        [...spectra].reverse(),
        [...spectra.slice(2), ...spectra.slice(0, 2)]
      ];
      for (const order of orders) {
        const found = mapOfSpectra(order, { along });
        expect(found).toMatchObject({ isMeasured: true, warnings: [] });
        for (const key of [
          'incident',
          'emission',
          'intensity',
          'sigma',
          'counts',
          'monitor'
        ] as const) {
          expect(found.map[key]).toEqual(map[key]);
        }
      }
    }
  );

  it('adds up scans of one held energy, as ΣN/ΣI1', () => {
    const [one, other] = [random(4), random(5)];
    const both = counted([...one, ...other].map(p => [...p]));
    const { map } = mapOfSpectra([...heldOf(one, 'emission'), ...heldOf(other, 'emission')], {
      along: 'emission'
    });
    expect(map.intensity).toEqual(both.intensity);
    expect(map.sigma).toEqual(both.sigma);
  });

  it('leaves cells empty that a scan does not reach, and reports how many', () => {
    const points = random(6).slice(0, -3);
    const { map, warnings, isMeasured } = mapOfSpectra(heldOf(points, 'emission'), {
      along: 'emission'
    });
    expect(isMeasured).toBe(true);
    expect([...map.intensity].filter(Number.isNaN)).toHaveLength(3);
    expect(warnings).toMatchObject([{ code: 'map/empty-cells' }]);
    expect(warnings[0].message).toContain('3 cells are empty: at 1 of the 6');
  });

  it('interpolates unequal grids to the finest, which is exact for straight lines, and reports it', () => {
    const line = (Ω: number, ω: number) => 5 + (Ω - 9658) + 2 * (ω - 8628);
    const spectra = [
      { Ω: 9658, ω: steps(8628, 0.1, 21) },
      { Ω: 9659, ω: steps(8628, 0.3, 6) },
      { Ω: 9661, ω: steps(8628.05, 0.4, 4) }
    ].map(({ Ω, ω }) => ({
      held: Ω,
      spectrum: {
        energy: Float64Array.from(ω),
        intensity: Float64Array.from(ω, value => line(Ω, value)),
        sigma: Float64Array.from(ω, () => 0.1)
      }
    }));
    const { map, isMeasured, warnings } = mapOfSpectra(spectra, { along: 'emission' });
    expect(isMeasured).toBe(false);
    expect(warnings.map(({ code }) => code)).toEqual(['map/interpolated', 'map/empty-cells']);
    expect(map.emission).toHaveLength(21);
    expect(map.counts).toBeNull();
    map.emission.forEach((ω, i) =>
      spectra.forEach(({ held, spectrum: { energy } }, j) => {
        const isCovered = ω >= energy[0] - 1e-6 && ω <= energy[energy.length - 1] + 1e-6;
        const y = map.intensity[i * 3 + j];
        expect(Number.isNaN(y)).toBe(!isCovered);
        if (isCovered) {
          expect(y).toBeCloseTo(line(held, ω), 9);
        }
      })
    );
  });

  it('merges readings of one energy within the jitter', () => {
    const points = random(8);
    const spectra = heldOf(points, 'emission');
    const again = heldOf(random(9), 'emission').map(heldSpectrum => ({
      ...heldSpectrum,
      held: heldSpectrum.held + 0.004
    }));
    const { map } = mapOfSpectra([...spectra, ...again], { along: 'emission', jitter: 0.015 });
    expect(map.incident).toHaveLength(6);
  });

  it('states one held energy to a hundredth, whatever the digits of a readback', () => {
    const [{ spectrum }] = heldOf(random(1), 'emission');
    const all = [9900.000029792, 9900.000029792].map(held => ({ spectrum, held }));
    expect(() => mapOfSpectra(all, { along: 'emission' })).toThrow('at one energy (9900 eV)');
  });

  it.each([
    ['one held energy', [9658, 9658], 'scan/not-a-map'],
    ['an energy that is none', [9658, NaN], 'energy/impossible'],
    ['an energy below zero', [9658, -1], 'energy/impossible']
  ])('is refused for %s', (_, energies, code) => {
    const [{ spectrum }] = heldOf(random(1), 'emission');
    const all = energies.map(held => ({ spectrum, held }));
    expect(() => mapOfSpectra(all, { along: 'emission' })).toThrow(
      expect.objectContaining({ code }) as Error
    );
  });
});
