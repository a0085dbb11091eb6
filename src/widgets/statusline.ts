import type { AnalysisModel } from '../analysis/index.js';
import type { ICell } from '../plots/index.js';
import { element } from './dom.js';
import { ViewerPart, type Guard } from './part.js';

/** The line below the plots: what is under the pointer, and what reading cost. */
export class StatusLine extends ViewerPart {
  constructor(model: AnalysisModel, guard: Guard) {
    super(model, 'jp-XESStatus', guard);
    this.node.append(this._readout, this._cost);
  }

  /** Show a cell of the map; null clears. */
  show(cell: ICell | null): void {
    const map = this.model?.map;
    if (!cell || !map) {
      this._readout.textContent = '';
      return;
    }
    const incident = map.incident[cell.incident];
    const emission = map.emission[cell.emission];
    const at = cell.emission * map.incident.length + cell.incident;
    const intensity = map.intensity[at];
    const energies = `Ω ${incident.toFixed(2)}  ω ${emission.toFixed(2)}  Δ ${(incident - emission).toFixed(2)} eV`;
    const counts = map.counts ? `  ${spaced(map.counts[at])} counts` : '';
    this._readout.textContent = Number.isNaN(intensity)
      ? `${energies}  not measured`
      : `${energies}  I ${intensity.toPrecision(4)} ± ${map.sigma[at].toPrecision(2)}${counts}`;
  }

  /** Follow the model. */
  update(): void {
    const cost = this.model?.active?.cost;
    this._cost.textContent = cost
      ? `${(cost.bytes / 1e6).toFixed(2)} MB read in ${cost.requests} request${cost.requests === 1 ? '' : 's'}, ${Math.round(cost.milliseconds)} ms`
      : '';
  }

  private _readout = element('span', 'jp-XESStatus-readout');
  private _cost = element('span', 'jp-XESStatus-cost');
}

/** 39 071: whole counts, thousands apart by a narrow space. */
function spaced(counts: number): string {
  return String(Math.round(counts)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
