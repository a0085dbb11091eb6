import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SpectrumValue } from '../../../src/analysis/steps';
import { csvLines, readCurves, spectrumRows, type Scan } from '../../../src/formats';
import {
  average,
  background,
  joined,
  scanMap,
  scanSpectrum,
  normaliseArea,
  stitch,
  transferView,
  type Spectrum
} from '../../../src/science';
import { kindOf } from '../../../src/science/kind';
import { scanOf } from '../analysis/scans';
import { grid, measured, steps } from './synthetic';
import { applied } from '../analysis/steps/applied';
import { isGdaAscii, readI20Dat } from '../formats/i20';

/*
 * The 27 defects of the predecessor, by their numbers: on synthetic data, so that they are tested
 * everywhere. Those of its windows are named below with the test for them.
 */

/** A line at an energy on a slope, in counts per monitor; the number of counts is `bright`. */
function curve(from: number, n: number, centre: number, bright = 1): Spectrum {
  const energy = Float64Array.from(steps(from, 0.3, n));
  const monitor = energy.map((_, i) => bright * (6e5 + 1000 * (i % 7)));
  const counts = energy.map(
    (e, i) => monitor[i] * (0.003 + 0.02 / (1 + ((e - centre) / 2) ** 2) + 1e-5 * (e - from))
  );
  return {
    energy,
    counts,
    monitor,
    intensity: counts.map((n1, i) => n1 / monitor[i]),
    sigma: counts.map((n1, i) => Math.sqrt(n1) / monitor[i])
  };
}

const value = (spectrum: Spectrum): SpectrumValue => ({
  kind: 'spectrum',
  axis: 'emission',
  spectrum
});

const [omegas, emissions] = [steps(9658, 0.3, 6), steps(8630, 0.3, 9)];
const cells = grid(omegas, emissions);

/** GDA's table of a map of 17 columns, as far as it was written. */
function dat(rows: number): string {
  const names = 'Energy\tXESEnergyUpper\tXESBraggUpper\tI1\tFF_medipix1\tFFI1_medipix1\tTime\t';
  const command = '# command: scan bragg1WithOffset 9658.0 9659.5 0.3 XESEnergyUpper';
  const lines = cells
    .slice(0, rows)
    .map(([omega, emission, n, i1]) => [omega, emission, 81.7, i1, n, n / i1, 1].join('\t'));
  return [
    '# DIAMOND LIGHT SOURCE',
    '# Instrument: I20-XAS Date: Wed, 8 Oct 2025 17:04:54 BST',
    `# Sample description: ${command} [Range1 : 8630.00, 8632.40, 0.30] I1 medipix1`,
    `# ${names}`,
    ...lines.map(line => `${line}\t`),
    ''
  ].join('\n');
}

const codes = ({ warnings }: { warnings: readonly { code: string }[] }) =>
  warnings.map(({ code }) => code);
const mapOf = (scan: Scan) => scanMap(scan, scan.channels[0]);

