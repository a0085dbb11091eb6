import type { SpectrumValue, Value } from '../../../../src/analysis/steps';
import { reasonsIn } from '../../../../src/analysis/steps/approximate';
import type { NumberResult } from '../../../../src/analysis/steps/values';
import { dice, measure } from '../../science/montecarlo';
import { applied } from './applied';

const at = (from: number) => Array.from({ length: 161 }, (_, i) => from + 0.25 * i);
const line = (e: number) => 2e4 + 2e6 * Math.exp(-((e - 9620) ** 2) / 18);
const curve = (seed: number, from = 9600): SpectrumValue => ({
  kind: 'spectrum',
  axis: 'emission',
  spectrum: measure(at(from), line, dice(seed))
});
const made = (name: string, inputs: readonly Value[], parameters = {}) =>
  applied(name, inputs, parameters).values[0] as SpectrumValue;
const number = (name: string, inputs: readonly Value[], key: string, parameters = {}) =>
  applied(name, inputs, parameters).numbers[key];
const sigmaOf = ({ sigma }: NumberResult) => sigma ?? NaN;
/** Additional σ of a number due to deviations of the energies. */
const more = (number: NumberResult, plain: NumberResult) =>
  Math.sqrt(sigmaOf(number) ** 2 - sigmaOf(plain) ** 2);

const shift = { by: 0.5, sigma: 0.2 };
const shifted = (value: Value) => made('shift', [value], shift);
const exact = (value: Value) => made('shift', [value], { by: 0.5 });
const gaussian = { model: 'gaussian+constant', set: { center: 9620, sigma: 3 } };
/** By degree 1 through two lines 30 eV apart. */
const lines = { found: [9605, 9635], energies: [9605.5, 9635.5], sigmas: [0.03, 0.04] };
const calibrated = (value: Value) => made('calibrate', [value], lines);

describe('a shift with its σ', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['moments', 'm1', {}],
    ['moments', 'm1', { threshold: 0.2, ends: 'crossings' }],
    ['fit', 'g_center', gaussian]
  ])('is in the position that %s finds (%s)', (step, key, parameters) => {
    const numbers = (value: Value) => applied(step, [value], parameters).numbers;
    const keys = Object.keys(numbers(exact(curve(1))));
    const place = keys.includes(key) ? key : (keys.find(name => /center/.test(name)) ?? key);
    const [one, other] = [shifted(curve(1)), exact(curve(1))].map(numbers);
    expect(more(one[place], other[place])).toBeCloseTo(0.2, 3);
    expect(one[place].value).toBe(other[place].value);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['area', 'area', {}],
    ['moments', 'm0', {}],
    ['moments', 'm2', {}]
  ])('does not change what all points share: %s, %s', (step, key, parameters) => {
    const [one, other] = [shifted, exact].map(of => number(step, [of(curve(1))], key, parameters));
    expect(sigmaOf(one) / sigmaOf(other)).toBeCloseTo(1, 9);
  });

  it('moves a line through the ends of a range', () => {
    const range = { range: [9618, 9650] };
    const [one, other] = [shifted, exact].map(of => number('area', [of(curve(1))], 'area', range));
    // the part beyond the lower end
    const { energy, intensity } = exact(curve(1)).spectrum;
    const height = intensity[energy.findIndex(e => e >= 9618)];
    expect(more(one, other) / (0.2 * height)).toBeCloseTo(1, 1);
  });

  it('cancels if two have it, and is in each point if one has', () => {
    const [a, b] = [curve(1), curve(2)];
    const both = made('difference', [shifted(a), shifted(b)]).spectrum;
    const neither = made('difference', [exact(a), exact(b)]).spectrum;
    both.sigma.forEach((s, i) => expect(s / neither.sigma[i]).toBeCloseTo(1, 9));
    const spectrum = made('difference', [exact(a), shifted(b)]).spectrum;
    const flank = spectrum.energy.findIndex(e => e >= 9617.5);
    const { energy, intensity } = exact(b).spectrum;
    const slope =
      (intensity[flank + 2] - intensity[flank - 2]) / (energy[flank + 2] - energy[flank - 2]);
    expect(spectrum.sigma[flank] / Math.hypot(neither.sigma[flank], 0.2 * slope)).toBeCloseTo(1, 1);
    expect(
      sigmaOf(number('area', [made('difference', [shifted(a), shifted(b)])], 'area'))
    ).toBeCloseTo(sigmaOf(number('area', [made('difference', [exact(a), exact(b)])], 'area')), 9);
  });

  it('adds up linearly, not in quadrature, and is carried through steps in between', () => {
    const twice = made('shift', [shifted(curve(1))], shift);
    const smooth = made('smooth', [made('normalise', [twice])]);
    const plain = made('smooth', [made('normalise', [exact(exact(curve(1)))])]);
    expect(more(number('moments', [smooth], 'm1'), number('moments', [plain], 'm1'))).toBeCloseTo(
      0.4,
      3
    );
  });

  it('of two different scans is in their mean', () => {
    const other = made('shift', [curve(2)], { by: 0.5, sigma: 0.1 });
    const mean = made('average', [shifted(curve(1)), other]);
    const plain = made('average', [exact(curve(1)), exact(curve(2))]);
    const found = more(number('moments', [mean], 'm1'), number('moments', [plain], 'm1'));
    expect(Math.abs(found / Math.hypot(0.1, 0.05) - 1)).toBeLessThan(0.1);
  });
});

