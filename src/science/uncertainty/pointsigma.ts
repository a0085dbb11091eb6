import { SameBases, type Base } from './base.js';
import { composed, type Sparse } from './composed.js';
import { unitedTerms } from './linear.js';
import type { Uncertainty } from './model.js';
import { at, diagonal, type Diagonal } from './operators.js';
import { VarianceSums } from '../variancesums.js';

/** What the points have of one base. */
interface Group {
  base: Base;
  rows: number;
  own: Sparse[];
  left: Float64Array[];
  right: Float64Array[];
}

/** A row of a group that is looked at. */
interface Row extends Group {
  /** What each place adds to it (m), for rows can have a place twice; and where that is. */
  row: Float64Array;
  seen: Int32Array;
  places: Uint32Array;
}

/**
 * σ of each of n points: of the counts that it is itself made of √(Σ w²V), one count where these were none, and what it
 * shares with others through parameters, areas and scales. Between those only what they have in common is added.
 */
export function pointSigma(uncertainty: Uncertainty, n: number): Float64Array {
  return rooted(quickVariance(uncertainty, n) ?? pointVariance(uncertainty, n, true));
}

/**
 * σ of each of n points as it would be without what all of them share, each point without a count as one: for the weights
 * of points, none of which is known better than that.
 */
export function ownSigma(uncertainty: Uncertainty, n: number): Float64Array {
  return rooted(quickVariance(uncertainty, n) ?? pointVariance(uncertainty, n, false));
}

/** The roots of numbers, in their place. */
function rooted(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) {
    values[i] = Math.sqrt(values[i]);
  }
  return values;
}

/** The usual curve: each point a count of its own, or what has a σ of its own, times a factor. */
function factorOf({ terms, shared }: Uncertainty): { base: Base; factor: Diagonal } | null {
  if (terms.length !== 1 || shared.length > 0) {
    return null;
  }
  const [{ base, path }] = terms;
  const [factor = diagonal(1, base.variance.length)] = path;
  return path.length <= 1 && factor.kind === 'diagonal' ? { base, factor } : null;
}

/** Variance of n such points; null where they are more than that. */
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
  const common = new Float64Array(n);
  for (const group of grouped(terms, n)) {
    addGroup(group, own, isWhole ? common : null);
  }
  for (const { intensity } of isWhole ? shared : []) {
    for (let i = 0; intensity && i < n; i++) {
      common[i] += intensity[i] * intensity[i];
    }
  }
  for (let i = 0; i < n; i++) {
    const itself = own.at(i);
    const all = itself + common[i];
    // what cancels leaves rounding
    common[i] = all < 1e-13 * itself ? 0 : all;
  }
  return common;
}

/** Add what points have of one base: of their own, and of what they share. */
function addGroup(group: Group, own: VarianceSums, common: Float64Array | null): void {
  const gram = common && group.left.length > 0 ? gramOf(group) : null;
  if (common && gram) {
    addGram(group, gram, common);
  }
  if (group.own.length === 0) {
    return;
  }
  const [only] = group.own;
  if (group.own.length === 1 && only.starts === null) {
    addSimple(group, only, own, common);
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
    addOwn(of, own, i, count, common === null);
    if (common && gram) {
      common[i] += crossOf(of, i, count);
    }
  }
}

/** The same of points that have one place each. */
function addSimple(
  { base, left, right, rows }: Group,
  { places, weights }: Sparse,
  own: VarianceSums,
  common: Float64Array | null
): void {
  const { counts, variance, exposure } = base;
  for (let i = 0; i < rows; i++) {
    const k = places[i];
    const square = weights[i] * weights[i];
    if (counts === null || counts[k] > 0) {
      own.add(i, square * variance[k]);
    } else if (square > 0) {
      own.add(i, square, common !== null, exposure ? exposure[k] : 1);
    }
  }
  for (let a = 0; common && a < left.length; a++) {
    const [one, of] = [left[a], right[a]];
    for (let i = 0; i < rows; i++) {
      const k = places[i];
      const both = one[i] * weights[i] * of[k];
      common[i] += both === 0 ? 0 : 2 * both * variance[k];
    }
  }
}

/** What points have through the low-rank part alone. */
function addGram({ left, rows }: Group, gram: Float64Array, common: Float64Array): void {
  const size = left.length;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const [one, other] = [left[a], left[b]];
      const factor = (a === b ? 1 : 2) * gram[a * size + b];
      for (let i = 0; i < rows; i++) {
        const both = one[i] * other[i];
        common[i] += both === 0 ? 0 : both * factor;
      }
    }
  }
}

/** @param isEach whether each point without a count stands for one, and not all of them together. */
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
  const groups = new SameBases<Group>();
  for (const { base, path } of unitedTerms(terms)) {
    const { own, left, right } = composed(path, n);
    const group = groups.of(base, () => ({ base, rows: n, own: [], left: [], right: [] }));
    group.own.push(...(own ? [own] : []));
    group.left.push(...left);
    group.right.push(...right);
  }
  return groups.all;
}

/** Write row i of the points' own part, and its places, each once; entries of one place are added up. @returns how many. */
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

/** Σ V·right·right′ of each two of what the points share (K × K). */
function gramOf({ base: { counts, variance, exposure }, right }: Group): Float64Array {
  const size = right.length;
  const gram = new Float64Array(size * size);
  // where there were no counts at all, one count stands for them
  const isEmpty = counts !== null && !hasCounts(right, variance);
  const share = (k: number) => (exposure ? exposure[k] : 1);
  const total = isEmpty ? variance.reduce((sum, _, k) => sum + share(k), 0) : 1;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let value = 0;
      const [one, other] = [right[a], right[b]];
      for (let k = 0; k < variance.length; k++) {
        if (one[k] !== 0 && other[k] !== 0) {
          value += one[k] * other[k] * (isEmpty ? share(k) / total : variance[k]);
        }
      }
      gram[a * size + b] = gram[b * size + a] = value;
    }
  }
  return gram;
}

function hasCounts(right: readonly Float64Array[], variance: Float64Array): boolean {
  for (const one of right) {
    for (let k = 0; k < one.length; k++) {
      if (one[k] !== 0 && variance[k] !== 0) {
        return true;
      }
    }
  }
  return false;
}

/** What row i has through the low-rank part with the points' own. */
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

/** Whether points are made of the same counts, as neighbours are after they were interpolated or smoothed. */
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

/** Whether points have deviations in common, so that σ of each does not tell of sums over them. */
export function sharesDeviations(uncertainty: Uncertainty): boolean {
  const { terms, shared } = uncertainty;
  const isOfRank = terms.some(({ path }) => path.some(({ kind }) => kind === 'lowRank'));
  if (isOfRank || shared.length > 0 || sharesPoints(uncertainty)) {
    return true;
  }
  const bases = new SameBases<{ base: Base }>();
  terms.forEach(({ base }) => bases.of(base, () => ({ base })));
  return bases.all.length < terms.length;
}
