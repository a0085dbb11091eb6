import { dot, norm } from './vector.js';

/** Relative size below which a column counts as a combination of others. */
export const dependent = 1e-13;

/**
 * QR factorisations of matrices of up to `columns` columns by Householder reflections with column
 * pivoting (MINPACK's qrfac); all memory is allocated once. Matrices are stored column by column.
 */
export class QR {
  /** Upper triangle R, column by column with a stride of `size`. */
  readonly r: Float64Array;
  /** Column of the matrix at each position of R. */
  readonly pivots: Int32Array;
  /** Number of columns of the last matrix, which is the stride of `r`. */
  size = 0;

  constructor(columns: number) {
    this.r = new Float64Array(columns * columns);
    this.pivots = new Int32Array(columns);
    this._norms = new Float64Array(columns);
    this._known = new Float64Array(columns);
  }

  /**
   * Factor a (rows × columns, destroyed) and turn the right-hand side b (rows) into Qᵀb: its first
   * `columns` elements belong to R.
   */
  factor(a: Float64Array, rows: number, columns: number, b: Float64Array, pivoting = true): void {
    this.size = columns;
    for (let j = 0; j < columns; j++) {
      this.pivots[j] = j;
      this._norms[j] = this._known[j] = norm(a, rows, j * rows);
    }
    this.r.fill(0, 0, columns * columns);
    for (let j = 0; j < columns; j++) {
      if (pivoting) {
        this._bringLargest(a, rows, columns, j);
      }
      const diagonal = j < rows ? reflect(a, rows, columns, j, b) : 0;
      for (let i = 0; i < Math.min(j, rows); i++) {
        this.r[j * columns + i] = a[j * rows + i];
      }
      this.r[j * columns + j] = diagonal;
      if (pivoting && j < rows) {
        this._lessenNorms(a, rows, columns, j);
      }
    }
  }

  /** Number of linearly independent columns: those with a diagonal above a share of the first. */
  rank(dependent = 0): number {
    const { r, size } = this;
    let rank = 0;
    while (rank < size && Math.abs(r[rank * size + rank]) > dependent * Math.abs(r[0])) {
      rank++;
    }
    return rank;
  }

  /**
   * Solve R·(Pᵀx) = b for x, in the order of the matrix's columns; columns beyond the rank get
   * zeros.
   */
  solve(b: Float64Array, x: Float64Array, work: Float64Array, rank = this.rank()): void {
    const { r, size, pivots } = this;
    for (let j = 0; j < size; j++) {
      work[j] = j < rank ? b[j] : 0;
    }
    for (let j = rank - 1; j >= 0; j--) {
      work[j] /= r[j * size + j];
      for (let i = 0; i < j; i++) {
        work[i] -= r[j * size + i] * work[j];
      }
    }
    for (let j = 0; j < size; j++) {
      x[pivots[j]] = work[j];
    }
  }

  /** Solve Rᵀw = c in place; c is in the order of R. */
  solveTransposed(c: Float64Array): void {
    const { r, size } = this;
    for (let j = 0; j < size; j++) {
      let sum = c[j];
      for (let i = 0; i < j; i++) {
        sum -= r[j * size + i] * c[i];
      }
      c[j] = sum / r[j * size + j];
    }
  }

  private _bringLargest(a: Float64Array, rows: number, columns: number, j: number): void {
    let largest = j;
    for (let k = j + 1; k < columns; k++) {
      if (this._norms[k] > this._norms[largest]) {
        largest = k;
      }
    }
    if (largest === j) {
      return;
    }
    for (let i = 0; i < rows; i++) {
      const swapped = a[j * rows + i];
      a[j * rows + i] = a[largest * rows + i];
      a[largest * rows + i] = swapped;
    }
    for (let i = 0; i < j; i++) {
      const swapped = this.r[j * columns + i];
      this.r[j * columns + i] = this.r[largest * columns + i];
      this.r[largest * columns + i] = swapped;
    }
    this._norms[largest] = this._norms[j];
    this._known[largest] = this._known[j];
    const pivot = this.pivots[j];
    this.pivots[j] = this.pivots[largest];
    this.pivots[largest] = pivot;
  }

  /** The norms of the remainders of later columns: updated, or recomputed if digits were lost. */
  private _lessenNorms(a: Float64Array, rows: number, columns: number, j: number): void {
    for (let k = j + 1; k < columns; k++) {
      if (this._norms[k] === 0) {
        continue;
      }
      const ratio = a[k * rows + j] / this._norms[k];
      this._norms[k] *= Math.sqrt(Math.max(0, 1 - ratio * ratio));
      const remainingShare = this._norms[k] / this._known[k];
      if (remainingShare * remainingShare <= 1e-14) {
        this._norms[k] = this._known[k] = norm(a, rows - j - 1, k * rows + j + 1);
      }
    }
  }

  private _norms: Float64Array;
  private _known: Float64Array;
}

/** Reflect column j onto its diagonal, and with it the later columns and b. @returns the diagonal of R. */
function reflect(
  a: Float64Array,
  rows: number,
  columns: number,
  j: number,
  b: Float64Array
): number {
  const start = j * rows;
  let length = norm(a, rows - j, start + j);
  if (length === 0) {
    return 0;
  }
  if (a[start + j] < 0) {
    length = -length;
  }
  for (let i = j; i < rows; i++) {
    a[start + i] /= length;
  }
  a[start + j] += 1;
  const head = a[start + j];
  for (let k = j + 1; k < columns; k++) {
    project(a, start, a, k * rows, j, rows, head);
  }
  project(a, start, b, 0, j, rows, head);
  return -length;
}

/** Apply one reflection, stored in `v` from `vStart`, to one column stored in `c` from `cStart`. */
function project(
  v: Float64Array,
  vStart: number,
  c: Float64Array,
  cStart: number,
  from: number,
  rows: number,
  head: number
): void {
  const factor = dot(v, vStart + from, c, cStart + from, rows - from) / head;
  for (let i = from; i < rows; i++) {
    c[cStart + i] -= factor * v[vStart + i];
  }
}
