import { XESError } from '../../../src/base/errors';
import {
  area,
  average,
  calibrateSpectrum,
  consistency,
  contours,
  cut,
  difference,
  drift,
  elasticLine,
  fullWidth,
  hampel,
  iad,
  interpolate,
  lineCut,
  moments,
  normaliseArea,
  normaliseMaximum,
  normaliseReference,
  peakPosition,
  rebin,
  savitzkyGolay,
  scanMap,
  scanSpectrum,
  shiftSpectrum,
  stitch,
  tidy,
  totalYield,
  transferImage,
  transferView,
  withoutDeadTime,
  type Estimate,
  type Spectrum
} from '../../../src/science';
import { dice, gaussian, measure } from './montecarlo';
import { grid, measured, steps, type Measured } from './synthetic';

const energies = steps(9640, 0.3, 41);
const good = () => measure(energies, e => 400 + 6000 * gaussian(9646, 1.5)(e), dice(7));
const other = () => measure(energies, e => 300 + 5000 * gaussian(9646.2, 1.6)(e), dice(8));

/** A spectrum with a bad value at a point. */
function broken(change: (spectrum: Required<Spectrum>) => void): Spectrum {
  const spectrum = good();
  change(spectrum as Required<Spectrum>);
  return spectrum;
}

const setAt = (key: 'energy' | 'intensity' | 'counts' | 'monitor', value: number) =>
  broken(spectrum => {
    (spectrum[key] as Float64Array)[12] = value;
  });

const part = (from: number, to: number): Spectrum => ({
  energy: good().energy.slice(from, to),
  intensity: good().intensity.slice(from, to),
  sigma: good().sigma.slice(from, to)
});

const bad: [string, Spectrum][] = [
  ['NaN intensity', setAt('intensity', NaN)],
  ['infinite intensity', setAt('intensity', Infinity)],
  ['NaN energy', setAt('energy', NaN)],
  ['negative counts', setAt('counts', -5)],
  ['infinite counts', setAt('counts', Infinity)],
  ['zero monitor', setAt('monitor', 0)],
  ['NaN monitor', setAt('monitor', NaN)],
  ['negative monitor', setAt('monitor', -1000)],
  [
    'unsorted energies',
    broken(({ energy, intensity, sigma, counts, monitor }) =>
      [energy, intensity, sigma, counts, monitor].forEach(values => values?.reverse())
    )
  ],
  ['a repeated energy', setAt('energy', energies[13])],
  ['unknown σ', broken(({ sigma }) => sigma.fill(NaN))],
  ['nothing but NaN', broken(({ intensity }) => intensity.fill(NaN))],
  ['one point', part(20, 21)],
  ['two points', part(20, 22)],
  ['no point', part(0, 0)],
  [
    'nothing but zeros',
    { ...good(), intensity: new Float64Array(41), counts: new Float64Array(41) }
  ],
  ['another length of σ', { ...good(), sigma: new Float64Array(3) }],
  ['energies apart', measure(steps(100, 1, 41), () => 500, dice(9))]
];

/** Curves and numbers returned by a function. */
interface Given {
  curves: Spectrum[];
  numbers: Estimate[];
}

const curve = (...curves: Spectrum[]): Given => ({ curves, numbers: [] });
const number = (...numbers: Estimate[]): Given => ({ curves: [], numbers });