describe('defects of the predecessor', () => {
  it('1, 2: the transfer view is sheared, and energies are those of the cells', () => {
    const map = mapOf(scanOf(measured(cells)));
    const { transfer } = transferView(map);
    map.emission.forEach((emission, row) =>
      map.incident.forEach((incident, column) => {
        expect(transfer[row * map.incident.length + column]).toBe(incident - emission);
      })
    );
    expect([...map.emission]).toEqual(emissions);
  });

  it('3, 27: areas are normalised, once', () => {
    const once = normaliseArea(curve(9560, 101, 9572));
    expect(once.factor.value).toBeGreaterThan(0);
    expect(normaliseArea(once.spectrum).factor.value).toBeCloseTo(1, 13);
  });

  it('4, 5: scans apart are refused; grids that agree retain all of their points', () => {
    const [one, other] = [curve(9560, 101, 9572), curve(9700, 101, 9720)];
    expect(() => average([one, other])).toThrow(
      expect.objectContaining({ code: 'spectrum/no-overlap' })
    );
    const truncated = { ...one, energy: one.energy.map(e => Math.floor(e * 100) / 100) };
    expect(average([truncated, one]).spectrum.energy).toHaveLength(101);
  });

  it('6: a step passes on the normalised values', () => {
    const mean = applied(
      'average',
      [value(curve(9560, 101, 9572))].concat(value(curve(9560, 101, 9572, 2))),
      {}
    );
    const { values } = applied('normalise', mean.values, { by: 'maximum' });
    expect(Math.max(...(values[0] as SpectrumValue).spectrum.intensity)).toBe(1);
  });

  it('8, 9: the spectrum of a map runs along ω, and is intensity', () => {
    for (const scan of [scanOf(measured(cells)), readI20Dat(dat(54))]) {
      const { energy, intensity } = scanSpectrum(scan, scan.channels[0]);
      expect([...energy]).toEqual(emissions);
      expect(Math.max(...intensity)).toBeLessThan(1);
    }
  });

  it('10, 11: a given start is where a fit starts, and the default one arrives', () => {
    const parameters = { model: 'pearson7+linear', set: { expon: 2.25 }, fix: ['expon'] };
    const started = applied('fit', [value(curve(9560, 101, 9572))], parameters);
    expect(started.numbers.expon.value).toBe(2.25);
    const free = applied('fit', [value(curve(9560, 101, 9572))], {
      model: 'pearson7+linear'
    });
    expect(free.numbers.center.value).toBeCloseTo(9572, 3);
    expect(free.numbers.expon.value).toBeCloseTo(1, 2);
  });

  it('12: a joined background is fitted to the real points, with their weights', () => {
    const [main, wide] = [curve(9610, 101, 9630), curve(9550, 301, 9630)];
    const { spectrum } = joined(main, wide);
    const settings = { model: 'linear', exclude: [[9615, 9645] as const], edges: [] };
    const found = background(spectrum, { ...settings, weights: 'poisson' });
    const outside = wide.energy.filter(e => e < 9610 || e > main.energy[100]);
    const expected = [...outside, ...main.energy].filter(e => e < 9615 || e > 9645).length;
    expect(found.fit.ndata).toBe(expected);
    const alike = background(spectrum, { ...settings, weights: 'none' });
    expect(alike.fit.parameters[0].value).not.toBe(found.fit.parameters[0].value);
  });

  it('13: ranges that do not overlap are joined by their monitors, and it is reported', () => {
    const found = stitch(curve(9560, 101, 9572), curve(9620, 101, 9640, 4));
    expect(found.scale.value).toBe(1);
    expect(codes(found)).toContain('stitch/no-overlap');
  });

  it('14: an intensity is counts per monitor in each form of a file', () => {
    const scan = readI20Dat(dat(54));
    const { counts, intensity } = scan.channels[0];
    expect(intensity[7]).toBe((counts?.[7] ?? NaN) / (scan.monitor?.[7] ?? NaN));
  });

  it('15: an aborted map retains its axes, its empty cells are empty', () => {
    const scan = readI20Dat(dat(50));
    expect(codes(scan)).toEqual(['scan/aborted']);
    const map = mapOf(scan);
    expect([map.incident.length, map.emission.length]).toEqual([6, 9]);
    expect(map.intensity.filter(Number.isNaN)).toHaveLength(4);
  });

  it('16: neither jitter on a boundary, nor a snake, nor falling energies change a map', () => {
    const expected = mapOf(scanOf(measured(cells)));
    const shifted = cells.map(
      ([omega, ...rest], i) => [omega + 0.005 + 1e-4 * (i % 3), ...rest] as (typeof cells)[number]
    );
    const readings = { ...measured(shifted), incidentJitter: 0.015 };
    expect(mapOf(scanOf(readings)).intensity).toEqual(expected.intensity);
    const snake = omegas.flatMap((omega, j) => {
      const column = cells.filter(cell => cell[0] === omega);
      return j % 2 ? column.reverse() : column;
    });
    expect(mapOf(scanOf(measured(snake)))).toEqual(expected);
    expect(mapOf(scanOf(measured([...cells].reverse())))).toEqual(expected);
  });

  it('17, 22: HERFD and narrow scans are classified correctly', () => {
    const fixed = (energy: number) => new Float64Array(9).fill(energy);
    expect(kindOf(Float64Array.from(steps(9658, 0.3, 9)), fixed(8639))).toBe('HERFD-XANES');
    expect(kindOf(fixed(9900), Float64Array.from(steps(9571, 0.1, 9)))).toBe('XES');
    expect(readI20Dat(dat(54))).toMatchObject({ kind: 'RXES', shape: [6, 9] });
  });

  it('19: written CSV can be reread', () => {
    const spectrum = curve(9560, 101, 9572);
    const { curves } = readCurves(csvLines(spectrumRows(spectrum, 'emission')));
    expect(curves[0].spectrum.energy).toEqual(spectrum.energy);
    expect(curves[0].spectrum.intensity).toEqual(spectrum.intensity);
    expect(curves[0].spectrum.sigma).toEqual(spectrum.sigma);
  });

  it('23: an intact file is read without a warning, its ratio computed from the counts', () => {
    expect(isGdaAscii(dat(54))).toBe(true);
    expect(readI20Dat(dat(54)).warnings).toEqual([]);
  });

  it('24: a missing channel is a message with a code', () => {
    expect(() =>
      applied('spectrum', [{ kind: 'scan', scan: scanOf(measured(cells)) }], { channel: 'lower' })
    ).toThrow(expect.objectContaining({ code: 'scan/channel-missing' }));
  });

  it('26: every value has its σ', () => {
    const map = mapOf(scanOf(measured(cells)));
    expect(map.sigma.every(sigma => sigma > 0)).toBe(true);
    expect(
      scanSpectrum(readI20Dat(dat(54)), readI20Dat(dat(54)).channels[0]).sigma[0]
    ).toBeGreaterThan(0);
  });

  /** Those of its windows and files: the test for each, and its words; 25 is about its tests. */
  const elsewhere: [string, string, string][] = [
    [
      '7: scans are added to existing ones',
      'browser/analysis.spec.ts',
      'as is one dropped on an analysis with scans'
    ],
    [
      '18: NeXus of a transfer map',
      'python/test_cli_nexus.py',
      'test_a_transfer_map_is_points_at_their_true_energies'
    ],
    ['20: a raw scan is drawn over its energies', 'browser/open.spec.ts', 'every real scan opens'],
    ['21: profiles are saved', 'browser/export.spec.ts', 'a profile is saved as CSV']
  ];

  it.each(elsewhere)('%s: tested in %s', (_, file, words) => {
    const place = path.join(__dirname, '../..', file);
    expect(readFileSync(place, 'utf8')).toContain(words);
  });
});
