import { XESError } from './errors.js';
import type { CutValue, RXESMap } from './map.js';
import { VarianceSums } from './noise.js';
import type { Spectrum } from './spectrum.js';
import { isMeasured } from './statistics.js';

/** Adds the cells of a map that lie in a band up into the points of a curve. */
export class BandSums {
  /** @param _axis energies of the curve's points (n), eV. */
  constructor(
    private _map: RXESMap,
    private _axis: Float64Array
  ) {
    this._jitter = _axis === _map.incident ? _map.incidentJitter : undefined;
    const zeros = () => new Float64Array(_axis.length);
    this._sum = zeros();
    this._variance = new VarianceSums(_axis.length);
    this._cells = new Uint32Array(_axis.length);
    this._isCounted = Boolean(_map.counts && _map.monitor);
    this._counts = zeros();
    this._monitor = zeros();
  }

  /** Add a cell of the map to point k of the curve; one that was not measured is left out. */
  add(k: number, cell: number): void {
    const { intensity, sigma, counts, monitor } = this._map;
    const value = intensity[cell];
    if (!isMeasured(value)) {
      return;
    }
    this._sum[k] += value;
    this._cells[k]++;
    const variance = sigma[cell] * sigma[cell]; // not **, whose last bit is the engine's own
    if (counts && monitor) {
      this._variance.add(k, variance, counts[cell] === 0, monitor[cell]);
      this._counts[k] += counts[cell];
      this._monitor[k] += monitor[cell];
    } else {
      this._variance.add(k, variance);
    }
  }

  /**
   * The curve; points without a cell are left out.
   * @throws XESError `cut/empty` where there is no point.
   */
  finish(value: CutValue): Spectrum {
    const keep = [...this._cells.keys()].filter(k => this._cells[k] > 0);
    if (keep.length === 0) {
      throw new XESError(
        'cut/empty',
        'No measured point lies in this cut: move it, or make it wider.'
      );
    }
    const pick = (of: (k: number) => number) => Float64Array.from(keep, of);
    const isSum = value === 'sum';
    const divisor = (k: number) => (isSum ? 1 : this._cells[k]);
    return {
      energy: pick(k => this._axis[k]),
      intensity: pick(k => this._sum[k] / divisor(k)),
      sigma: pick(k => Math.sqrt(this._variance.at(k)) / divisor(k)),
      counts: this._isCounted ? pick(k => this._counts[k]) : null,
      monitor: this._isCounted
        ? pick(k => (isSum ? this._monitor[k] / this._cells[k] : this._monitor[k]))
        : null,
      ...(this._jitter ? { jitter: this._jitter } : {})
    };
  }

  private _jitter: number | undefined;
  private _sum: Float64Array;
  private _variance: VarianceSums;
  private _cells: Uint32Array;
  private _isCounted: boolean;
  private _counts: Float64Array;
  private _monitor: Float64Array;
}
