import { XESError } from '../base/errors.js';
import type { ScanWarning } from './scan.js';

/**
 * Adapts arrays of a scan to its number of points. A detector that stopped early, or continued,
 * does not invalidate the others: missing values are NaN, extra values are left out, with a warning
 * for both. A scalar applies to all points; an array with one value has measured one of them.
 */
export class FittedArrays {
  /** @param _base the energies that determine the number of points, and their shape. */
  constructor(
    private _base: { readonly path: string; readonly shape: readonly number[] },
    private _count: number
  ) {}

  readonly warnings: ScanWarning[] = [];

  /**
   * @param isPosition whether it is a motor position: a single value then applies to all points.
   * @throws XESError `scan/shape-mismatch` if it is not clear which value belongs to which point.
   */
  fit(
    path: string,
    values: Float64Array | null,
    shape: readonly number[],
    isPosition = false
  ): Float64Array | null {
    const n = this._count;
    if (!values || values.length === n) {
      return values;
    }
    if (values.length === 1 && (isPosition || shape.length === 0)) {
      return new Float64Array(n).fill(values[0]);
    }
    const inner = (of: readonly number[]) => of.slice(1).join(' × ');
    if (inner(shape) !== inner(this._base.shape) || values.length === 0) {
      throw new XESError(
        'scan/shape-mismatch',
        `${path} has ${shape.join(' × ')} values where ${this._base.path} has ${this._base.shape.join(' × ')}: it is not clear which belongs to which point. Was another scan's array copied into the file?`
      );
    }
    const isShort = values.length < n;
    const lost = isShort
      ? `the last ${n - values.length} points have none`
      : 'the rest is left out';
    this.warnings.push({
      code: isShort ? 'scan/short-array' : 'scan/long-array',
      message: `${path} has ${valuesText(values.length)} where the scan has ${n} points: ${lost}.`
    });
    const fitted = new Float64Array(n).fill(NaN);
    fitted.set(values.subarray(0, n));
    return fitted;
  }
}

function valuesText(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}
