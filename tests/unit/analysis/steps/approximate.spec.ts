import type { SpectrumValue, Value } from '../../../../src/analysis/steps';
import { reasonsIn } from '../../../../src/analysis/steps/approximate';
import { fitReasons } from '../../../../src/analysis/steps/fitreasons';
import { readCurves, tableText } from '../../../../src/formats';
import { approximateComments, lostInNexus, lostInTable } from '../../../../src/formats/sigmamark';
import type { Spectrum } from '../../../../src/science';
import { dice, measure } from '../../science/montecarlo';
import { grid, measured, steps as energies } from '../../science/synthetic';
import { scanOf } from '../scans';
import { applied } from './applied';

const line =
  (height: number, floor = 0) =>
  (e: number) =>
    floor + height * Math.exp(-((e - 50) * (e - 50)) / 50);
const from = (start: number, step: number, n: number) =>
  Array.from({ length: n }, (_, i) => start + step * i);

/** A line with the given counts over a floor, and its value. */
function curve(height: number, floor: number, seed = 1, at = from(0, 1, 101)): SpectrumValue {
  const spectrum = measure(at, line(height, floor), dice(seed));
  return { kind: 'spectrum', axis: 'emission', spectrum };
}

const high = (seed = 1) => curve(1e6, 1e5, seed);
const low = (seed = 1) => curve(30, 0.2, seed);
const halfStep = curve(1e6, 1e5, 3, from(0.5, 1, 100));
const map: Value = {
  kind: 'scan',
  scan: scanOf(measured(grid(energies(9658, 0.3, 5), energies(8630, 0.3, 6))))
};

const first = (name: string, inputs: readonly Value[], parameters = {}) =>
  applied(name, inputs, parameters).values[0] as SpectrumValue;
const reasons = (name: string, inputs: readonly Value[], parameters = {}) =>
  reasonsIn(applied(name, inputs, parameters).warnings);

const byReference = (seed = 1) => first('normalise', [high(seed), high(9)], { by: 'reference' });
const gaussian = { model: 'gaussian+constant', set: { center: 50, sigma: 5 } };
const windows = { model: 'constant', exclude: [[30, 70]] };
const withoutCounts = (value: SpectrumValue): SpectrumValue => ({
  ...value,
  spectrum: { ...value.spectrum, counts: null, monitor: null }
});
const lineEnds = {
  fromIncident: 9658,
  fromEmission: 8630,
  toIncident: 9659.2,
  toEmission: 8631.2
};

describe('σ that is only approximately right is reported as such', () => {
  it.each<[string, () => string[], RegExp]>([
    [
      'a fit that ends at a bound',
      () => reasons('fit', [high()], { ...gaussian, bounds: { sigma: [null, 3] } }),
      /bound/
    ],
    [
      'a fit of few counts that are not known',
      () => reasons('fit', [withoutCounts(curve(60, 60))], gaussian),
      /one count a point/
    ],
    [
      'energies calibrated by lines that were found somewhere',
      () => reasons('calibrate', [high()], { found: [40, 60], energies: [41, 61] }),
      /where the lines were found/
    ],
    [
      'energies calibrated by elastic lines without σ',
      () => {
        const { spectrum, ...rest } = withoutCounts(high(2));
        const sigma = spectrum.sigma.map(() => NaN);
        const inputs = [high(1), { ...rest, spectrum: { ...spectrum, sigma } }, high(3)];
        return reasons('elastic', inputs, { energies: [51, 51], degree: 0, calibrate: true });
      },
      /elastic scans have no σ/
    ],
    [
      'a curve over its maximum',
      () => reasons('normalise', [high()], { by: 'maximum' }),
      /highest/
    ],
    [
      'moments above a threshold',
      () => reasons('moments', [low()], { threshold: 0.1 }),
      /threshold/
    ]
  ])('of %s', (_, find, expected) => {
    expect(find().filter(reason => expected.test(reason))).toHaveLength(1);
  });
});

