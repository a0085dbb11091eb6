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
import { areIndependent, mergedMeans, mostSeparateScans } from './uncertainty/merged.js';
import { pointSigma } from './uncertainty/pointsigma.js';

/**
 * How scans are combined: ΣN/ΣI1; the mean of N/I1 at measured points; the mean of interpolated
 * N/I1.
 */
export type Estimator = 'ratio-of-sums' | 'mean-of-ratios' | 'interpolated';

export interface AverageOptions {
  /** Default: `ratio-of-sums` if counts are known and the grids agree, else `interpolated`. */
  estimator?: Estimator;
  /** Cover every energy of any scan, instead of those common to all. */
  union?: boolean;
  /**
   * Weight of each scan (0 leaves it out), in the order of the scans; default: equal weights.
   * ΣN/ΣI1 has the least noise without weights: use them for what counting statistics do not cover.
   */
  weights?: readonly number[] | null;
}

export interface Average {
  spectrum: Spectrum;
  /** Number of scans that contribute to each point (n). */
  coverage: Uint32Array;
  estimator: Estimator;
  /** How far the scans differ from each other beyond counting noise. */
  scatter: Scatter;
  warnings: (Warning | RepeatWarning)[];
}

/**
 * Average scans. Equal grids (those of a readback within its jitter) are averaged point by point;
 * otherwise the scans are interpolated to common energies, including N and I1 for `ratio-of-sums`.
 * σ comes from the counts; the scatter between the scans is reported separately. The order of the
 * scans does not matter.
 * @throws XESError `spectrum/too-few` (no scan, no point), `spectrum/no-overlap` if they have no
 * energy in common and `union` is not set, `spectrum/units-differ` (e.g. with and without a
 * monitor), `spectrum/no-counts` (`ratio-of-sums` without counts), `spectrum/parameter` (invalid
 * weights).
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
  const estimator = options.estimator ?? defaultEstimator(spectra, axis);
  const means = combine(spectra, axis, estimator, weights);
  const { energy, coverage } = known(axis, means);
  if (energy.length === 0) {
    throw new XESError('spectrum/no-overlap', 'No energy was measured in all of these scans.');
  }
  const keep = (values: Float64Array) =>
    energy === axis.energy ? values : values.filter((_, i) => means.scans[i] > 0);
  const measuredIndices = [...axis.energy.keys()].filter(i => means.scans[i] > 0);
  const isOfSums = estimator === 'ratio-of-sums';
  const uncertaintyOfAverage = deferred(spectra, () => {
    const shares = sharesOf(spectra, axis.places, measuredIndices, { weights, isOfSums });
    // a copy read from a file without counts shares the noise of the first occurrence too
    return combined(
      firstsOf(spectra).map((first, k) => ({
        uncertainty: uncertaintyOf(spectra[first]),
        operator: shares[k]
      }))
    ).terms;
  });
  const repeats = repeatWarnings(spectra, places);
  const isIndependent = repeats.length === 0 && areIndependent(spectra);
  const scatter = scatterOf(spectra, axis.places, axis.energy.length);
  const spectrum: Spectrum = {
    energy,
    intensity: keep(means.intensity),
    sigma: isIndependent ? keep(means.sigma) : pointSigma(uncertaintyOfAverage, energy.length),
    counts: means.counts && keep(means.counts),
    monitor: means.monitor && keep(means.monitor),
    ...originOf(...spectra)
  };
  // for this many scans only their names are stored, not the scans
  const isMerged = isIndependent && axis.isMeasured && spectra.length > mostSeparateScans;
  const uncertainty = isMerged ? mergedMeans(spectrum, spectra) : uncertaintyOfAverage;
  return {
    spectrum: { ...spectrum, uncertainty },
    coverage,
    estimator,
    scatter: { ...scatter, redchiAt: keep(scatter.redchiAt) },
    warnings: [
      ...tidied.flatMap(result => result.warnings),
      ...repeats,
      ...incompleteWarnings(axis),
      ...doubts(axis, estimator, common === null, scatter)
    ]
  };
}

/** Energies that at least one scan has, and the number of scans at each. */
function known(
  { energy }: CommonAxis,
  { scans }: Means
): Pick<Average, 'coverage'> & { energy: Float64Array } {
  return scans.every(n => n > 0)
    ? { energy, coverage: scans }
    : { energy: energy.filter((_, i) => scans[i] > 0), coverage: scans.filter(n => n > 0) };
}

function defaultEstimator(spectra: readonly Spectrum[], axis: CommonAxis): Estimator {
  return axis.isMeasured && spectra.every(isCounted) ? 'ratio-of-sums' : 'interpolated';
}

/**
 * The scans with weight, their indices and weights; null if all weights are equal.
 * @throws XESError `spectrum/parameter`
 */
function weighted(
  all: readonly Spectrum[],
  requested: readonly number[] | null
): { scans: readonly Spectrum[]; places: readonly number[]; weights: readonly number[] | null } {
  if (!requested) {
    return { scans: all, places: [...all.keys()], weights: null };
  }
  const largest = Math.max(...requested);
  if (
    requested.length !== all.length ||
    !requested.every(w => w >= 0) ||
    !(largest > 0 && largest < Infinity)
  ) {
    throw new XESError(
      'spectrum/parameter',
      `Give each of the ${all.length} scans one weight, 0 or more, and one of them above 0; there are ${requested.length} weights.`
    );
  }
  const weights = requested.filter(w => w > 0);
  return {
    scans: all.filter((_, k) => requested[k] > 0),
    places: [...all.keys()].filter(k => requested[k] > 0),
    // relative to the largest: the squares of very large or very small weights would overflow or
    // vanish
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
  const warnings: Warning[] = [];
  if (isApart) {
    warnings.push({
      code: 'average/no-overlap',
      message:
        'Some of these scans have no energy in common: they are put side by side, not averaged.'
    });
  }
  if (!axis.isMeasured) {
    warnings.push({
      code: 'average/interpolated',
      message: `The scans were measured at different energies: ${
        estimator === 'ratio-of-sums' ? 'counts and monitors' : 'intensities'
      } are interpolated between points, so that neighbours share their noise.`
    });
  }
  if (dof > 0 && redchi > 1 + 5 * Math.sqrt(2 / dof)) {
    warnings.push({
      code: 'average/inconsistent',
      message: `The scans differ by more than counting explains (χ²/dof = ${redchi.toFixed(2)}): look for drift, damage or an outlier.`
    });
  }
  return warnings;
}