describe('shifts of equal numbers', () => {
  const by = { by: 0.3, sigma: 0.05 };
  const [a, b] = [curve(1), curve(2)];
  const of = (value: Value, measurement?: string, parameters = by) =>
    made('shift', [value], { ...parameters, ...(measurement ? { measurement } : {}) });
  const flank = (one: SpectrumValue) => {
    const { energy, sigma } = one.spectrum;
    return sigma[energy.findIndex(e => e >= 9617.5)];
  };
  const apart = (one: SpectrumValue, other: SpectrumValue) =>
    flank(made('difference', [one, other]));
  const exactly = (value: Value) => made('shift', [value], { by: 0.3 });
  const none = apart(exactly(a), exactly(b));
  const single = Math.sqrt(apart(of(a), exactly(b)) ** 2 - none ** 2);

  it.each<[string, string | undefined, string | undefined, number]>([
    ['without names are one measurement', undefined, undefined, 0],
    ['of one name are one', 'Monday', 'Monday', 0],
    ['of two names are two', 'Monday', 'Tuesday', Math.SQRT2],
    ['of which one has a name are two', 'Monday', undefined, Math.SQRT2]
  ])('%s', (_, one, other, times) => {
    const more = Math.sqrt(Math.max(apart(of(a, one), of(b, other)) ** 2 - none ** 2, 0));
    expect(Math.abs(more / single - times)).toBeLessThan(0.05);
  });

  it('of one name go up and down together, and there and back is nowhere', () => {
    const down = of(b, 'Monday', { by: -0.3, sigma: 0.05 });
    const opposite = Math.sqrt(apart(of(a, 'Monday'), down) ** 2 - none ** 2);
    expect(opposite / single).toBeGreaterThan(1.5);
    const back = of(of(a, 'Monday'), 'Monday', { by: -0.3, sigma: 0.05 });
    const place = (value: Value) => sigmaOf(number('moments', [value], 'm1'));
    expect(place(back) / place(a)).toBeCloseTo(1, 9);
  });

  it('of calibrations are told apart too, but not the σ of their table', () => {
    const on = (value: Value, measurement?: string) =>
      made('calibrate', [value], {
        found: [9620],
        sigmas: [0.05],
        lines: ['Zn Kβ5'],
        source: 'deslattes',
        degree: 0,
        ...(measurement ? { measurement } : {})
      });
    const ids = (value: SpectrumValue) => value.spectrum.uncertainty?.shared.map(({ id }) => id);
    const [plain, also, monday, tuesday] = [on(a), on(b), on(a, 'Monday'), on(b, 'Tuesday')].map(
      value => ids(value) ?? []
    );
    expect(also).toEqual(plain);
    expect(monday.map(id => tuesday.includes(id))).toEqual([false, true]);
    expect(monday.map(id => plain.includes(id))).toEqual([false, true]);
    expect(ids(on(b, 'Monday'))).toEqual(monday);
  });
});

describe('a shift of more than half a step', () => {
  const wide = (value: Value, sigma: number) => made('shift', [value], { by: 0, sigma });
  const [a, b] = [curve(1), curve(2)];
  const from: [string, (sigma: number) => SpectrumValue][] = [
    ['average', sigma => made('average', [wide(a, sigma), b])],
    ['rebin', sigma => made('rebin', [wide(a, sigma)], { width: 0.5, range: [9605.1, 9634.9] })],
    ['difference', sigma => made('difference', [wide(a, sigma), b])],
    ['difference', sigma => made('difference', [wide(a, sigma), b], { range: [9605.05, 9635.05] })]
  ];

  // steps of 0.25 eV: in a mean of the move's own curve and of others at the same points nothing meets its neighbour
  it.each(from)('propagates like a smaller shift, ten times as large: %s', (_, of) => {
    const [none, less, much] = [0, 0.05, 0.5].map(sigma => of(sigma).spectrum);
    expect(much.energy).toHaveLength(less.energy.length);
    const deviation = (spectrum: SpectrumValue['spectrum'], i: number) =>
      spectrum.sigma[i] ** 2 - none.sigma[i] ** 2;
    const flank = less.energy.findIndex(e => e >= 9617.5);
    for (const i of [flank, flank + 20]) {
      const ratio = Math.sqrt(deviation(much, i) / deviation(less, i));
      expect(Number.isNaN(ratio) || Math.abs(ratio - 10) < 0.5).toBe(true);
    }
  });

  it.each(from.slice(0, 2))('is in a position as much: %s', (_, of) => {
    const place = (sigma: number) => number('moments', [of(sigma)], 'm1');
    const [less, much] = [0.05, 0.5].map(sigma => more(place(sigma), place(0)));
    expect(much / less).toBeCloseTo(10, 0);
  });

  it('is in a point whatever its range', () => {
    const point = (range?: [number, number]) => {
      const { energy, sigma } = made(
        'difference',
        [wide(a, 0.12), b],
        range ? { range } : {}
      ).spectrum;
      return sigma[energy.findIndex(e => Math.abs(e - 9617.5) < 1e-6)];
    };
    const whole = point();
    expect(point([9605.125, 9635.125]) / whole).toBeCloseTo(1, 2);
    expect(point([9605.03, 9635.03]) / whole).toBeCloseTo(1, 2);
    expect(point([9605.2, 9635.2]) / whole).toBeCloseTo(1, 2);
  });
});