describe('σ that is right to first order is not', () => {
  it.each<[string, () => string[]]>([
    ['a spectrum', () => reasons('spectrum', [map])],
    ['a fit over a reference', () => reasons('fit', [byReference()], gaussian)],
    [
      'a fit after a stitch',
      () => {
        const [a, b] = [curve(1e6, 1e5, 1, from(0, 1, 60)), curve(1e6, 1e5, 2, from(40, 1, 61))];
        return reasons('fit', [first('stitch', [a, b])], gaussian);
      }
    ],
    [
      'a background of a curve over a reference',
      () => reasons('background', [byReference()], windows)
    ],
    ['bins of a curve over a reference', () => reasons('rebin', [byReference()], { width: 3 })],
    ['a smooth curve', () => reasons('smooth', [high()])],
    ['an average over one reference', () => reasons('average', [byReference(1), byReference(2)])],
    [
      'a difference over one reference',
      () => reasons('difference', [byReference(1), byReference(2)])
    ],
    [
      'a sum over what is left over a background',
      () => reasons('area', [first('background', [high()], windows)])
    ],
    ['a fit with equal weights', () => reasons('fit', [high()], { ...gaussian, weights: 'none' })],
    ['zeros over an area', () => reasons('normalise', [low()])],
    ['zeros less zeros', () => reasons('difference', [low(1), low(2)])],
    [
      'a sum over zeros less a background',
      () => reasons('area', [first('background', [low()], windows)])
    ],
    ['a line through a map', () => reasons('lineCut', [map], lineEnds)],
    ['a difference on half steps', () => reasons('difference', [high(), halfStep])],
    ['a stitch on half steps', () => reasons('stitch', [high(), halfStep])],
    ['an average on half steps', () => reasons('average', [high(), halfStep])],
    ['a map', () => reasons('map', [map])],
    ['an average of counts', () => reasons('average', [high(1), high(2)])],
    ['an average of few counts', () => reasons('average', [low(1), low(2)])],
    ['bins of counts', () => reasons('rebin', [low()], { width: 3 })],
    ['an area', () => reasons('area', [high()])],
    ['an area of few counts', () => reasons('area', [low()])],
    ['moments over a range', () => reasons('moments', [low()], { range: [30, 70] })],
    [
      'moments above a threshold of many counts',
      () => reasons('moments', [high()], { threshold: 0.1 })
    ],
    ['a cut of whole cells', () => reasons('cut', [map], { type: 'CEE', at: 8630.6 })],
    ['a line with a width', () => reasons('lineCut', [map], { ...lineEnds, width: 0.5 })],
    ['a total yield', () => reasons('totalYield', [map])],
    ['a curve over its area', () => reasons('normalise', [high()])],
    ['the area of one over a reference', () => reasons('area', [byReference()])],
    ['a difference on one grid', () => reasons('difference', [high(1), high(2)])],
    ['a stitch on one grid', () => reasons('stitch', [high(1), high(2)])],
    ['an area over a background', () => reasons('background', [high()], windows)],
    ['an area of few counts over a background', () => reasons('background', [low()], windows)],
    ['a shifted curve', () => reasons('shift', [high()], { by: 1 })],
    ['a fit of counts', () => reasons('fit', [high()], gaussian)],
    [
      'a fit of many counts that are not known',
      () => reasons('fit', [withoutCounts(high())], gaussian)
    ],
    ['a shift with its σ', () => reasons('shift', [high()], { by: 1, sigma: 0.1 })],
    [
      'a calibration whose lines have σ',
      () =>
        reasons('calibrate', [high()], { found: [40, 60], sigmas: [0.1, 0.2], energies: [41, 61] })
    ],
    [
      'a calibration on elastic lines',
      () =>
        reasons('elastic', [high(1), high(2), high(3)], {
          energies: [51, 51],
          degree: 0,
          calibrate: true
        })
    ],
    ['a calibration alone', () => reasons('elastic', [high(1)], { energies: [51], degree: 0 })]
  ])('of %s', (_, find) => {
    expect(find()).toEqual([]);
  });
});

it('counts the points of a fit in its range, its ends included with the usual tolerance', () => {
  const [energy, intensity] = [Float64Array.of(1, 2), Float64Array.of(1, 100)];
  const spectrum: Spectrum = { energy, intensity, sigma: Float64Array.of(1, 1) };
  expect(fitReasons(spectrum, 'poisson', [0, 2 - 1e-8])).toEqual([]);
  expect(fitReasons(spectrum, 'poisson', [0, 1.5])).toHaveLength(1);
});

