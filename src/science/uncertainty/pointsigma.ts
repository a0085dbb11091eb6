import { isSameBase, type Base } from './base.js';
import { composed, type Sparse } from './composed.js';
import type { Uncertainty } from './model.js';
import { VarianceSum } from './sensitivity.js';

/** What the points have of one base. */
interface Group {
  base: Base;
  own: Sparse[];
  left: Float64Array[];
  right: Float64Array[];
  /** What each point adds to the row that is looked at (m), for rows can have a place twice; and where that is. */
  row: Float64Array;
  seen: Int32Array;
}

/**
 * σ of each of n points: of the counts that it is itself made of √(Σ w²V), one count where these were none, and what it
 * shares with others through parameters, areas and scales. Between those only what they have in common is added.
 */
export function pointSigma(uncertainty: Uncertainty, n: number): Float64Array {
  return (quickVariance(uncertainty, n) ?? pointVariance(uncertainty, n, true)).map(Math.sqrt);
}

/** σ of each of n points as it would be without what all of them share: for weights of points. */
export function ownSigma(uncertainty: Uncertainty, n: number): Float64Array {
  return (quickVariance(uncertainty, n) ?? pointVariance(uncertainty, n, false)).map(Math.sqrt);
}

/** The usual curve, each point a count of its own over something; null where it is more than that. */
function quickVariance({ terms, shared }: Uncertainty, n: number): Float64Array | null {
  const [term] = terms;
  const [factor] = term?.path ?? [];
  if (terms.length !== 1 || shared.length > 0 || term.path.length > 1) {
    return null;
  }
  if (factor && factor.kind !== 'diagonal') {
    return null;
  }
  const { counts, variance } = term.base;
  const { weights, offset } = factor ?? { weights: 1, offset: 0 };
  const found = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const w = typeof weights === 'number' ? weights : weights[i];
    const k = i + offset;
    found[i] = w * w * (counts !== null && !(counts[k] > 0) ? 1 : variance[k]);
  }
  return found;
}

function pointVariance({ terms, shared }: Uncertainty, n: number, isWhole: boolean): Float64Array {
  const groups = grouped(terms);
  const grams = isWhole ? groups.map(gramOf) : [];
  const found = new Float64Array(n);
  const own = new VarianceSum();
  for (let i = 0; i < n; i++) {
    own.clear();
    let common = 0;
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g];
      const places = rowOf(group, i);
      for (const k of places) {
        own.add(group.base, k, group.row[k]);
      }
      common += isWhole ? commonOf(group, grams[g], i, places) : 0;
    }
    for (const { intensity } of isWhole ? shared : []) {
      common += intensity ? intensity[i] * intensity[i] : 0;
    }
    const all = own.value + common;
    found[i] = all < 0 ? 0 : all;
  }
  return found;
}

function grouped(terms: Uncertainty['terms']): Group[] {
  const groups: Group[] = [];
  for (const { base, path } of terms) {
    const m = base.variance.length;
    const { own, left, right } = composed(path, m);
    let group = groups.find(one => isSameBase(one.base, base));
    if (!group) {
      const scratch = { row: new Float64Array(m), seen: new Int32Array(m).fill(-1) };
      group = { base, own: [], left: [], right: [], ...scratch };
      groups.push(group);
    }
    group.own.push(...(own ? [own] : []));
    group.left.push(...left);
    group.right.push(...right);
  }
  return groups;
}

/** Write row i of the points' own part; entries of one place are added up. @returns the places, each once. */
function rowOf({ own, row, seen }: Group, i: number): number[] {
  const places: number[] = [];
  for (const { starts, places: at, weights } of own) {
    const end = starts ? starts[i + 1] : i + 1;
    for (let e = starts ? starts[i] : i; e < end; e++) {
      const k = at ? at[e] : e;
      if (weights[e] === 0) {
        continue;
      }
      if (seen[k] !== i) {
        seen[k] = i;
        row[k] = 0;
        places.push(k);
      }
      row[k] += weights[e];
    }
  }
  return places;
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
      for (let k = 0; k < variance.length; k++) {
        const weight = right[a][k] * right[b][k];
        const of = isEmpty ? share(k) / total : variance[k];
        value += weight === 0 ? 0 : weight * of;
      }
      gram[a * size + b] = gram[b * size + a] = value;
    }
  }
  return gram;
}

function hasCounts(right: readonly Float64Array[], variance: Float64Array): boolean {
  return variance.some((v, k) => v !== 0 && right.some(one => one[k] !== 0));
}

/** What row i has through the low-rank part: that of it alone, and with the points' own. */
function commonOf(
  { base, left, right, row }: Group,
  gram: Float64Array,
  i: number,
  places: readonly number[]
): number {
  const size = left.length;
  let all = 0;
  for (let a = 0; a < size; a++) {
    const weight = left[a][i];
    if (weight === 0) {
      continue;
    }
    let cross = 0;
    for (const k of places) {
      const both = row[k] * right[a][k];
      cross += both === 0 ? 0 : both * base.variance[k];
    }
    all += 2 * weight * cross;
    for (let b = 0; b < size; b++) {
      const both = weight * left[b][i];
      all += both === 0 ? 0 : both * gram[a * size + b];
    }
  }
  return all;
}
