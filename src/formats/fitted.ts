import { XESError } from '../base/errors.js';
import type { ScanWarning } from './scan.js';

/**
 * Makes arrays of a scan as long as its points are many. A detector that stopped writing, or one that went on,
 * leaves the others usable: what is missing is NaN, what is beyond is left out, and both are said. One value
 * stands for all points.
 */
export class FittedArrays {
  /** @param shape of the array that says how many points there are, the energy. */
  constructor(
    private _count: number,
    private _shape: readonly number[]
  ) {}

  readonly warnings: ScanWarning[] = [];

  /** @throws XESError `scan/shape-mismatch` where it is not clear which value belongs to which point. */
  fit(path: string, values: Float64Array | null, shape: readonly number[]): Float64Array | null {
    const n = this._count;
    if (!values || values.length === n) {
      return values;
    }
    if (values.length === 1) {
      return new Float64Array(n).fill(values[0]);
    }
    const inner = (of: readonly number[]) => of.slice(1).join(' × ');
    if (inner(shape) !== inner(this._shape) || values.length === 0) {
      throw new XESError(
        'scan/shape-mismatch',
        `${path} has ${shape.join(' × ')} values where the emission energy has ${this._shape.join(' × ')}: it is not clear which belongs to which point. Was another scan's array copied into the file?`
      );
    }
    const isShort = values.length < n;
    const lost = isShort
      ? `the last ${n - values.length} points have none`
      : 'the rest is left out';
    this.warnings.push({
      code: isShort ? 'scan/short-array' : 'scan/long-array',
      message: `${path} has ${values.length} values where the scan has ${n} points: ${lost}.`
    });
    const fitted = new Float64Array(n).fill(NaN);
    fitted.set(values.subarray(0, n));
    return fitted;
  }
}
