import fc from 'fast-check';
import {
  average,
  cut,
  defaultWidth,
  profile,
  rebin,
  scanMap,
  type CutType,
  type RXESMap
} from '../../../src/science';
import { grid, measured, steps } from './synthetic';

const incident = steps(9658, 0.3, 6);
const emission = steps(8628, 0.3, 9);

function map(): RXESMap {
  const points = measured(grid(incident, emission));
  return scanMap(points, points);
}

describe('cut', () => {
  it('CIE is the mean over Ω within half the width, along ω', () => {
    const whole = map();
    const { energy, intensity, sigma } = cut(whole, { type: 'CIE', at: 9658.3, width: 0.6 });
    expect([...energy]).toEqual(emission);
    const cells = [0, 1, 2].map(j => 4 * 6 + j);
    const mean = cells.reduce((sum, cell) => sum + whole.intensity[cell], 0) / 3;
    const variance = cells.reduce((sum, cell) => sum + whole.sigma[cell] ** 2, 0);
    expect(intensity[4]).toBeCloseTo(mean, 14);
    expect(sigma[4]).toBeCloseTo(Math.sqrt(variance) / 3, 14);
  });

  it('CEE runs along Ω, CET along Ω at constant Ω − ω', () => {
    const whole = map();
    expect([...cut(whole, { type: 'CEE', at: 8628.6, width: 0.3 }).energy]).toEqual(incident);
    const transfer = cut(whole, { type: 'CET', at: 1030, width: 0.1 });
    expect([...transfer.energy]).toEqual(incident);
    transfer.intensity.forEach((value, j) => expect(value).toBe(whole.intensity[j * 6 + j]));
  });

  it('leaves out empty cells, and energies without any', () => {
    const whole = map();
    whole.intensity[0 * 6 + 2] = NaN;
    whole.intensity[1 * 6 + 2] = NaN;
    const { energy } = cut(whole, { type: 'CEE', at: 8628, width: 0.1 });
    expect([...energy]).toEqual(incident.filter((_, j) => j !== 2));
    const wide = cut(whole, { type: 'CEE', at: 8628.3, width: 0.6 });
    expect(wide.intensity[2]).toBe(whole.intensity[2 * 6 + 2]);
  });

  it('refuses a band without a cell', () => {
    expect(() => cut(map(), { type: 'CIE', at: 1, width: 1 })).toThrow(
      expect.objectContaining({ code: 'cut/empty' })
    );
  });

  it('is the mean over everything if it is wide enough, and stays between the extremes', () => {
    const whole = map();
    const highest = Math.max(...whole.intensity);
    fc.assert(
      fc.property(
        fc.constantFrom<CutType>('CIE', 'CEE', 'CET'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.6, max: 100, noNaN: true }),
        (type, place, width) => {
          const at = { CIE: 9658, CEE: 8628, CET: 1028 }[type] + place;
          const { energy, intensity, sigma } = cut(whole, { type, at, width });
          expect(energy.length).toBeGreaterThan(0);
          for (let i = 0; i < energy.length; i++) {
            expect(i === 0 || energy[i] > energy[i - 1]).toBe(true);
            expect(intensity[i] > 0 && intensity[i] <= highest && sigma[i] > 0).toBe(true);
          }
        }
      )
    );
    const all = cut(whole, { type: 'CIE', at: 9659, width: 100 });
    const sum = all.intensity.reduce((a, b) => a + b, 0) * incident.length;
    expect(sum).toBeCloseTo(
      whole.intensity.reduce((a, b) => a + b, 0),
      12
    );
  });

  it('has ΣN and its monitor, and returns the sum of the cells on request', () => {
    const whole = map();
    const band = { type: 'CIE', at: 9658.15, width: 0.3 } as const;
    const mean = cut(whole, band);
    const sum = cut(whole, band, 'sum');
    const counts = whole.counts ?? new Float64Array();
    expect(mean.counts?.[4]).toBe(counts[4 * 6] + counts[4 * 6 + 1]);
    expect(mean.monitor?.[4]).toBeCloseTo(2000, 9);
    expect(sum.intensity[4]).toBe(whole.intensity[4 * 6] + whole.intensity[4 * 6 + 1]);
    expect(sum.sigma[4]).toBeCloseTo(2 * mean.sigma[4], 15);
    expect((sum.counts?.[4] ?? NaN) / (sum.monitor?.[4] ?? NaN)).toBeCloseTo(sum.intensity[4], 15);
  });

  describe('under a falling monitor', () => {
    // 3 % of the beam is lost with every eV of a band of 8 eV
    const points = grid(steps(9655, 0.5, 17), steps(8630, 0.5, 9)).map(
      ([omega, emitted, n]): [number, number, number, number] => {
        const monitor = 1e5 * (1 - 0.03 * (omega - 9655));
        return [omega, emitted, Math.round(0.004 * (1 + (n % 5)) * monitor), monitor];
      }
    );
    const scan = measured(points);
    const falling = scanMap(scan, scan);

    it.each(['mean', 'sum'] as const)('returns counts that match its intensity: %s', value => {
      const curve = cut(falling, { type: 'CIE', at: 9659, width: 8 }, value);
      curve.intensity.forEach((y, i) =>
        expect((curve.counts?.[i] ?? NaN) / (curve.monitor?.[i] ?? NaN)).toBeCloseTo(y, 12)
      );
      const alone = average([curve]).spectrum;
      const bins = rebin(
        curve,
        [...curve.energy, 8635].map(e => e - 0.25)
      ).spectrum;
      for (const other of [alone, bins]) {
        other.intensity.forEach((y, i) => expect(y).toBeCloseTo(curve.intensity[i], 12));
        other.sigma.forEach((s, i) => expect(s / curve.sigma[i]).toBeCloseTo(1, 6));
      }
    });

    it('does so without a count', () => {
      const none = measured(points.map(([x, y, , i1]) => [x, y, 0, i1]));
      const curve = cut(scanMap(none, none), { type: 'CIE', at: 9659, width: 8 });
      const [alone] = [average([curve]).spectrum];
      expect(alone.intensity[0]).toBe(0);
      expect(alone.sigma[0] / curve.sigma[0]).toBeGreaterThan(0.9);
      expect(alone.sigma[0] / curve.sigma[0]).toBeLessThan(1.1);
    });
  });

  it('reports cells that were not measured, and how many, for a sum, not for a mean', () => {
    const whole = map();
    whole.intensity[4 * 6] = NaN;
    const band = { type: 'CIE', at: 9658.15, width: 0.3 } as const;
    const { spectrum, warnings } = profile(whole, band, 'sum');
    expect(spectrum.intensity[4]).toBe(whole.intensity[4 * 6 + 1]);
    expect(warnings).toEqual([
      {
        code: 'map/empty-cells',
        message: expect.stringMatching(/^1 cells .* at 1 of the energies/) as string
      }
    ]);
    expect(profile(whole, band, 'mean').warnings).toEqual([]);
  });

  it('is one step wide by default', () => {
    expect(defaultWidth(map(), 'CIE')).toBeCloseTo(0.3, 9);
    expect(defaultWidth(map(), 'CET')).toBeCloseTo(0.3, 9);
  });
});
