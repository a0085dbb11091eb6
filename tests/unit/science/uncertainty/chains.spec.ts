import {
  area,
  average,
  cropMap,
  cut,
  difference,
  normaliseArea,
  normaliseReference,
  rebin,
  scanMap,
  shiftSpectrum,
  type Spectrum
} from '../../../../src/science';
import { uncertaintyOf } from '../../../../src/science/uncertainty/curve';
import { shareMergedCounts, mostSeparateScans } from '../../../../src/science/uncertainty/merged';
import { dice, gaussian, measure } from '../montecarlo';
import { grid, measured, steps } from '../synthetic';

const energies = steps(9640, 0.3, 41);
const line = (e: number) => 40 + 500 * gaussian(9646, 2)(e);
const scan = (seed: number): Spectrum => measure(energies, line, dice(seed));
const scans = (n: number) => Array.from({ length: n }, (_, k) => scan(k + 1));

describe('what two curves have in common', () => {
  it('cancels in the difference of a scan from a mean that contains it', () => {
    const [spectrum, ...others] = scans(3);
    const mean = average([spectrum, ...others]).spectrum;
    const { sigma } = difference(spectrum, mean).spectrum;
    // 2/3 of its own counts, 1/3 of those of the others, over one monitor
    sigma.forEach((s, i) => {
      const [n, m, k] = [spectrum, ...others].map(({ counts }) => counts?.[i] ?? NaN);
      expect((1000 * s) ** 2).toBeCloseTo((4 * n + m + k) / 9, 8);
    });
  });

  it('is all of it for a copy, read from another path', () => {
    const copy = { ...scan(1), energy: scan(1).energy.slice() };
    expect(Math.max(...difference(scan(1), copy).spectrum.sigma)).toBe(0);
    const twice = average([scan(1), copy]);
    twice.spectrum.sigma.forEach((s, i) => expect(s).toBeCloseTo(scan(1).sigma[i], 12));
    const table = { ...copy, counts: null, monitor: null };
    average([scan(1), table]).spectrum.sigma.forEach((s, i) =>
      expect(s).toBeCloseTo(scan(1).sigma[i], 12)
    );
    const moved = difference(shiftSpectrum(scan(1), 0), rebin(scan(1), [9639, 9660]).spectrum, {});
    expect(moved.spectrum.energy).toHaveLength(1);
  });

  it('is a divisor: a ratio of areas over one reference does not include its noise', () => {
    const reference = measure(energies, () => 3, dice(77));
    const [a, b] = [scan(1), scan(1)].map(
      spectrum => normaliseReference(spectrum, reference).spectrum
    );
    expect(Math.max(...difference(a, b).spectrum.sigma)).toBeLessThan(1e-12);
    const over = area(a);
    const relative = area(reference).sigma / area(reference).value;
    const own = area(scan(1)).sigma / area(scan(1)).value;
    expect(over.sigma / over.value).toBeCloseTo(Math.hypot(relative, own), 10);
    // in another order
    const first = normaliseArea(scan(1)).spectrum;
    const second = normaliseArea(a).spectrum;
    second.sigma.forEach((s, i) => expect(s).toBeCloseTo(first.sigma[i], 10));
  });

  it('are the cells of a map that two cuts go through, also of a part of it', () => {
    const points = measured(grid(steps(9658, 0.3, 6), steps(8628, 0.3, 20)));
    const map = scanMap(points, points);
    const part = cropMap(map, { incident: [9658.2, 9659.4], emission: null, transfer: null });
    const where = { type: 'CIE', at: 9658.6, width: 0.4 } as const;
    expect(Math.max(...difference(cut(map, where), cut(part, where)).spectrum.sigma)).toBe(0);
    const wide = cut(map, { ...where, width: 1 });
    const narrow = cut(map, where);
    const { sigma } = difference(wide, narrow).spectrum;
    sigma.forEach((s, i) => expect(s).toBeLessThan(Math.hypot(wide.sigma[i], narrow.sigma[i])));
  });
});

describe('an average of many scans', () => {
  it('is computed from its own sums, and knows the scans by name', () => {
    const many = scans(mostSeparateScans + 1);
    const mean = average(many).spectrum;
    expect(mean.uncertainty?.terms).toHaveLength(1);
    const few = average(many.slice(1)).spectrum;
    expect(few.uncertainty?.terms).toHaveLength(mostSeparateScans);
    expect(area(mean).sigma).toBeCloseTo(
      Math.sqrt(many.reduce((all, spectrum) => all + area(spectrum).sigma ** 2, 0)) / many.length,
      12
    );
    const areMergedAll = (all: readonly Spectrum[]) => shareMergedCounts(all, uncertaintyOf);
    expect(areMergedAll([mean, many[3]])).toBe(true);
    expect(areMergedAll([mean, scan(99)])).toBe(false);
    expect(areMergedAll([few, many[3]])).toBe(false);
    const other = average([...many.slice(2), scan(98), scan(99)]).spectrum;
    expect(areMergedAll([normaliseArea(mean).spectrum, other])).toBe(true);
    // it knows itself
    expect(areMergedAll([mean, normaliseArea(mean).spectrum])).toBe(false);
  });
});