const functions: [string, (spectrum: Spectrum) => Given][] = [
  ['tidy', spectrum => curve(tidy(spectrum).spectrum)],
  ['area', spectrum => number(area(spectrum, [9641, 9650]))],
  ['average', spectrum => curve(average([good(), spectrum]).spectrum)],
  [
    'average of the union',
    spectrum => curve(average([spectrum, good()], { union: true }).spectrum)
  ],
  [
    'mean of ratios',
    spectrum => curve(average([good(), spectrum], { estimator: 'mean-of-ratios' }).spectrum)
  ],
  [
    'ratio of sums',
    spectrum => curve(average([good(), spectrum], { estimator: 'ratio-of-sums' }).spectrum)
  ],
  ['stitch', spectrum => curve(stitch(good(), spectrum).spectrum)],
  ['stitch, the other way', spectrum => curve(stitch(spectrum, good()).spectrum)],
  [
    'consistency',
    spectrum => {
      const { scans, warnings } = consistency([good(), other(), spectrum]);
      const isReported = warnings.some(({ code }) => code === 'consistency/no-signal');
      const shifts = scans.map(({ shift }) => shift);
      return number(
        ...scans.map(({ scale }) => scale),
        ...(isReported ? shifts.filter(({ value }) => !Number.isNaN(value)) : shifts)
      );
    }
  ],
  [
    'drift',
    spectrum =>
      number(
        ...drift([good(), other(), spectrum], [0, 1, 2], [9641, 9651]).points.flatMap(point => [
          point.area,
          point.m1,
          point.iad
        ])
      )
  ],
  ['normaliseArea', spectrum => curve(normaliseArea(spectrum, [9641, 9650]).spectrum)],
  ['normaliseMaximum', spectrum => curve(normaliseMaximum(spectrum).spectrum)],
  ['normaliseReference', spectrum => curve(normaliseReference(good(), spectrum).spectrum)],
  ['normaliseReference of it', spectrum => curve(normaliseReference(spectrum, good()).spectrum)],
  ['rebin', spectrum => curve(rebin(spectrum, steps(9639, 1, 15)).spectrum)],
  ['savitzkyGolay', spectrum => curve(savitzkyGolay(spectrum, { window: 5, order: 2 }).spectrum)],
  [
    'hampel',
    spectrum => curve(hampel(spectrum).spectrum, hampel(spectrum, { replace: 'median' }).spectrum)
  ],
  ['peakPosition', spectrum => number(peakPosition(spectrum))],
  ['fullWidth', spectrum => number(fullWidth(spectrum))],
  [
    'moments',
    spectrum =>
      number(moments(spectrum).m0, moments(spectrum).m1, moments(spectrum, { threshold: 0.1 }).m2)
  ],
  ['iad', spectrum => number(iad(good(), spectrum), iad(spectrum, good()))],
  [
    'difference',
    spectrum =>
      curve(
        difference(good(), spectrum).spectrum,
        difference(spectrum, good(), { normalise: 'area' }).spectrum
      )
  ],
  ['elastic line, gaussian', spectrum => number(elasticLine(spectrum, 'gaussian', [9641, 9651]))],
  [
    'elastic line, half-cumulative',
    spectrum => number(elasticLine(spectrum, 'half-cumulative', [9641, 9651]))
  ],
  ['shiftSpectrum', spectrum => curve(shiftSpectrum(spectrum, 1))],
  [
    'calibrateSpectrum',
    spectrum =>
      curve(
        calibrateSpectrum(spectrum, {
          origin: 9640,
          coefficients: [9641, 1.01],
          sigmas: [],
          residuals: [],
          redchi: 1,
          warnings: []
        })
      )
  ],
  [
    'interpolate after tidy',
    spectrum =>
      curve(tidy(interpolate(tidy(spectrum).spectrum, Float64Array.from(energies))).spectrum)
  ]
];

/** A trustworthy number: finite, in the range of the input; σ known or reported as unknown. */
function expectSane({ value, sigma }: Estimate): void {
  expect(Number.isFinite(value)).toBe(true);
  expect(sigma >= 0 || Number.isNaN(sigma)).toBe(true);
  expect(sigma).not.toBe(Infinity);
}

