import type { Places } from './commonaxis.js';
import { countVariance } from './countvariance.js';
import type { CountedSpectrum, Spectrum } from './spectrum.js';
import type { Operator } from './uncertainty/operators.js';
import { VarianceSums } from './variancesums.js';

/** The points of an average (n). */
export interface Means {
  intensity: Float64Array;
  sigma: Float64Array;
  /** ΣN and ΣI1; null unless it is a ratio of sums. */
  counts: Float64Array | null;
  monitor: Float64Array | null;
  /** Number of scans that have the point. */
  scans: Uint32Array;
}

/**
 * ΣwN/ΣwI1, σ = √max(Σw²σ_N², w²)/ΣwI1; interpolated N has the variance (1 − f)²N + f²N.
 * @param weights w of each scan, above 0; default: 1.
 */
export function ratioOfSums(
  spectra: readonly CountedSpectrum[],
  places: readonly Places[],
  n: number,
  weights: readonly number[] | null = null
): Means {
  const [counts, monitor, variance, least] = [0, 1, 2, 3].map(() => new Float64Array(n));
  const scans = new Uint32Array(n);
  spectra.forEach((spectrum, k) => {
    const { counts: scanCounts, monitor: i1, sigma } = spectrum;
    const w = weights ? weights[k] : 1;
    const square = w * w;
    eachPlace(places[k], n, (i, low, f) => {
      const pointVariance = countVariance(scanCounts[low], i1[low], sigma[low]);
      scans[i]++;
      least[i] = square > least[i] ? square : least[i];
      if (f === 0) {
        counts[i] += w * scanCounts[low];
        monitor[i] += w * i1[low];
        variance[i] += square * pointVariance;
      } else {
        const next = countVariance(scanCounts[low + 1], i1[low + 1], sigma[low + 1]);
        counts[i] += w * ((1 - f) * scanCounts[low] + f * scanCounts[low + 1]);
        monitor[i] += w * ((1 - f) * i1[low] + f * i1[low + 1]);
        variance[i] += square * ((1 - f) * (1 - f) * pointVariance + f * f * next);
      }
    });
  });
  return {
    intensity: counts.map((sum, i) => sum / monitor[i]),
    sigma: variance.map((sum, i) => Math.sqrt(Math.max(sum, least[i])) / monitor[i]),
    // weighted sums are not counts any more
    counts: weights ? null : counts,
    monitor: weights ? null : monitor,
    scans
  };
}

/**
 * The mean of the scans' intensities, Σwy/Σw, σ = √Σw²σ²/Σw; for points without counts see
 * `VarianceSums`.
 * @param weights w, above 0; default: 1.
 */
export function meanOf(
  spectra: readonly Spectrum[],
  places: readonly Places[],
  n: number,
  weights: readonly number[] | null = null
): Means {
  const [sum, total] = [0, 1].map(() => new Float64Array(n));
  const variance = new VarianceSums(n);
  const scans = new Uint32Array(n);
  spectra.forEach(({ intensity, sigma, counts, monitor }, k) => {
    const w = weights ? weights[k] : 1;
    const add = (i: number, at: number, share: number) => {
      const deviation = share * sigma[at];
      const isEmpty = Boolean(counts && monitor && counts[at] === 0);
      variance.add(i, deviation * deviation, isEmpty, isEmpty && monitor ? monitor[at] : 1);
    };
    eachPlace(places[k], n, (i, low, f) => {
      scans[i]++;
      total[i] += w;
      if (f === 0) {
        sum[i] += w * intensity[low];
        add(i, low, w);
      } else {
        sum[i] += w * ((1 - f) * intensity[low] + f * intensity[low + 1]);
        add(i, low, w * (1 - f));
        add(i, low + 1, w * f);
      }
    });
  });
  return {
    intensity: sum.map((all, i) => all / total[i]),
    sigma: sum.map((_, i) => Math.sqrt(variance.at(i)) / total[i]),
    counts: null,
    monitor: null,
    scans
  };
}

/**
 * Visit the positions that a spectrum has: index of the energy, index of the point, fraction of the
 * way to the next.
 */
export function eachPlace(
  { lower, fraction }: Places,
  n: number,
  visit: (i: number, low: number, fraction: number) => void
): void {
  for (let i = 0; i < n; i++) {
    if (lower[i] >= 0) {
      visit(i, lower[i], fraction ? fraction[i] : 0);
    }
  }
}

/**
 * Share of each point of each scan in an average at some of its energies: one operator per scan. In
 * ΣwN/ΣwI1 the share of a point is that of its monitor, in a mean that of its weight.
 */
export function sharesOf(
  spectra: readonly Spectrum[],
  places: readonly Places[],
  axisIndices: readonly number[],
  { weights, isOfSums }: { weights: readonly number[] | null; isOfSums: boolean }
): Operator[] {
  const [lowers, uppers] = [0, 1].map(() =>
    spectra.map(() => new Float64Array(axisIndices.length))
  );
  const totals = new Float64Array(axisIndices.length);
  spectra.forEach(({ monitor }, k) => {
    const { lower, fraction } = places[k];
    const w = weights ? weights[k] : 1;
    const share = (at: number) => (isOfSums && monitor ? w * monitor[at] : w);
    axisIndices.forEach((i, r) => {
      const f = fraction && lower[i] >= 0 ? fraction[i] : 0;
      lowers[k][r] = lower[i] >= 0 ? (1 - f) * share(lower[i]) : 0;
      uppers[k][r] = f > 0 ? f * share(lower[i] + 1) : 0;
      totals[r] += lowers[k][r] + uppers[k][r];
    });
  });
  return spectra.map(({ energy }, k) =>
    shareOf(energy.length, places[k], axisIndices, {
      lower: lowers[k].map((share, r) => share / totals[r]),
      upper: uppers[k].map((share, r) => share / totals[r])
    })
  );
}

/**
 * The operator for the shares of the points at the given positions and of the points after them;
 * diagonal if these are a contiguous run of single points.
 */
function shareOf(
  columns: number,
  { lower, fraction }: Places,
  axisIndices: readonly number[],
  shares: { lower: Float64Array; upper: Float64Array }
): Operator {
  const rows = axisIndices.length;
  const first = rows > 0 ? lower[axisIndices[0]] : 0;
  if (!fraction && first >= 0 && axisIndices.every((i, r) => lower[i] === first + r)) {
    return { kind: 'diagonal', rows, columns, weights: shares.lower, offset: first };
  }
  const [at, weights]: [number[], number[]] = [[], []];
  const starts = new Uint32Array(rows + 1);
  axisIndices.forEach((i, r) => {
    [shares.lower[r], shares.upper[r]].forEach((share, side) => {
      if (share > 0) {
        at.push(lower[i] + side);
        weights.push(share);
      }
    });
    starts[r + 1] = at.length;
  });
  return {
    kind: 'rows',
    rows,
    columns,
    starts,
    places: Uint32Array.from(at),
    weights: Float64Array.from(weights)
  };
}
