import { BaseIndex, type Base } from './base.js';
import { composed, type Sparse } from './composed.js';
import { unifiedTerms } from './linear.js';
import type { Uncertainty } from './model.js';
import { at, diagonal, type Diagonal } from './operators.js';
import { VarianceSums } from '../variancesums.js';

/** The total dependence of points on one base. */
interface Group {
  base: Base;
  rows: number;
  own: Sparse[];
  left: Float64Array[];
  right: Float64Array[];
}

/** A group with the current row. */
interface Row extends Group {
  /**
   * Sum of the entries at each position of the row (m), as rows may repeat positions; and the row
   * that last used each position.
   */
  row: Float64Array;
  seen: Int32Array;
  places: Uint32Array;
}

/**
 * σ of each of n points: √(Σ w²V) for its own counts, with one count if there are none, plus what
 * it shares with others through parameters, areas and scales. Between these two parts only their
 * common deviations are added.
 */
export function pointSigma(uncertainty: Uncertainty, n: number): Float64Array {
  return rooted(quickVariance(uncertainty, n) ?? pointVariance(uncertainty, n, true));
}

/**
 * σ of each of n points without what all of them share, with one count for each point without
 * counts: for the weights of points, none of which is known better than that.
 */
export function ownSigma(uncertainty: Uncertainty, n: number): Float64Array {
  return rooted(quickVariance(uncertainty, n) ?? pointVariance(uncertainty, n, false));
}

/** Replaces values by their square roots. */
function rooted(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.sqrt(values[i]);
  }
  return values;
}

/** The factor of the usual curve, whose points each depend on one count or σ of their own. */
function factorOf({ terms, shared }: Uncertainty): { base: Base; factor: Diagonal } | null {
  if (terms.length !== 1 || shared.length > 0) {
    return null;
  }
  const [{ base, path }] = terms;
  const [factor = diagonal(1, base.variance.length)] = path;
  return path.length <= 1 && factor.kind === 'diagonal' ? { base, factor } : null;
}

/** Variance of n points of such a curve; null for any other uncertainty. */
function quickVariance(uncertainty: Uncertainty, n: number): Float64Array | null {
  const found = factorOf(uncertainty);
  if (!found) {
    return null;
  }
  const { weights, offset } = found.factor;
  const { counts, variance } = found.base;
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const k = i + offset;
    const w = at(weights, i);
    squares[i] = w * w * (counts !== null && !(counts[k] > 0) ? 1 : variance[k]);
  }
  return squares;
}

function pointVariance({ terms, shared }: Uncertainty, n: number, isWhole: boolean): Float64Array {
  const own = new VarianceSums(n);
  const sharedVariance = new Float64Array(n);
  for (const group of grouped(terms, n)) {
    addGroup(group, own, isWhole ? sharedVariance : null);
  }
  for (const { intensity } of isWhole ? shared : []) {
    for (let i = 0; intensity && i < n; i++) {
      sharedVariance[i] += intensity[i] * intensity[i];
    }
  }
  for (let i = 0; i < n; i++) {
    const ownVariance = own.at(i);
    const all = ownVariance + sharedVariance[i];
    // cancellation leaves rounding errors
    sharedVariance[i] = all < 1e-13 * ownVariance ? 0 : all;
  }
  return sharedVariance;
}

/** Add the variance due to one base: the points' own, and what they share. */
function addGroup(group: Group, own: VarianceSums, sharedVariance: Float64Array | null): void {
  const gram = sharedVariance && group.left.length > 0 ? gramOf(group) : null;
  if (sharedVariance && gram) {
    addGram(group, gram, sharedVariance);
  }
  if (group.own.length === 0) {
    return;
  }
  const [single] = group.own;
  if (group.own.length === 1 && single.starts === null) {
    addSimple(group, single, own, sharedVariance);
    return;
  }
  const m = group.base.variance.length;
  const of: Row = {
    ...group,
    row: new Float64Array(m),
    seen: new Int32Array(m).fill(-1),
    places: new Uint32Array(Math.max(m, 1))
  };
  for (let i = 0; i < group.rows; i++) {
    const count = writeRow(of, i);
    addOwn(of, own, i, count, sharedVariance === null);
    if (sharedVariance && gram) {
      sharedVariance[i] += crossOf(of, i, count);
    }
  }
}

/** As `addGroup`, for points with a single entry each. */
function addSimple(
  { base, left, right, rows }: Group,
  { places, weights }: Sparse,
  own: VarianceSums,
  sharedVariance: Float64Array | null
): void {
  const { counts, variance, exposure } = base;
  for (let i = 0; i < rows; i++) {
    const k = places[i];
    const square = weights[i] * weights[i];
    if (counts === null || counts[k] > 0) {
      own.add(i, square * variance[k]);
    } else if (square > 0) {
      own.add(i, square, sharedVariance !== null, exposure ? exposure[k] : 1);
    }
  }
  for (let a = 0; sharedVariance && a < left.length; a++) {
    const [leftColumn, of] = [left[a], right[a]];
    for (let i = 0; i < rows; i++) {
      const k = places[i];
      const both = leftColumn[i] * weights[i] * of[k];
      sharedVariance[i] += both === 0 ? 0 : 2 * both * variance[k];
    }
  }
}

