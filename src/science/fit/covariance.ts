import type { Polished } from './polish.js';
import { dependent, type QR } from './qr.js';

/**
 * Covariance of n parameters for residuals of unit variance (n × n), and which parameters are not
 * determined.
 */
export interface Covariance {
  /** NaN in the rows and columns of parameters that are not determined or lie on a bound. */
  values: Float64Array;
  /**
   * The covariance with undetermined parameters held fixed (zeros in their rows and columns): the
   * model's predictions are determined nevertheless, and this gives their σ.
   */
  ofModel: Float64Array;
  /** Parameters that the data do not determine: others can compensate for any change of them. */
  undetermined: number[];
}

/** (JᵀJ)⁻¹ as R⁻¹R⁻ᵀ: forming JᵀJ would lose half of the digits. */
export function covariance({ qr, free, lengths, p }: Polished): Covariance {
  const n = p.length;
  const values = new Float64Array(n * n).fill(NaN);
  const ofModel = new Float64Array(n * n);
  const rank = qr.rank(dependent);
  const inverse = invert(qr, rank);
  const loose = looseColumns(qr, rank);
  for (let a = 0; a < rank; a++) {
    for (let b = 0; b <= a; b++) {
      const i = free[qr.pivots[a]];
      const j = free[qr.pivots[b]];
      let sum = 0;
      for (let k = a; k < rank; k++) {
        sum += inverse[k * rank + a] * inverse[k * rank + b];
      }
      const shared = sum / lengths[i] / lengths[j];
      ofModel[i * n + j] = ofModel[j * n + i] = shared;
      if (!loose.has(qr.pivots[a]) && !loose.has(qr.pivots[b])) {
        values[i * n + j] = values[j * n + i] = shared;
      }
    }
  }
  return { values, ofModel, undetermined: [...loose].map(k => free[k]).sort((a, b) => a - b) };
}

/** R⁻¹ of the first `rank` columns, upper triangle, column by column. */
function invert({ r, size }: QR, rank: number): Float64Array {
  const inverse = new Float64Array(rank * rank);
  for (let j = 0; j < rank; j++) {
    inverse[j * rank + j] = 1 / r[j * size + j];
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) {
        sum += r[k * size + i] * inverse[j * rank + k];
      }
      inverse[j * rank + i] = -sum / r[i * size + i];
    }
  }
  return inverse;
}

/** The columns beyond the rank, and those they are combinations of. */
function looseColumns({ r, size, pivots }: QR, rank: number): Set<number> {
  const loose = new Set<number>();
  for (let k = rank; k < size; k++) {
    loose.add(pivots[k]);
    const weights = r.slice(k * size, k * size + rank);
    for (let j = rank - 1; j >= 0; j--) {
      weights[j] /= r[j * size + j];
      for (let i = 0; i < j; i++) {
        weights[i] -= r[j * size + i] * weights[j];
      }
      if (Math.abs(weights[j]) > 1e-6) {
        loose.add(pivots[j]);
      }
    }
  }
  return loose;
}
