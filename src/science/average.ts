import { commonAxis, type CommonAxis } from './commonaxis.js';
import { incompleteWarnings } from './coverage.js';
import { XESError } from '../base/errors.js';
import { meanOf, ratioOfSums, sharesOf, type Means } from './estimators.js';
import { requireSameUnit } from './intensityunit.js';
import { originOf } from './origin.js';
import { commonRange } from './ranges.js';
import { firstsOf, repeatWarnings, type RepeatWarning } from './repeats.js';
import { scatterOf, type Scatter } from './scatter.js';
import { isCounted, type CountedSpectrum, type Spectrum, type Warning } from './spectrum.js';
import { tidy } from './tidy.js';
import { uncertaintyOf } from './uncertainty/curve.js';
import { combined } from './uncertainty/linear.js';
import { deferred } from './uncertainty/model.js';
import { areApart, mergedMeans, mostApart } from './uncertainty/merged.js';
import { pointSigma } from './uncertainty/pointsigma.js';

/**
 * How scans become one: ΣN/ΣI1; the mean of N/I1 at measured points; the mean of interpolated N/I1.
 */
export type Estimator = 'ratio-of-sums' | 'mean-of-ratios' | 'interpolated';

export interface AverageOptions {
  /** Without one: `ratio-of-sums` where counts are known and the grids agree, else `interpolated`. */
  estimator?: Estimator;
  /** Over all that any scan covers, not only what all cover. */
  union?: boolean;
  /**
   * How much each scan counts (0 leaves it out), in the order of the scans; without them all the same. ΣN/ΣI1 has
   * the least noise without: weights are for what counting does not know.
   */
  weights?: readonly number[] | null;
}

export interface Average {
  spectrum: Spectrum;
  /** How many scans each point is made of (n). */
  coverage: Uint32Array;
  estimator: Estimator;
  /** How far the scans differ from each other, beside what counting explains. */
  scatter: Scatter;
  warnings: (Warning | RepeatWarning)[];
}

/**
 * Average scans. Equal grids (those of a readback within its jitter) are averaged point by point;
 * else the scans are interpolated to common energies, as also `ratio-of-sums` then does with N and I1.
 * σ comes from the counts; the scatter between the scans is given beside it. The order of the scans
 * does not matter.
 * @throws XESError `spectrum/too-few` (no scan, no point), `spectrum/no-overlap` where they have no
 * energy in common and no union was asked for, `spectrum/units-differ` (with and without a monitor, say), `spectrum/no-counts` (`ratio-of-sums` without counts),
 * `spectrum/parameter` (weights that are none).
 */
export function average(all: readonly Spectrum[], options: AverageOptions = {}): Average {
  const { scans, places, weights } = weighted(all, options.weights ?? null);
  const tidied = scans.map(scan => tidy(scan));
  if (tidied.length === 0) {
    throw new XESError('spectrum/too-few', 'There is nothing to average: name at least one scan.');
  }
  const spectra = tidied.map(({ spectrum }) => spectrum);
  requireSameUnit(spectra);
  const common = commonRange(spectra);
  if (!common && !options.union) {
    throw new XESError(
      'spectrum/no-overlap',
      'These scans have no energy in common: ask for the union of their ranges, or stitch them.'
    );
  }
  const axis = commonAxis(spectra, options.union ? null : common);
  const estimator = options.estimator ?? usual(spectra, axis);
  const means = combine(spectra, axis, estimator, weights);
  const { energy, coverage } = known(axis, means);
  if (energy.length === 0) {
    throw new XESError('spectrum/no-overlap', 'No energy was measured in all of these scans.');
  }
  const keep = (values: Float64Array) =>
    energy === axis.energy ? values : values.filter((_, i) => means.scans[i] > 0);
  const kept = [...axis.energy.keys()].filter(i => means.scans[i] > 0);
  const isOfSums = estimator === 'ratio-of-sums';
  const apart = deferred(spectra, () => {
    const shares = sharesOf(spectra, axis.places, kept, { weights, isOfSums });
    // a copy that was read from a file without counts has the noise of the first, too
    return combined(
      firstsOf(spectra).map((first, k) => ({
        uncertainty: uncertaintyOf(spectra[first]),
        operator: shares[k]
      }))
    ).terms;
  });
  const repeats = repeatWarnings(spectra, places);
  const isApart = repeats.length === 0 && areApart(spectra);
  const scatter = scatterOf(spectra, axis.places, axis.energy.length);
  const spectrum: Spectrum = {
    energy,
    intensity: keep(means.intensity),
    sigma: isApart ? keep(means.sigma) : pointSigma(apart, energy.length),
    counts: means.counts && keep(means.counts),
    monitor: means.monitor && keep(means.monitor),
    ...originOf(...spectra)
  };
  // of so many scans the names are kept, not the scans
  const isMerged = isApart && axis.isMeasured && spectra.length > mostApart;
  const uncertainty = isMerged ? mergedMeans(spectrum, spectra) : apart;
  return {
    spectrum: { ...spectrum, uncertainty },
    coverage,
    estimator,
    scatter: { ...scatter, redchiAt: keep(scatter.redchiAt) },
    warnings: [
      ...tidied.flatMap(one => one.warnings),
      ...repeats,
      ...incompleteWarnings(axis),
      ...doubts(axis, estimator, common === null, scatter)
    ]
  };
}

