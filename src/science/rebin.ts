import { writtenEnergy } from '../base/writtenenergy.js';
import { isBelow, isSameEnergy, stepsToCover } from './equalenergies.js';
import { XESError } from '../base/errors.js';
import { countVariance } from './countvariance.js';
import { originOf } from './origin.js';
import { checkRange } from './ranges.js';
import { isCounted, type Range, type Spectrum, type Warning } from './spectrum.js';
import { poissonSigma } from './statistics.js';
import { tidy } from './tidy.js';
import { withMeans } from './uncertainty/means.js';

export interface Rebinned {
  spectrum: Spectrum;
  /** Number of points in each non-empty bin (n). */
  coverage: Uint32Array;
  warnings: Warning[];
}

/**
 * Combine points in bins: ΣN/ΣI1 with σ = √max(ΣN, 1)/ΣI1 if counts are known, else the mean. A
 * point belongs entirely to the bin with low ≤ E < high (the last bin includes its upper edge), so
 * counts are conserved. A bin's energy is the mean of its points' energies, with the same weights.
 * Empty bins are left out.
 * @param edges of the bins (bins + 1), eV, ascending.
 * @throws XESError `spectrum/parameter` (edges), `spectrum/empty-range` (no point in any bin).
 */
export function rebin(spectrum: Spectrum, edges: ArrayLike<number>): Rebinned {
  checkEdges(edges);
  const { spectrum: tidied, warnings } = tidy(spectrum);
  const members = membersOf(tidied.energy, edges).filter(bin => bin.length > 0);
  if (members.length === 0) {
    throw new XESError(
      'spectrum/empty-range',
      `No point lies from ${writtenEnergy(edges[0])} to ${writtenEnergy(edges[edges.length - 1])} eV: choose bins where there are points.`
    );
  }
  const put = members.reduce((sum, bin) => sum + bin.length, 0);
  const left = tidied.energy.length - put;
  return {
    spectrum: withMeans(sums(tidied, members), tidied, members),
    coverage: Uint32Array.from(members, bin => bin.length),
    warnings:
      left > 0
        ? [
            ...warnings,
            {
              code: 'rebin/outside',
              message: `${left} points lie outside of the bins and are left out.`
            }
          ]
        : warnings
  };
}

/** Edges of bins of equal width over a range, eV; the last reaches the range's end or beyond. */
export function equalBins([low, high]: Range, width: number): Float64Array {
  checkRange([low, high]);
  checkWidth(width, high - low);
  const bins = stepsToCover(high - low, width);
  return Float64Array.from({ length: bins + 1 }, (_, i) => low + i * width);
}

/** ħ²/2m of the electron, eV Å² (CODATA 2022): E − E0 = (ħ²/2m)k². */
const perSquareWaveNumber = 3.80998211616;

/**
 * Edges of bins of equal width in the photoelectron's wave number k (Å⁻¹) above an edge E0; below
 * it of equal width in energy.
 * @throws XESError `spectrum/parameter` (widths, or an edge too far away for bins of this width to
 * be distinguished).
 */
export function waveNumberBins(
  [low, high]: Range,
  e0: number,
  below: number,
  width: number
): Float64Array {
  checkRange([low, high]);
  const isAround = isBelow(low, e0);
  const edges = isAround ? [...equalBins([low, Math.min(e0, high)], below)] : [];
  if (isBelow(e0, high)) {
    if (isAround) {
      edges[edges.length - 1] = e0;
    }
    const waveNumber = (energy: number) =>
      Math.sqrt(Math.max(energy - e0, 0) / perSquareWaveNumber);
    const first = isAround ? 0 : waveNumber(low);
    const last = waveNumber(high);
    checkWidth(width, last - first);
    const edgeAt = (i: number) =>
      e0 + perSquareWaveNumber * (first + i * width) * (first + i * width);
    checkEdge(e0, isAround ? e0 : low, edgeAt);
    for (let i = edges.length > 0 ? 1 : 0; i === 0 || isBelow(edgeAt(i - 1), high); i++) {
      edges.push(edgeAt(i));
    }
  }
  return Float64Array.from(edges);
}

/**
 * Far from its edge a wave number changes by less than its last digit: bins would be arbitrary and
 * countless.
 */
function checkEdge(e0: number, start: number, edgeAt: (i: number) => number): void {
  if (!isSameEnergy(edgeAt(0), start) || !isBelow(edgeAt(0), edgeAt(1))) {
    throw new XESError(
      'spectrum/parameter',
      `Bins in wave number can't be told apart above an edge at ${e0} eV: choose the absorption edge of these points, or wider bins.`
    );
  }
}

function checkWidth(width: number, extent: number): void {
  if (!(width > 0) || !(extent / width < 1e6)) {
    throw new XESError(
      'spectrum/parameter',
      `The width of a bin must be above 0 and give at most a million bins, not ${width}.`
    );
  }
}

function checkEdges(edges: ArrayLike<number>): void {
  const list = Array.from(edges);
  if (
    list.length < 2 ||
    !list.every((edge, i) => Number.isFinite(edge) && (i === 0 || isBelow(list[i - 1], edge)))
  ) {
    throw new XESError(
      'spectrum/parameter',
      'Bins need two or more edges, each above the one before, eV.'
    );
  }
}

/** Indices of the points in each bin; energies and edges ascend. */
function membersOf(energy: Float64Array, edges: ArrayLike<number>): number[][] {
  const last = edges.length - 1;
  const members: number[][] = Array.from({ length: last }, () => []);
  let bin = 0;
  for (let i = 0; i < energy.length; i++) {
    while (bin < last && !isBelow(energy[i], edges[bin + 1])) {
      bin++;
    }
    if (!isBelow(energy[i], edges[0]) && (bin < last || isSameEnergy(energy[i], edges[last]))) {
      members[Math.min(bin, last - 1)].push(i);
    }
  }
  return members;
}

function sums(spectrum: Spectrum, members: readonly number[][]): Spectrum {
  const { energy, intensity, sigma } = spectrum;
  const each = (valueOf: (bin: readonly number[]) => number) => Float64Array.from(members, valueOf);
  const total = (bin: readonly number[], of: (i: number) => number) =>
    bin.reduce((sum, i) => sum + of(i), 0);
  if (!isCounted(spectrum)) {
    return {
      energy: each(bin => total(bin, i => energy[i]) / bin.length),
      intensity: each(bin => total(bin, i => intensity[i]) / bin.length),
      sigma: each(bin => Math.sqrt(total(bin, i => sigma[i] * sigma[i])) / bin.length),
      ...originOf(spectrum)
    };
  }
  const { counts, monitor } = spectrum;
  const [n, i1] = [
    each(bin => total(bin, i => counts[i])),
    each(bin => total(bin, i => monitor[i]))
  ];
  const variance = each(bin => total(bin, i => countVariance(counts[i], monitor[i], sigma[i])));
  return {
    energy: each(bin => total(bin, i => energy[i] * monitor[i])).map((e, b) => e / i1[b]),
    intensity: n.map((value, b) => value / i1[b]),
    sigma: variance.map((value, b) => poissonSigma(value, i1[b])),
    counts: n,
    monitor: i1,
    ...originOf(spectrum)
  };
}
