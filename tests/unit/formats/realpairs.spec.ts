import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { type Channel, type Scan } from '../../../src/formats';
import { openFile } from '../../../src/io/node';
import { openScan } from '../../../src/io/openscan';
import { BufferSource } from '../../../src/io/source';
import { XESError } from '../../../src/base/errors';
import { pointValues, scanMap, scanSpectrum } from '../../../src/science';
import { describeReal } from './realscans';
import { readI20Dat } from './i20';

/** Half of the last digit the .dat prints: energies and angles, eV and degrees, and the monitor, counts. */
const half = { energy: 0.5e-4, monitor: 0.5e-2 };
const noise = 1e-9; // of decimal numbers in binary

const extent = (values: Float64Array) => [Math.min(...values), Math.max(...values)];

function expectWithin(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(tolerance + noise);
  });
}

/** Energy of the parabola's top through the highest point and its neighbours. */
function parabolaTop(x: Float64Array, y: Float64Array): number {
  const i = y.indexOf(Math.max(...y));
  const points = [-2, -1, 0, 1, 2].map(offset => ({ u: x[i + offset] - x[i], v: y[i + offset] }));
  const power = (n: number, m: number) =>
    points.reduce((sum, { u, v }) => sum + u ** n * v ** m, 0);
  const [s0, s1, s2, s3, s4] = [0, 1, 2, 3, 4].map(n => power(n, 0));
  const [t0, t1, t2] = [0, 1, 2].map(n => power(n, 1));
  const det = (a: number[][]) =>
    a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1]) -
    a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0]) +
    a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
  const slope = det([
    [s0, t0, s2],
    [s1, t1, s3],
    [s2, t2, s4]
  ]);
  const curve = det([
    [s0, s1, t0],
    [s1, s2, t1],
    [s2, s3, t2]
  ]);
  return x[i] - slope / (2 * curve);
}

/** Full width at half of the highest point, between straight lines. */
function halfWidth(x: Float64Array, y: Float64Array): number {
  const top = y.indexOf(Math.max(...y));
  const level = y[top] / 2;
  const crossing = (step: number) => {
    let i = top;
    while (y[i + step] > level) {
      i += step;
    }
    return x[i] + ((x[i + step] - x[i]) * (y[i] - level)) / (y[i] - y[i + step]);
  };
  return crossing(1) - crossing(-1);
}

describeReal('279496, two arms, as science-facts §3 has it', path => {
  let scan: Scan;
  beforeAll(async () => ({ scan } = await openFile(path('279496_1.nxs'))));

  it('has both arms with their ranges, counts and monitor', () => {
    const [upper, lower] = scan.channels;
    expect(scan.channels.map(({ name }) => name)).toEqual(['upper', 'lower']);
    expect(scan).toMatchObject({ kind: 'XES', shape: [50], points: { planned: 50, measured: 50 } });
    expect(extent(pointValues(upper.emission))).toEqual([8634, 8643.8]);
    // the file truncates energies at 0.01 eV: the demand was 9578.7
    expect(extent(pointValues(lower.emission))).toEqual([9564, 9578.69]);
    expect(extent(upper.counts ?? new Float64Array())).toEqual([3962, 58965]);
    expect(extent(lower.counts ?? new Float64Array())).toEqual([1647, 10830]);
    expect(extent(scan.monitor ?? new Float64Array()).map(Math.round)).toEqual([1367520, 1373772]);
    expect(scan.time).toEqual(new Float64Array(50).fill(2));
  });

  it('has the lines at their computed energies', () => {
    const [upper, lower] = scan.channels.map(channel => scanSpectrum(scan, channel));
    expect(parabolaTop(upper.energy, upper.intensity)).toBeCloseTo(8639.23, 3);
    expect(halfWidth(upper.energy, upper.intensity)).toBeCloseTo(2.6196, 3);
    expect(parabolaTop(lower.energy, lower.intensity)).toBeCloseTo(9572.0836, 3);
    expect(halfWidth(lower.energy, lower.intensity)).toBeCloseTo(6.3724, 3);
  });
});

describeReal('one scan in both of its forms', path => {
  const open = async (number: string) => {
    const [nexus, ascii] = [`${number}_1.nxs`, `ZnO_standard_${number}_1.dat`].map(path);
    return { nexus: (await openFile(nexus)).scan, ascii: (await openFile(ascii)).scan };
  };

  it.each([
    ['280754', 207],
    ['280772', 201]
  ])('%s is equal point by point', async (number, points) => {
    const { nexus, ascii } = await open(number);
    expect([nexus, ascii].map(({ kind, shape }) => ({ kind, shape }))).toEqual(
      [1, 2].map(() => ({ kind: 'XES', shape: [points] }))
    );
    const [a, b] = [nexus, ascii].map(({ channels }) => channels[0]);
    expect([a.name, b.name]).toEqual(['lower', 'lower']);
    expectWithin(pointValues(b.emission), pointValues(a.emission), half.energy);
    expectWithin(b.bragg ?? new Float64Array(), a.bragg ?? new Float64Array(), half.energy);
    expect(b.counts).toEqual(a.counts);
    const { incident, monitor, time } = nexus;
    if (!incident || !monitor || !time || !ascii.incident || !ascii.monitor || !ascii.time) {
      throw new Error('an array is missing');
    }
    expectWithin(pointValues(ascii.incident), pointValues(incident), half.energy);
    expectWithin(ascii.monitor, monitor, half.monitor);
    expectWithin(ascii.time, time, half.energy);
    expectIntensities(b, a, monitor);
    const spectra = [nexus, ascii].map(scan => scanSpectrum(scan, scan.channels[0]));
    expectWithin(spectra[1].energy, spectra[0].energy, half.energy);
    expectIntensities(spectra[1], spectra[0], monitor);
  });

  it('280754 has the line that was computed independently', async () => {
    const { nexus } = await open('280754');
    const { energy, intensity } = scanSpectrum(nexus, nexus.channels[0]);
    const level = Math.max(...intensity) * 0.1;
    const above = Array.from(energy.keys()).filter(i => intensity[i] >= level);
    const integral = (value: (i: number) => number) =>
      above
        .slice(1)
        .reduce((sum, i) => sum + ((energy[i] - energy[i - 1]) * (value(i) + value(i - 1))) / 2, 0);
    const moment = integral(i => energy[i] * intensity[i]) / integral(i => intensity[i]);
    expect(moment).toBeCloseTo(9571.38874, 3);
    expect(halfWidth(energy, intensity)).toBeCloseTo(6.1405, 3);
    expect(extent(nexus.channels[0].counts ?? new Float64Array())).toEqual([612, 95084]);
  });

  it('280772 has the sum that was computed independently', async () => {
    const { nexus, ascii } = await open('280772');
    for (const scan of [nexus, ascii]) {
      const sum = scan.channels[0].intensity.reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(0.2087742755, 8);
    }
  });
});

