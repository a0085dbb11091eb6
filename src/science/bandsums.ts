import { writtenEnergy } from '../base/writtenenergy.js';
import { XESError } from '../base/errors.js';
import type { CutValue, RXESMap } from './map.js';
import { VarianceSums } from './variancesums.js';
import type { Spectrum, Warning } from './spectrum.js';
import { isMeasured } from './statistics.js';
import { uncertaintyOfMap } from './uncertainty/cells.js';
import { throughDeferred } from './uncertainty/linear.js';
import type { Rows } from './uncertainty/operators.js';
import { pointSigma } from './uncertainty/pointsigma.js';

/** Visits the cells of a band: index of the point on the curve, index of the cell in the map. */
export type BandCells = (visit: (k: number, cell: number) => void) => void;

/** Sums the cells of a map in a band into the points of a curve. */
export class BandSums {
  /**
   * @param _axis energies of the curve's points (n), eV.
   * @param _each visits the band; called more than once.
   */
  constructor(
    private _map: RXESMap,
    private _axis: Float64Array,
    private _each: BandCells
  ) {
    this._jitter = _axis === _map.incident ? _map.incidentJitter : undefined;
    const zeros = () => new Float64Array(_axis.length);
    this._sum = zeros();
    this._variance = new VarianceSums(_axis.length);
    this._cells = new Uint32Array(_axis.length);
    this._isCounted = Boolean(_map.counts && _map.monitor);
    this._counts = zeros();
    this._perCount = zeros();
    this._missing = new Uint32Array(_axis.length);
    _each((k, cell) => this._add(k, cell));
  }

  /** Add a cell of the map to point k of the curve; an unmeasured cell is skipped. */
  private _add(k: number, cell: number): void {
    const { intensity, sigma, counts, monitor } = this._map;
    const value = intensity[cell];
    if (!isMeasured(value)) {
      this._missing[k]++;
      return;
    }
    this._sum[k] += value;
    this._cells[k]++;
    const variance = sigma[cell] * sigma[cell]; // not **, whose last bit differs between JavaScript engines
    if (counts && monitor) {
      this._variance.add(k, variance, counts[cell] === 0, monitor[cell]);
      this._counts[k] += counts[cell];
      this._perCount[k] += 1 / monitor[cell];
    } else {
      this._variance.add(k, variance);
    }
  }

  /**
   * The curve; points without a cell are left out. Its counts are ΣN, and its monitor is such that
   * counts / monitor is the intensity even if the monitor varies from cell to cell.
   * @throws XESError `cut/empty` if there is no point.
   */
  finish(value: CutValue): Spectrum {
    const keep = [...this._cells.keys()].filter(k => this._cells[k] > 0);
    if (keep.length === 0) {
      throw new XESError(
        'cut/empty',
        'No measured point lies in this cut: move it, or make it wider.'
      );
    }
    const pick = (valueOf: (k: number) => number) => Float64Array.from(keep, valueOf);
    const isSum = value === 'sum';
    const { unit } = this._map;
    const divisor = (k: number) => (isSum ? 1 : this._cells[k]);
    const uncertainty = throughDeferred(uncertaintyOfMap(this._map), () =>
      this._rows(keep, divisor)
    );
    return {
      energy: pick(k => this._axis[k]),
      intensity: pick(k => this._sum[k] / divisor(k)),
      // measured cells are independent
      sigma: this._map.uncertainty
        ? pointSigma(uncertainty, keep.length)
        : pick(k => Math.sqrt(this._variance.at(k)) / divisor(k)),
      uncertainty,
      counts: this._isCounted ? pick(k => this._counts[k]) : null,
      monitor: this._isCounted ? pick(k => this._exposure(k) * divisor(k)) : null,
      ...(this._jitter ? { jitter: this._jitter } : {}),
      ...(unit ? { unit: isSum ? `${unit}, summed` : unit } : {})
    };
  }

  /**
   * Warnings about a sum over cells that were not all measured; a mean does not depend on their
   * number.
   */
  warnings(value: CutValue): Warning[] {
    const lacking = [...this._missing.keys()].filter(
      k => this._missing[k] > 0 && this._cells[k] > 0
    );
    if (value === 'mean' || lacking.length === 0) {
      return [];
    }
    const cells = lacking.reduce((sum, k) => sum + this._missing[k], 0);
    const at = lacking.slice(0, 3).map(k => writtenEnergy(this._axis[k]));
    const where = `${at.join(', ')}${lacking.length > 3 ? ', …' : ''} eV`;
    return [
      {
        code: 'map/empty-cells',
        message: `${cells} cells were not measured: the sums at ${lacking.length} of the energies (${where}) are too low. Take the mean, or leave these energies out.`
      }
    ];
  }

  /** The linear map from cells to points. */
  private _rows(keep: readonly number[], divisor: (k: number) => number): Rows {
    const starts = new Uint32Array(keep.length + 1);
    const rowOf = new Int32Array(this._axis.length).fill(-1);
    keep.forEach((k, row) => {
      rowOf[k] = row;
      starts[row + 1] = starts[row] + this._cells[k];
    });
    const next = starts.slice();
    const places = new Uint32Array(starts[keep.length]);
    const weights = new Float64Array(places.length);
    this._each((k, cell) => {
      if (rowOf[k] >= 0 && isMeasured(this._map.intensity[cell])) {
        const e = next[rowOf[k]]++;
        places[e] = cell;
        weights[e] = 1 / divisor(k);
      }
    });
    const columns = this._map.intensity.length;
    return { kind: 'rows', rows: keep.length, columns, starts, places, weights };
  }

  /** ΣN over the sum of the intensities; without counts, the exposure one count would have had. */
  private _exposure(k: number): number {
    return this._counts[k] > 0
      ? this._counts[k] / this._sum[k]
      : this._cells[k] / this._perCount[k];
  }

  private _jitter: number | undefined;
  private _sum: Float64Array;
  private _variance: VarianceSums;
  private _cells: Uint32Array;
  private _isCounted: boolean;
  private _counts: Float64Array;
  private _perCount: Float64Array;
  private _missing: Uint32Array;
}
