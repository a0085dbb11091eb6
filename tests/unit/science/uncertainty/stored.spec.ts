import {
  cut,
  divideByArea,
  mapDifference,
  scanMap,
  scanSpectrum,
  type RXESMap,
  type Spectrum
} from '../../../../src/science';
import { uncertaintyOfMap } from '../../../../src/science/uncertainty/cells';
import { uncertaintyOf } from '../../../../src/science/uncertainty/curve';
import { combined } from '../../../../src/science/uncertainty/linear';
import type { Uncertainty } from '../../../../src/science/uncertainty/model';
import { diagonal } from '../../../../src/science/uncertainty/operators';
import { pointSigma } from '../../../../src/science/uncertainty/pointsigma';
import { covariance, deviation, pull, sum } from '../../../../src/science/uncertainty/sensitivity';
import {
  storedDeviations,
  type StoredDeviations
} from '../../../../src/science/uncertainty/stored';
import { matchesPoints, restoredUncertainty } from '../../../../src/science/uncertainty/unstored';
import { grid, measured, steps } from '../synthetic';

/** 80 × 80 cells: enough that a cut's cells are stored alone. */
const even = measured(grid(steps(9658, 0.1, 80), steps(8630, 0.1, 80)));
const points = {
  ...even,
  monitor: even.monitor?.map((value, i) => value * (1 + (i % 7) / 50)) ?? null
};
const map = scanMap(points, points);
const at = (energy: number, width = 0.4) => cut(map, { type: 'CEE', at: energy, width });

function stored(uncertainty: Uncertainty, n: number): StoredDeviations {
  const made = storedDeviations(uncertainty, n, null);
  if (!made) {
    throw new Error('It is too much to be stored.');
  }
  expect(matchesPoints(structuredClone(made), n)).toBe(true);
  return structuredClone(made);
}

const again = (curve: Spectrum) => {
  const n = curve.energy.length;
  return restoredUncertainty(stored(uncertaintyOf(curve), n), n);
};

const numbersIn = ({ bases, terms }: StoredDeviations) =>
  [
    ...bases.map(({ variance }) => variance),
    ...terms.flatMap(({ own, left, right }) => [own?.places, left, right])
  ].reduce((all, values) => all + (values?.length ?? 0), 0);

const ones = new Float64Array(80).fill(1);
const slanting = Float64Array.from(ones, (_, i) => i - 20);

describe('a cut through a large map', () => {
  const [one, other] = [at(8633), at(8633.2)];

  it('is stored with its own cells alone', () => {
    const made = stored(uncertaintyOf(one), 80);
    expect(made.bases[0].variance.length).toBeLessThan((80 * 80) / 4);
    expect(made.bases[0].among?.length).toBe(80 * 80);
  });

  it('correlates with another cut, and the map, by their common cells', () => {
    const live = (of: Spectrum, w: Float64Array) => pull(uncertaintyOf(of), w);
    const wanted = covariance(live(one, ones), live(other, slanting));
    expect(wanted).not.toBe(0);
    const pairs: [Uncertainty, Uncertainty][] = [
      [again(one), again(other)],
      [again(one), uncertaintyOf(other)],
      [uncertaintyOf(one), again(other)]
    ];
    for (const [a, b] of pairs) {
      expect(covariance(pull(a, ones), pull(b, slanting)) / wanted).toBeCloseTo(1, 12);
    }
    const whole = pull(uncertaintyOfMap(map), new Float64Array(80 * 80).fill(1));
    expect(
      covariance(pull(again(one), ones), whole) / covariance(live(one, ones), whole)
    ).toBeCloseTo(1, 12);
  });

  it('cancels if both are the same, in points and in sums, once or twice restored', () => {
    const less = (a: Uncertainty, b: Uncertainty) =>
      combined([
        { uncertainty: a, operator: diagonal(1, 80) },
        { uncertainty: b, operator: diagonal(-1, 80) }
      ]);
    const wanted = pointSigma(less(uncertaintyOf(one), uncertaintyOf(other)), 80);
    const found = less(again(one), again(other));
    pointSigma(found, 80).forEach((s, i) => expect(s / wanted[i]).toBeCloseTo(1, 12));
    const nothing = Math.max(...pointSigma(less(again(one), uncertaintyOf(one)), 80));
    expect(nothing).toBeLessThan(1e-9 * Math.min(...one.sigma));
    const twice = restoredUncertainty(stored(found, 80), 80);
    pointSigma(twice, 80).forEach((s, i) => expect(s / wanted[i]).toBeCloseTo(1, 12));
    const [a, b] = [pull(again(one), ones), pull(uncertaintyOf(other), ones)];
    expect(
      deviation(sum([1, a], [-1, b])) / deviation(sum([1, pull(uncertaintyOf(one), ones)], [-1, b]))
    ).toBeCloseTo(1, 12);
  });
});

describe('a map', () => {
  const by = scanSpectrum({ ...points, incident: null }, points);
  const cells = map.intensity.length;
  const roundTrip = (of: RXESMap) =>
    restoredUncertainty(stored(uncertaintyOfMap(of), cells), cells);

  it('as measured, or over an area, is stored without a matrix', () => {
    const own = stored(uncertaintyOfMap(map), cells);
    expect(own.terms[0].own).toMatchObject({ starts: null, places: null, isPerExposure: true });
    expect(own.terms[0].own?.weights).toBe(1);
    const { map: over } = divideByArea(map, by);
    // counts once, and what all cells share by the area once
    expect(numbersIn(stored(uncertaintyOfMap(over), cells))).toBeLessThan(2.1 * cells);
  });

  it('has the same σ, in each cell and of cuts, and the same covariance with another', () => {
    const { map: over } = divideByArea(map, by);
    const restored = { ...over, uncertainty: roundTrip(over) };
    pointSigma(restored.uncertainty, cells).forEach((s, i) =>
      expect(s / over.sigma[i]).toBeCloseTo(1, 9)
    );
    const [one, other] = [over, restored].map(of => cut(of, { type: 'CIE', at: 9660, width: 0.5 }));
    other.sigma.forEach((s, i) => expect(s / one.sigma[i]).toBeCloseTo(1, 9));
    expect(Math.max(...mapDifference(over, restored).map.sigma)).toBeLessThan(
      1e-9 * Math.max(...over.sigma)
    );
  });
});

it('parts that are damaged are dropped', () => {
  const n = 80;
  const good = stored(uncertaintyOf(at(8633)), n);
  const [base] = good.bases;
  const among = base.among ?? { places: new Float64Array(), length: 0, first: 0 };
  const broken = [
    { ...among, length: 10 },
    { ...among, places: among.places.slice(1) },
    { ...among, places: among.places.slice().reverse() },
    { ...among, places: among.places.map(place => place + 0.5) }
  ];
  for (const one of broken) {
    expect(matchesPoints({ ...good, bases: [{ ...base, among: one }] }, n)).toBe(false);
  }
  const short = [{ id: 'a', energy: new Float64Array(n - 1) }];
  expect(matchesPoints({ ...good, shared: short }, n)).toBe(false);
  expect(matchesPoints({ ...good, shared: [{ id: 'a' }] }, n)).toBe(false);
});
