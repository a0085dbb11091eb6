import { XESError } from '../base/errors.js';

/**
 * Weighted least squares of a polynomial through points x (n), in polynomials orthogonal over them
 * (Forsythe, J. SIAM 5 (1957) 74): well conditioned at any degree, without a matrix. Every
 * derivative at any position is a sum over the data, Σ c·y; `coefficients` returns c.
 */
export class OrthogonalPolynomials {
  /**
   * @param weights 1/σ² (n) or null for equal ones.
   * @throws XESError `spectrum/too-few` if there are not more points than the degree.
   */
  constructor(
    private _x: ArrayLike<number>,
    private _weights: ArrayLike<number> | null,
    readonly degree: number
  ) {
    const n = _x.length;
    if (n <= degree) {
      throw new XESError(
        'spectrum/too-few',
        `A polynomial of degree ${degree} needs more than ${degree} points, and there are ${n}.`
      );
    }
    this._build(n);
  }

  /** c (n) with p⁽ᵈ⁾(at) = Σ c·y for the least-squares polynomial p through y. */
  coefficients(at: number, derivative = 0): Float64Array {
    const result = new Float64Array(this._x.length);
    const basis = this._derivatives(at, derivative);
    for (let m = 0; m <= this.degree; m++) {
      const factor = basis[m] / this._norms[m];
      for (let i = 0; i < result.length; i++) {
        result[i] += factor * this._values[m][i] * this._weight(i);
      }
    }
    return result;
  }

  private _weight(i: number): number {
    return this._weights ? this._weights[i] : 1;
  }

  /** Three-term recurrence p₍ₘ₊₁₎ = (x − αₘ)pₘ − βₘp₍ₘ₋₁₎. */
  private _build(n: number): void {
    let current = new Float64Array(n).fill(1);
    let before = new Float64Array(n);
    for (let m = 0; m <= this.degree; m++) {
      let [norm, moment] = [0, 0];
      for (let i = 0; i < n; i++) {
        const square = this._weight(i) * current[i] * current[i];
        norm += square;
        moment += square * this._x[i];
      }
      const alpha = moment / norm;
      const beta = m > 0 ? norm / this._norms[m - 1] : 0;
      this._values.push(current);
      this._norms.push(norm);
      this._alpha.push(alpha);
      this._beta.push(beta);
      const next = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        next[i] = (this._x[i] - alpha) * current[i] - beta * before[i];
      }
      [before, current] = [current, next];
    }
  }

  /** The d-th derivative of each polynomial at a position: the recurrence, differentiated. */
  private _derivatives(at: number, derivative: number): number[] {
    let lower = new Array<number>(this.degree + 1).fill(0);
    for (let d = 0; d <= derivative; d++) {
      const values = [d === 0 ? 1 : 0];
      for (let m = 0; m < this.degree; m++) {
        const before = m > 0 ? values[m - 1] : 0;
        values.push((at - this._alpha[m]) * values[m] + d * lower[m] - this._beta[m] * before);
      }
      lower = values;
    }
    return lower;
  }

  private _values: Float64Array[] = [];
  private _norms: number[] = [];
  private _alpha: number[] = [];
  private _beta: number[] = [];
}