/** The energies that some scan has, and how many have each. */
function known(
  { energy }: CommonAxis,
  { scans }: Means
): Pick<Average, 'coverage'> & { energy: Float64Array } {
  return scans.every(n => n > 0)
    ? { energy, coverage: scans }
    : { energy: energy.filter((_, i) => scans[i] > 0), coverage: scans.filter(n => n > 0) };
}

function usual(spectra: readonly Spectrum[], axis: CommonAxis): Estimator {
  return axis.isMeasured && spectra.every(isCounted) ? 'ratio-of-sums' : 'interpolated';
}

/** The scans that count, their indexes, and how much; null where all do the same. @throws XESError `spectrum/parameter` */
function weighted(
  all: readonly Spectrum[],
  given: readonly number[] | null
): { scans: readonly Spectrum[]; places: readonly number[]; weights: readonly number[] | null } {
  if (!given) {
    return { scans: all, places: [...all.keys()], weights: null };
  }
  const largest = Math.max(...given);
  if (
    given.length !== all.length ||
    !given.every(w => w >= 0) ||
    !(largest > 0 && largest < Infinity)
  ) {
    throw new XESError(
      'spectrum/parameter',
      `Give each of the ${all.length} scans one weight, 0 or more, and one of them above 0; there are ${given.length} weights.`
    );
  }
  const weights = given.filter(w => w > 0);
  return {
    scans: all.filter((_, k) => given[k] > 0),
    places: [...all.keys()].filter(k => given[k] > 0),
    // relative to the largest: squares of very large or small ones would not be numbers
    weights: weights.every(w => w === largest) ? null : weights.map(w => w / largest)
  };
}

function combine(
  spectra: readonly Spectrum[],
  axis: CommonAxis,
  estimator: Estimator,
  weights: readonly number[] | null
): Means {
  const n = axis.energy.length;
  if (estimator !== 'ratio-of-sums') {
    return meanOf(spectra, axis.places, n, weights);
  }
  if (!spectra.every(isCounted)) {
    throw new XESError(
      'spectrum/no-counts',
      'The ratio of sums needs the counts and the monitor of every scan: take the mean of ratios.'
    );
  }
  const counted: readonly CountedSpectrum[] = spectra;
  return ratioOfSums(counted, axis.places, n, weights);
}

function doubts(
  axis: CommonAxis,
  estimator: Estimator,
  isApart: boolean,
  { redchi, dof }: Scatter
): Warning[] {
  const found: Warning[] = [];
  if (isApart) {
    found.push({
      code: 'average/no-overlap',
      message:
        'Some of these scans have no energy in common: they are put side by side, not averaged.'
    });
  }
  if (!axis.isMeasured) {
    found.push({
      code: 'average/interpolated',
      message: `The scans were measured at different energies: ${
        estimator === 'ratio-of-sums' ? 'counts and monitors' : 'intensities'
      } are interpolated between points, so that neighbours share their noise.`
    });
  }
  if (dof > 0 && redchi > 1 + 5 * Math.sqrt(2 / dof)) {
    found.push({
      code: 'average/inconsistent',
      message: `The scans differ by more than counting explains (χ²/dof = ${redchi.toFixed(2)}): look for drift, damage or an outlier.`
    });
  }
  return found;
}