describe('a calibration with σ of its lines', () => {
  it('is in a position according to the lines’ distances', () => {
    const plain = made('calibrate', [curve(1)], { ...lines, sigmas: null });
    const [one, other] = [calibrated(curve(1)), plain].map(value =>
      number('moments', [value], 'm1')
    );
    const part = (other.value - 9605.5) / 30;
    expect(more(one, other)).toBeCloseTo(Math.hypot(0.03 * (1 - part), 0.04 * part), 4);
  });

  it('is in an area and a width as its slope', () => {
    const plain = made('calibrate', [curve(1)], { ...lines, sigmas: null });
    const slope = Math.hypot(0.03, 0.04) / 30;
    const [one, other] = [calibrated(curve(1)), plain];
    const area = number('area', [other], 'area');
    expect(more(number('area', [one], 'area'), area) / (slope * area.value)).toBeCloseTo(1, 3);
    const width = number('moments', [other], 'm2');
    expect(more(number('moments', [one], 'm2'), width) / (2 * slope * width.value)).toBeCloseTo(
      1,
      2
    );
  });

  it('has σ of the table of its lines, shared by calibrations with other positions', () => {
    const on = (found: number, sigma: number) => ({
      found: [found],
      sigmas: [sigma],
      lines: ['Zn Kβ5'],
      source: 'deslattes',
      degree: 0
    });
    const table = applied('calibrate', [curve(1)], on(9620, 0.01)).numbers[
      'Zn Kβ5 (Deslattes et al.)'
    ];
    const place = (value: Value) => number('moments', [value], 'm1');
    const one = made('calibrate', [curve(1)], on(9620, 0.01));
    const plain = made('shift', [curve(1)], { by: table.value - 9620 });
    expect(more(place(one), place(plain))).toBeCloseTo(Math.hypot(0.01, sigmaOf(table)), 4);
    const shares = one.spectrum.uncertainty?.shared.map(({ id }) => id) ?? [];
    const others =
      made('calibrate', [curve(2)], on(9620.02, 0.02)).spectrum.uncertainty?.shared ?? [];
    expect(others.map(({ id }) => shares.includes(id))).toEqual([false, true]);
  });

  it('of elastic scans has σ of their positions, which are the same in every curve', () => {
    const elastic = [curve(7), curve(8)];
    const on = (value: Value) =>
      made('elastic', [...elastic, value], { energies: [9621, 9621], degree: 0, calibrate: true });
    const c0 = applied('elastic', [...elastic, curve(1)], {
      energies: [9621, 9621],
      degree: 0,
      calibrate: true
    }).numbers.c0;
    const place = number('moments', [on(curve(1))], 'm1');
    const plain = number('moments', [made('shift', [curve(1)], { by: 1 })], 'm1');
    expect(more(place, plain) / sigmaOf(c0)).toBeCloseTo(1, 3);
    const [a, b] = [on(curve(1)), on(curve(2))].map(value => value.spectrum.uncertainty?.shared);
    expect(a?.map(({ id }) => id)).toEqual(b?.map(({ id }) => id));
    expect(a).toHaveLength(2);
  });

  it('refuses σ if their number differs from that of the lines', () => {
    for (const sigmas of [[0.1], [0.1, -1], [0.1, 0.1, 0.1]]) {
      expect(() => applied('calibrate', [curve(1)], { ...lines, sigmas })).toThrow(/σ above zero/);
    }
  });
});

it('reports if more deviations combine than are tracked', () => {
  const all = Array.from({ length: 33 }, (_, k) =>
    made('shift', [curve(k)], { by: 0.5, sigma: 0.1 + 0.001 * k })
  );
  expect(reasonsIn(applied('average', all).warnings)).toHaveLength(1);
  expect(reasonsIn(applied('average', all.slice(0, 3)).warnings)).toEqual([]);
});