describe.each(functions)('%s', (_, apply) => {
  it.each(bad)(
    'of %s returns finite numbers or a message, and leaves its input unchanged',
    (__, spectrum) => {
      const before = JSON.stringify(spectrum, (___, value: unknown) =>
        value instanceof Float64Array ? Array.from(value, String) : value
      );
      let input: Given;
      try {
        input = apply(spectrum);
      } catch (reason) {
        expect(reason).toBeInstanceOf(XESError);
        const { code, message } = reason as XESError;
        expect(code).toMatch(/^(spectrum|energy|cut)\//);
        expect(message).toMatch(/^[A-Z0-9].*\.$/s);
        return;
      }
      for (const { energy, intensity, sigma } of input.curves) {
        expect(energy.length).toBeGreaterThan(0);
        energy.forEach((e, i) => {
          expect(Number.isFinite(e) && (i === 0 || e > energy[i - 1])).toBe(true);
          expectSane({ value: intensity[i], sigma: sigma[i] });
        });
      }
      input.numbers.forEach(expectSane);
      expect(
        JSON.stringify(spectrum, (___, value: unknown) =>
          value instanceof Float64Array ? Array.from(value, String) : value
        )
      ).toBe(before);
    }
  );
});

it('one bad point changes only dependent values, and is reported', () => {
  const without = { ...good() };
  for (const [name, spectrum] of bad.slice(0, 8)) {
    const { spectrum: tidied, warnings } = tidy(spectrum);
    expect([name, tidied.energy.length]).toEqual([name, 40]);
    expect(warnings.map(({ code }) => code)).toEqual(['spectrum/points-left-out']);
    const whole = area(without).value;
    expect(Math.abs(area(spectrum).value / whole - 1)).toBeLessThan(0.05);
  }
  expect(area(bad[8][1]).value).toBeCloseTo(area(without).value, 12);
  expect(area(bad[8][1]).warnings.map(({ code }) => code)).toEqual(['spectrum/unsorted']);
});

const wrongRanges = [
  [9650, 9645],
  [9645, 9645],
  [NaN, 9650],
  [9645, Infinity],
  [1, 2]
] as const;

it.each(wrongRanges)('a range from %p to %p is refused in every parameter', (...range) => {
  for (const call of [
    () => area(good(), range),
    () => normaliseArea(good(), range),
    () => normaliseMaximum(good(), range),
    () => normaliseReference(good(), other(), range),
    () => moments(good(), { range }),
    () => peakPosition(good(), { range }),
    () => fullWidth(good(), range),
    () => iad(good(), other(), range),
    () => difference(good(), other(), { range }),
    () => elasticLine(good(), 'gaussian', range),
    () => drift([good(), other()], [0, 1], range),
    () => consistency([good(), other()], { range })
  ]) {
    expect(call).toThrow(XESError);
  }
});

describe('points and maps', () => {
  const damage: [string, (scan: Measured) => void][] = [
    ['NaN', scan => (scan.counts[5] = NaN)],
    ['Inf', scan => (scan.counts[5] = Infinity)],
    ['negative counts', scan => (scan.counts[5] = -1)],
    ['zero monitor', scan => (scan.monitor[5] = 0)],
    ['NaN energy', scan => (scan.emission[5] = NaN)],
    ['infinite energy', scan => (scan.incident[5] = -Infinity)]
  ];

  it.each(damage)(
    'a point with %s is left out of curves, maps and everything derived from them',
    (_, change) => {
      const scan = measured(grid(steps(9658, 0.3, 5), steps(8628, 0.3, 7)));
      change(scan);
      const map = scanMap(scan, scan);
      expect([...map.intensity].filter(Number.isNaN)).toHaveLength(1);
      for (const type of ['CIE', 'CEE', 'CET'] as const) {
        const { intensity, sigma } = cut(map, {
          type,
          at: { CIE: 9658, CEE: 8629.5, CET: 1029 }[type],
          width: 1
        });
        expect([...intensity, ...sigma].every(value => value > 0)).toBe(true);
      }
      expect(scanSpectrum(scan, scan).intensity.every(value => value > 0)).toBe(true);
      expect(totalYield(map).warnings).toHaveLength(1);
      expect(transferView(map).transfer.every(Number.isFinite)).toBe(true);
      expect(transferImage(map).intensity.some(value => value === Infinity)).toBe(false);
      const line = {
        from: { incident: 9658, emission: 8628 },
        to: { incident: 9659, emission: 8629 },
        width: 0
      };
      expect(lineCut(map, line).spectrum.intensity.every(value => value > 0)).toBe(true);
      contours(map, [0.01, NaN]).forEach(({ lines }) =>
        lines.forEach(({ incident, emission }) =>
          expect([...incident, ...emission].every(Number.isFinite)).toBe(true)
        )
      );
      const live = withoutDeadTime(scan, { ...scan, time: new Float64Array(35).fill(1) }, 1e-6);
      expect(scanSpectrum(scan, live).intensity.every(value => value > 0)).toBe(true);
    }
  );
});