/** Add the variance due to the low-rank part alone. */
function addGram({ left, rows }: Group, gram: Float64Array, sharedVariance: Float64Array): void {
  const size = left.length;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const [column, other] = [left[a], left[b]];
      const factor = (a === b ? 1 : 2) * gram[a * size + b];
      for (let i = 0; i < rows; i++) {
        const both = column[i] * other[i];
        sharedVariance[i] += both === 0 ? 0 : both * factor;
      }
    }
  }
}

/**
 * @param isEach whether each point without counts gets one count, instead of all of them together.
 */
function addOwn(
  { base, places, row }: Row,
  own: VarianceSums,
  i: number,
  count: number,
  isEach: boolean
): void {
  const { counts, variance, exposure } = base;
  for (let e = 0; e < count; e++) {
    const k = places[e];
    const square = row[k] * row[k];
    if (counts === null || counts[k] > 0) {
      own.add(i, square * variance[k]);
    } else if (square > 0) {
      own.add(i, square, !isEach, exposure ? exposure[k] : 1);
    }
  }
}

function grouped(terms: Uncertainty['terms'], n: number): Group[] {
  const groups = new BaseIndex<Group>();
  for (const { base, path } of unifiedTerms(terms)) {
    const { own, left, right } = composed(path, n);
    const group = groups.of(base, () => ({ base, rows: n, own: [], left: [], right: [] }));
    group.own.push(...(own ? [own] : []));
    group.left.push(...left);
    group.right.push(...right);
  }
  return groups.all;
}

/**
 * Write row i of the points' own part and its distinct positions; entries at the same position are
 * added up.
 * @returns the number of positions.
 */
function writeRow({ own, row, seen, places }: Row, i: number): number {
  let count = 0;
  for (const { starts, places: at, weights } of own) {
    const end = starts ? starts[i + 1] : i + 1;
    for (let e = starts ? starts[i] : i; e < end; e++) {
      const k = at[e];
      if (weights[e] === 0) {
        continue;
      }
      if (seen[k] !== i) {
        seen[k] = i;
        row[k] = 0;
        places[count++] = k;
      }
      row[k] += weights[e];
    }
  }
  return count;
}

/** Σ V·right·right′ for each pair of shared vectors (K × K). */
function gramOf({ base: { counts, variance, exposure }, right }: Group): Float64Array {
  const size = right.length;
  const gram = new Float64Array(size * size);
  // if there are no counts at all, one count is assumed for all together
  const isEmpty = counts !== null && !hasCounts(right, variance);
  const share = (k: number) => (exposure ? exposure[k] : 1);
  const total = isEmpty ? variance.reduce((sum, _, k) => sum + share(k), 0) : 1;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let value = 0;
      const [column, other] = [right[a], right[b]];
      for (let k = 0; k < variance.length; k++) {
        if (column[k] !== 0 && other[k] !== 0) {
          value += column[k] * other[k] * (isEmpty ? share(k) / total : variance[k]);
        }
      }
      gram[a * size + b] = gram[b * size + a] = value;
    }
  }
  return gram;
}

function hasCounts(right: readonly Float64Array[], variance: Float64Array): boolean {
  for (const column of right) {
    for (let k = 0; k < column.length; k++) {
      if (column[k] !== 0 && variance[k] !== 0) {
        return true;
      }
    }
  }
  return false;
}

/** Cross term of the low-rank part with row i of the points' own part. */
function crossOf({ base: { variance }, left, right, row, places }: Row, i: number, count: number) {
  let all = 0;
  for (let a = 0; a < left.length; a++) {
    const weight = left[a][i];
    for (let e = 0; weight !== 0 && e < count; e++) {
      const k = places[e];
      const both = row[k] * right[a][k];
      all += both === 0 ? 0 : 2 * weight * both * variance[k];
    }
  }
  return all;
}

/** Whether points share counts, as neighbours do after interpolation or smoothing. */
function sharesPoints({ terms }: Uncertainty): boolean {
  return terms.some(({ path }) =>
    path.some(operator => {
      if (operator.kind === 'rows' && operator.starts) {
        return hasRepeats(operator.places, operator.columns);
      }
      return operator.kind === 'band' && operator.width > 1;
    })
  );
}

function hasRepeats(places: Uint32Array, columns: number): boolean {
  const seen = new Uint8Array(columns);
  for (const place of places) {
    if (seen[place] === 1) {
      return true;
    }
    seen[place] = 1;
  }
  return false;
}

/** Whether points share deviations, so that σ of sums over them does not follow from σ of each. */
export function sharesDeviations(uncertainty: Uncertainty): boolean {
  const { terms, shared } = uncertainty;
  const isOfRank = terms.some(({ path }) => path.some(({ kind }) => kind === 'lowRank'));
  if (isOfRank || shared.length > 0 || sharesPoints(uncertainty)) {
    return true;
  }
  const bases = new BaseIndex<{ base: Base }>();
  terms.forEach(({ base }) => bases.of(base, () => ({ base })));
  return bases.all.length < terms.length;
}
