import { isBeingWritten } from '../base/beingwritten.js';
import type { Cell } from '../compute/types.js';
import type { AnalysisModel, ShownMap } from '../model/index.js';
import { axisSymbols, type ICell, type ICurvePoint } from '../plots/index.js';
import { Debounce } from '../lifecycle/index.js';
import { element } from './dom.js';
import { ViewerPart, type Guard } from './part.js';

/**
 * A readout is announced once it has not changed for this long, ms: a moving pointer would never
 * stop talking.
 */
const rest = 400;

/** The line below the plots: the readout of the pointer or the cursor. */
export class StatusLine extends ViewerPart {
  constructor(model: AnalysisModel, guard: Guard) {
    super(model, 'jp-XESStatus', guard);
    this._announced.setAttribute('role', 'status');
    this.node.append(this._readout, this._state, this._announced);
  }

  /**
   * Show a cell of a map; null clears. The old readout stays until the answer arrives, to avoid
   * flicker.
   * @param map which map, if there are several; null if there is one.
   */
  show(cell: ICell | null, map: ShownMap | null = null): void {
    const { model } = this;
    const request = ++this._request;
    if (!cell || !model?.map) {
      this._write('');
      return;
    }
    model.cell(cell.incident, cell.emission, map?.valueKey ?? undefined).then(
      found => {
        if (request === this._request && !this.isDisposed) {
          this._write(found ? [textOf(found), map?.label].filter(Boolean).join('  ') : '');
        }
      },
      () => undefined // the map has changed meanwhile
    );
  }

  /** Show a point of a curve; null clears. */
  showPoint(point: ICurvePoint | null): void {
    this._request++; // discard the pending readout of a map
    this._write(point ? textOfPoint(point) : '');
  }

  /** Show another readout; '' clears. */
  showText(text: string): void {
    this._request++;
    this._write(text);
  }

  /** Update from the model. */
  update(): void {
    const { model } = this;
    this._state.textContent = model?.isPreliminary
      ? 'Preliminary picture from part of the file: numbers follow once all of it is read'
      : model?.isCorrected
        ? 'Redrawn: the scan differs from its preliminary picture'
        : isBeingWritten(model?.active?.facts?.warnings ?? [])
          ? 'The scan is running: the points written so far are shown, and more as they arrive'
          : '';
  }

  /** Text too long for the line, such as a long label, is in the tooltip. */
  private _write(text: string): void {
    this._readout.textContent = text;
    this._readout.title = text;
    this._saying.schedule();
  }

  /** Number of the last request. */
  private _request = 0;
  private _saying = this.owned.add(
    new Debounce(rest, () => (this._announced.textContent = this._readout.textContent))
  );
  private _readout = element('span', 'jp-XESStatus-readout');
  /** The readout for screen readers. */
  private _announced = element('span', 'jp-XESStatus-said');
  /** Caveats about the picture. */
  private _state = element('span', 'jp-XESStatus-state');
}

function textOf({ incident, emission, intensity, sigma, counts }: Cell): string {
  const energies = `Ω ${incident.toFixed(2)}  ω ${emission.toFixed(2)}  Δ ${(incident - emission).toFixed(2)} eV`;
  return Number.isNaN(intensity)
    ? `${energies}  not measured`
    : `${energies}  ${measured(intensity, sigma, counts)}`;
}

function textOfPoint({ curve: { data, label }, index }: ICurvePoint): string {
  const { axis, counts, energy, intensity, sigma } = data;
  const along = axis === 'line' ? '' : `${axisSymbols[axis]} `;
  const values = measured(intensity[index], sigma[index], counts?.[index] ?? null);
  return `${along}${energy[index].toFixed(2)} eV  ${values}  ${label}`;
}

function measured(intensity: number, sigma: number, counts: number | null): string {
  const deviation = Number.isNaN(sigma) ? '' : ` ± ${sigma.toPrecision(2)}`;
  const counted = counts === null || Number.isNaN(counts) ? '' : `  ${spaced(counts)} counts`;
  return `I ${intensity.toPrecision(4)}${deviation}${counted}`;
}

/** 39 071: whole counts, with narrow spaces between groups of thousands. */
function spaced(counts: number): string {
  return String(Math.round(counts)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