describe('the mark', () => {
  const marked = first('calibrate', [high()], { found: [40, 60], energies: [41, 61] });

  it('is on the curve, and carried through every later step', () => {
    expect(marked.approximate).toHaveLength(1);
    const moved = first('shift', [marked], { by: 1 });
    const over = first('normalise', [moved]);
    expect(over.approximate).toEqual(expect.arrayContaining([...(marked.approximate ?? [])]));
    for (const step of ['area', 'moments']) {
      expect(reasons(step, [over])).toEqual(
        expect.arrayContaining([...(marked.approximate ?? [])])
      );
    }
  });

  it('is on results derived from the marked input, not on others', () => {
    const { values, warnings } = applied('shift', [high(2), marked, high(3)], { by: 1 });
    expect(values.map(value => value.kind === 'spectrum' && !!value.approximate)).toEqual([
      false,
      true,
      false
    ]);
    expect(reasonsIn(warnings)).toHaveLength(1);
    const over = applied('normalise', [high(2), high(3), marked], { by: 'reference' });
    expect(over.values.map(value => value.kind === 'spectrum' && !!value.approximate)).toEqual([
      true,
      true
    ]);
  });

  it('is preserved by corrections of a scan', () => {
    const scan = map.kind === 'scan' ? map.scan : null;
    const warnings = [{ code: 'sigma/approximate', message: 'Because.' }];
    const doubted = { ...map, scan: { ...scan, warnings } } as Value;
    const corrected = applied('deadTime', [doubted], { tau: 1e-9 }).values;
    expect(reasons('cut', corrected, { type: 'CEE', at: 8630.6 })).toEqual(['Because.']);
  });

  it('is read back from a table', () => {
    const text = tableText(
      ['energy_eV', 'intensity'],
      [Float64Array.of(1, 2), Float64Array.of(3, 4)],
      approximateComments(['One, and', 'other.'])
    );
    expect(reasonsIn(readCurves(text).warnings)).toEqual(['One, and', 'other.']);
  });

  it('is on a mean of very many scans that meets one of them, with its own warning', () => {
    const many = Array.from({ length: 17 }, (_, k) => curve(100, 5, k));
    const codes = (inputs: readonly Value[]) =>
      applied('difference', inputs).warnings.map(({ code }) => code);
    const mean = first('average', many);
    expect(codes([mean, many[3]])).toEqual(['uncertainty/merged']);
    expect(codes([mean, curve(100, 5, 99)])).toEqual([]);
    expect(codes([first('average', many.slice(1)), many[3]])).toEqual([]);
    const met = first('difference', [mean, many[3]]);
    expect(met.approximate).toHaveLength(1);
    expect(applied('area', [met]).warnings.map(({ code }) => code)).toEqual(['sigma/approximate']);
    // without counts, and of parts of scans
    const parts = many.map(value => first('rebin', [withoutCounts(value)], { width: 1 }));
    const without = first('average', parts);
    expect(without.spectrum.uncertainty?.terms).toHaveLength(1);
    expect(codes([without, parts[2]])).toEqual(['uncertainty/merged']);
  });

  it('reports what a file does not store', () => {
    const { spectrum } = high();
    const dead: Spectrum = { ...spectrum, sigma: spectrum.sigma.map(s => 1.2 * s) };
    expect([lostInTable(spectrum), lostInNexus(spectrum, null)]).toEqual([[], []]);
    expect([lostInTable(low().spectrum), lostInNexus(low().spectrum, null)]).toEqual([[], []]);
    expect([lostInTable(dead), lostInNexus(dead, null)]).toEqual([[], []]);
    const { spectrum: few } = low();
    const lost: Spectrum = { ...few, sigma: few.sigma.map(s => 1.2 * s) };
    expect([lostInTable(lost).length, lostInNexus(lost, null)]).toEqual([1, []]);
    const over = byReference().spectrum;
    expect([lostInTable(over).length, lostInNexus(over, null).length]).toEqual([1, 1]);
  });
});