type Curve = Pick<Channel, 'intensity' | 'sigma'>;
const noSigma = new Float64Array();

/**
 * Equal except for the digits of the monitor; the file's own ratio, with six decimals, would fail
 * this.
 */
function expectIntensities(actual: Curve, expected: Curve, monitor: Float64Array): void {
  const [sigma, expectedSigma] = [actual.sigma ?? noSigma, expected.sigma ?? noSigma];
  actual.intensity.forEach((value, i) => {
    const relative = half.monitor / monitor[i] + noise;
    expect(Math.abs(value / expected.intensity[i] - 1)).toBeLessThanOrEqual(relative);
    expect(Math.abs(sigma[i] / expectedSigma[i] - 1)).toBeLessThanOrEqual(relative);
  });
}

describeReal('279192, a map in ASCII', path => {
  it('differs from the ratios the file prints as much as their six decimals allow', () => {
    const text = readFileSync(path('XES_ZnZSM5_air500_279192_1.dat'), 'utf8');
    const scan = readI20Dat(text);
    const rows = text.split('\n').filter(line => /^\d/.test(line));
    const printed = rows.map(line => Number(line.split('\t')[5]));
    expect(printed.reduce((a, b) => a + b, 0)).toBeCloseTo(1.024154, 6);
    scan.channels[0].intensity.forEach((value, i) =>
      expect(Math.abs(value - printed[i])).toBeLessThanOrEqual(0.5e-6 + noise)
    );
    const map = scanMap(scan, scan.channels[0]);
    expect(map.intensity.filter(Number.isFinite)).toHaveLength(17 * 51);
    expect(extent(map.emission)).toEqual([8632, 8646.99]);
    expect(extent(scan.monitor ?? new Float64Array())).toEqual([597519, 609185]);
  });
});

describeReal('a text that was cut off or garbled', path => {
  const names = ['ZnO_standard_280754_1.dat', 'XES_ZnZSM5_air500_279192_1.dat'];
  const read = async (bytes: Uint8Array): Promise<Scan | XESError> => {
    const start = process.cpuUsage();
    const result = await openScan(new BufferSource(bytes), 'a.dat').then(
      ({ scan }) => scan,
      (reason: unknown) => reason
    );
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(2e6); // µs of work
    if (result instanceof Error) {
      expect(result).toBeInstanceOf(XESError);
    }
    return result as Scan | XESError;
  };

  it.each(names)('%s returns its complete points, or a code', async name => {
    const bytes = new Uint8Array(readFileSync(path(name)));
    const whole = (await read(bytes)) as Scan;
    const arrays = (scan: Scan) => {
      const { emission, counts, intensity, sigma, bragg } = scan.channels[0];
      const axes = [scan.incident, emission].map(axis => axis && pointValues(axis));
      return [...axes, scan.monitor, scan.time, counts, intensity, sigma, bragg];
    };
    const check = async (length: number) => {
      const scan = await read(bytes.slice(0, length));
      if (scan instanceof XESError) {
        expect(scan.code).toMatch(/^(scan|file)\//);
        return;
      }
      const n = scan.points.measured;
      arrays(scan).forEach((array, i) => {
        expect(array).toEqual(arrays(whole)[i]?.slice(0, n));
      });
      if (n < whole.points.measured) {
        expect(scan.warnings.map(({ code }) => code)).toEqual(['scan/aborted']);
      }
    };
    await fc.assert(fc.asyncProperty(fc.nat(bytes.length), check), { numRuns: 80, seed: 1 });
  });

  it('is read or refused by a code, whatever its bytes', async () => {
    const bytes = new Uint8Array(readFileSync(path(names[0])));
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      bytes: fc.uint8Array({ maxLength: 30 })
    });
    const garble = fc.array(change, { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(garble, async changes => {
        const garbled = bytes.slice();
        for (const { at, bytes: inserted } of changes) {
          garbled.set(inserted.subarray(0, garbled.length - at), at);
        }
        const scan = await read(garbled);
        if (scan instanceof XESError) {
          expect(scan.code).toMatch(/^(scan|file)\//);
        } else {
          expect(scan.channels[0].intensity).toHaveLength(scan.points.measured);
        }
      }),
      { numRuns: 200, seed: 2 }
    );
  });
});
