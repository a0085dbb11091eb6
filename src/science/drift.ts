import { XESError } from '../base/errors.js';
import { iad } from './iad.js';
import { requireSameUnit } from './intensityunit.js';
import { area } from './integrate.js';
import { moments } from './moments.js';
import type { Estimate, Range, Spectrum, Warning } from './spectrum.js';
import { trend, trendOrNone, type Trend } from './trend.js';

/** One scan of a series. */
export interface DriftPoint {
  time: number;
  area: Estimate;
  /** Centroid, eV. */
  m1: Estimate;
  /** Integrated absolute difference from the first scan, less the contribution of noise. */
  iad: Estimate;
}

export interface Drift {
  points: DriftPoint[];
  /** Trends of area, centroid and shape; the first scan's difference from itself is left out. */
  trends: { area: Trend; m1: Trend; iad: Trend | null };
  warnings: Warning[];
}

/**
 * How a series of scans changes with time: drift of the beam, damage of the sample. Area, centroid
 * M1, and the IAD from the first scan, each with σ and a test of its slope.
 * @param times of the scans (n), in any unit: slopes are per this unit.
 * @throws XESError `spectrum/too-few` (under two scans or times), `spectrum/parameter` (not one
 * time per scan), `spectrum/units-differ`, and as `area`, `moments` and `iad`.
 */
export function drift(
  scans: readonly Spectrum[],
  times: ArrayLike<number>,
  range?: Range | null
): Drift {
  if (times.length !== scans.length) {
    throw new XESError(
      'spectrum/parameter',
      `${scans.length} scans need ${scans.length} times, not ${times.length}.`
    );
  }
  if (scans.length < 2) {
    throw new XESError('spectrum/too-few', 'One scan shows no change: name at least two.');
  }
  requireSameUnit(scans);
  const first = Array.from(times).reduce((best, time, k) => (time < times[best] ? k : best), 0);
  const areas = scans.map(scan => area(scan, range));
  const iadWarnings: Warning[] = [];
  const points = scans.map((scan, k): DriftPoint => {
    const { debiased, debiasedSigma, warnings } =
      k === first ? itself : iad(scan, scans[first], range);
    iadWarnings.push(...warnings);
    return {
      time: times[k],
      area: { value: areas[k].value, sigma: areas[k].sigma },
      m1: moments(scan, { range }).m1,
      iad: { value: debiased, sigma: debiasedSigma }
    };
  });
  const estimatesOf = (key: 'area' | 'm1' | 'iad') => points.map(point => point[key]);
  const trends = {
    area: trend(times, estimatesOf('area')),
    m1: trend(times, estimatesOf('m1')),
    // copies of one scan do not differ, and their differences have no σ
    iad: scans.length > 2 ? trendOrNone(times, estimatesOf('iad')) : null
  };
  return {
    points,
    trends,
    warnings: [
      ...areas.flatMap(({ warnings }) => warnings),
      ...doubtsOf(iadWarnings, scans.length - 1),
      ...verdicts(trends)
    ]
  };
}

/** Doubts about an IAD from the first scan, which is reported without the contribution of noise. */
const doubts: Readonly<Record<string, string>> = {
  'iad/hidden':
    'may be too small, for noise hides differences at many of the points; where the scans are equal there, it is right. Measure longer to tell.',
  'iad/coarse':
    'will rather be too small, for the steps are too wide for neighbouring points to tell which way the scans differ. Measure with finer steps, or longer.',
  'iad/not-independent':
    'can’t be told from none: the scans differ by far less than their σ says. They share a part of the same measurement, or σ is too large.'
};

/** One sentence per doubt for all scans of a series. */
function doubtsOf(iadWarnings: readonly Warning[], scans: number): Warning[] {
  return Object.entries(doubts).flatMap(([code, doubt]) => {
    const count = iadWarnings.filter(one => one.code === code).length;
    return count > 0
      ? [{ code, message: `${count} of the ${scans} IADs from the first scan ${doubt}` }]
      : [];
  });
}

const names = { area: 'area', m1: 'centroid', iad: 'shape (IAD from the first)' } as const;

/** Warnings about what changed with time. */
function verdicts(trends: Drift['trends']): Warning[] {
  return (['area', 'm1', 'iad'] as const).flatMap(key => {
    const trendOfQuantity = trends[key];
    if (!trendOfQuantity?.hasChanged) {
      return [];
    }
    const { value, sigma } = trendOfQuantity.slope;
    return [
      {
        code: 'drift/changed',
        message: `The ${names[key]} changes with time: ${value.toPrecision(3)} ± ${sigma.toPrecision(2)} per unit of time, ${Math.abs(trendOfQuantity.z).toFixed(1)} σ from zero.`
      }
    ];
  });
}

const itself = { debiased: 0, debiasedSigma: 0, warnings: [] };
