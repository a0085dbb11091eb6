import { openFile } from '../../../src/io/node';
import type { ChannelName } from '../../../src/formats';
import {
  pointValues,
  area,
  average,
  consistency,
  cut,
  fullWidth,
  iad,
  moments,
  normaliseArea,
  peakPosition,
  refineEnergies,
  scanMap,
  scanSpectrum,
  stitch,
  totalYield,
  transferImage,
  transferView,
  type RXESMap,
  type Spectrum
} from '../../../src/science';
import { describeReal } from '../formats/realscans';

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

describeReal('science-facts §3, computed independently', path => {
  const spectra = new Map<string, Spectrum>();
  const spectrum = (name: string) => spectra.get(name) as Spectrum;
  let map: RXESMap;
  const read = async (file: string, channel: ChannelName) => {
    const { scan } = await openFile(path(file));
    const arm = scan.channels.find(({ name }) => name === channel);
    if (!arm) {
      throw new Error(`${file} has no ${channel}`);
    }
    return { scan, arm };
  };

  beforeAll(async () => {
    for (const [file, channel] of [
      ['279496_1.nxs', 'upper'],
      ['279496_1.nxs', 'lower'],
      ['280754_1.nxs', 'lower'],
      ['280772_1.nxs', 'lower']
    ] as const) {
      const { scan, arm } = await read(file, channel);
      spectra.set(`${file.slice(0, 6)} ${channel}`, scanSpectrum(scan, arm));
    }
    const { scan, arm } = await read('XES_ZnZSM5_air500_279192_1.dat', 'upper');
    map = scanMap(scan, arm);
  });

  it.each([
    ['279496 upper', 0.7458550832606338, 0.14858258145],
    ['279496 lower', 0.19255068372, 0.05739127435],
    ['280754 lower', 3.9575322183, 1.1861625807]
  ])('%s: sum and area', (name, total, whole) => {
    expect(sum(spectrum(name).intensity)).toBeCloseTo(total, 10);
    expect(area(spectrum(name)).value).toBeCloseTo(whole, 10);
  });

  it('280754: areas of ranges with their ends interpolated, and the Poisson σ', () => {
    const main = spectrum('280754 lower');
    // the values of §3 are over the points inside, without the pieces to the ends of the range
    const inner = area(main, [9560.09, 9609.89]);
    expect(inner.value).toBeCloseTo(1.16134033132, 10);
    expect(inner.sigma).toBeCloseTo(0.0007208, 7);
    expect(area(main, [9562.19, 9584.99]).value).toBeCloseTo(1.0911925121, 10);
    expect(area(main, [9560, 9610]).value).toBeCloseTo(1.1622275422884, 12);
    // the predecessor's area normalisation raises an AttributeError under numpy ≥ 2.4 (its defect 3)
    expect(area(normaliseArea(main, [9560, 9610]).spectrum, [9560, 9610]).value).toBeCloseTo(1, 13);
  });

  it.each([
    ['279496 upper', 8639.23, 2.6196],
    ['279496 lower', 9572.0836, 6.3724]
  ])('%s: parabola of five points, full width', (name, position, width) => {
    const found = peakPosition(spectrum(name));
    expect(found.value).toBeCloseTo(position, 4);
    expect(found.sigma).toBeGreaterThan(0.001);
    expect(found.sigma).toBeLessThan(0.1);
    expect(fullWidth(spectrum(name)).value).toBeCloseTo(width, 4);
  });

  it('centroids: over all, and over the points of the line above a tenth', () => {
    expect(moments(spectrum('279496 upper')).m1.value).toBeCloseTo(8639.0651, 4);
    const { m1 } = moments(spectrum('280754 lower'), { threshold: 0.1 });
    expect(m1.value).toBeCloseTo(9571.38874, 5);
    expect(m1.sigma).toBeLessThan(0.01);
    expect(fullWidth(spectrum('280754 lower')).value).toBeCloseTo(6.1405, 4);
  });

  it('the IAD of two samples, far above the noise', () => {
    const found = iad(spectrum('279496 lower'), spectrum('280754 lower'));
    expect(found.value).toBeCloseTo(0.0441745219, 10);
    expect(found.noiseBias).toBeLessThan(0.3 * found.value);
    expect(found.debiased).toBeLessThan(found.value);
    expect(found.sigma).toBeLessThan(0.002);
  });

  it('279192: the map, its counts summed to the last digit', () => {
    expect([map.emission.length, map.incident.length]).toEqual([51, 17]);
    expect(sum(map.intensity)).toBeCloseTo(1.0241379670777, 12);
    expect(Math.max(...map.intensity)).toBeCloseTo(0.01684729064, 11);
    expect(sum(totalYield(map).spectrum.intensity)).toBeCloseTo(1.0241379670777, 12);
    const perColumn = [...map.incident].map(at =>
      sum(cut(map, { type: 'CIE', at, width: 0.1 }).intensity)
    );
    totalYield(map).spectrum.intensity.forEach((y, j) => expect(y).toBeCloseTo(perColumn[j], 14));
  });

  describe('defects of the predecessor that are absent here', () => {
    it('1, 2: every cell of the transfer view has its own Δ; the last column is not that of the first', () => {
      const { transfer } = transferView(map);
      const last = map.incident.length - 1;
      expect(transfer[last]).toBe(map.incident[last] - map.emission[0]);
      expect(transfer[last] - transfer[0]).toBeCloseTo(4.8, 2);
      const { transfer: axis, intensity } = transferImage(map);
      const column = Array.from(axis, (_, r) => intensity[r * 17 + last]);
      const brightest =
        axis[
          column.reduce(
            (best, y, r) => (!(y <= column[best]) && y > 0 ? r : best),
            axis.length - 20
          )
        ];
      const { energy, intensity: y } = cut(map, {
        type: 'CIE',
        at: map.incident[last],
        width: 0.1
      });
      const top = energy[y.indexOf(Math.max(...y))];
      expect(Math.abs(brightest - (map.incident[last] - top))).toBeLessThan(0.3);
    });

    it('4, 5: scans apart are refused, grids that agree are not resampled, the last point stays', () => {
      const [main, valence] = [spectrum('280754 lower'), spectrum('280772 lower')];
      expect(() => average([main, valence])).toThrow(
        expect.objectContaining({ code: 'spectrum/no-overlap' })
      );
      const { spectrum: twice, coverage } = average([valence, valence]);
      expect(twice.energy).toEqual(valence.energy);
      expect(twice.energy).toHaveLength(201);
      expect(Math.min(...coverage)).toBe(2);
      twice.intensity.forEach((y, i) => expect(y).toBeCloseTo(valence.intensity[i], 15));
      expect(consistency([valence, valence]).scans[0].shift.value).toBeCloseTo(0, 12);
    });

    it('8, 9: a curve of a map runs along ω and is intensity', async () => {
      const { scan, arm } = await read('XES_ZnZSM5_air500_279192_1.dat', 'upper');
      const curve = scanSpectrum(scan, arm);
      expect(curve.energy).toHaveLength(51);
      expect(curve.energy[50]).toBeCloseTo(8646.99, 9);
      expect(Math.max(...curve.intensity)).toBeLessThan(0.02);
    });

    it('13: ranges without an overlap are joined by their monitors, and that is reported', () => {
      const joined = stitch(spectrum('280754 lower'), spectrum('280772 lower'));
      expect(joined.overlap).toBeNull();
      expect(joined.warnings.map(({ code }) => code)).toEqual(['stitch/no-overlap']);
      expect(joined.spectrum.energy).toHaveLength(408);
      // 1 s and 4 s a point join: 0.982 ± 0.018
      const { energy, intensity, sigma } = joined.spectrum;
      const at = energy.findIndex(e => e >= 9620);
      const ratio = intensity[at - 1] / intensity[at];
      const error =
        ratio * Math.hypot(sigma[at - 1] / intensity[at - 1], sigma[at] / intensity[at]);
      expect(Math.abs(ratio - 1)).toBeLessThan(4 * error);
    });

    it('26, 27: σ is everywhere, and a second normalising changes nothing', () => {
      const once = normaliseArea(spectrum('279496 upper'));
      const twice = normaliseArea(once.spectrum);
      expect(twice.factor.value).toBeCloseTo(1, 13);
      expect(twice.spectrum.sigma.every(s => s > 0)).toBe(true);
    });
  });

  it('refined energies are within the truncation, on the requested grid', async () => {
    const { arm } = await read('280754_1.nxs', 'lower');
    const stored = pointValues(arm.emission);
    const { emission, warnings } = refineEnergies(stored, arm.bragg);
    expect(warnings).toEqual([]);
    emission.forEach((energy, i) => {
      expect(Math.abs(energy - stored[i])).toBeLessThan(0.0101);
      expect(Math.abs(energy - (9558 + 0.3 * i))).toBeLessThan(1e-6);
    });
  });
});
