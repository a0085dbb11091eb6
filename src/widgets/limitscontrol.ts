import type { MapView, Range } from '../analysis/document/index.js';
import type { AnalysisModel } from '../model/index.js';
import { element, fill, labelled } from './dom.js';
import { ViewerPart, type Guard } from './part.js';
import { usualPercentile } from './preferences.js';

/** How the limits of the colours are found, and the limits: typing one pins both. */
export class LimitsControl extends ViewerPart {
  constructor(model: AnalysisModel, guard: Guard) {
    super(model, 'jp-XESLimits', guard);
    this.on(this._kind, 'change', 'Choosing the limits', () => this._choose());
    this._kind.title = 'Limits of the colours';
    this._low.title = 'Intensity of the first colour';
    this._high.title = 'Intensity of the last colour';
    [this._low, this._high].forEach((input, side) => {
      input.type = 'number';
      input.step = 'any';
      this.on(input, 'change', 'Setting the limits', () => this._pin(input, side));
    });
    this.node.append(
      labelled('Limits', this._kind),
      labelled('from', this._low),
      labelled('to', this._high)
    );
  }

  /** Follow the model. */
  update(): void {
    const limits = this.model?.colorLimits;
    const view = this.model?.view.map;
    if (!limits || !view) {
      return;
    }
    const [from, to] = this._percentile(view);
    fill(this._kind, [
      ['extent', 'min–max'],
      ['percentile', `${from}–${to} %`],
      ['pinned', 'pinned']
    ]);
    this._kind.value = view.limits ? 'pinned' : view.percentile ? 'percentile' : 'extent';
    const [low, high] = limits;
    show(this._low, low);
    show(this._high, high);
  }

  private _percentile({ percentile }: MapView): Range {
    return percentile ?? usualPercentile;
  }

  private _choose(): void {
    const { model } = this;
    const limits = model?.colorLimits;
    if (!model || !limits) {
      return;
    }
    const view = model.view.map;
    if (this._kind.value === 'pinned') {
      model.setView({ limits });
    } else {
      const isPercentile = this._kind.value === 'percentile';
      model.setView({ limits: null, percentile: isPercentile ? this._percentile(view) : null });
    }
  }

  /** Pin what was typed, and the other limit as it is: it is shown rounded. */
  private _pin({ value }: HTMLInputElement, side: number): void {
    const { model } = this;
    const now = model?.colorLimits;
    if (!model || !now) {
      return;
    }
    const typed = value === '' ? NaN : Number(value);
    const [low, high] = side === 0 ? [typed, now[1]] : [now[0], typed];
    // a logarithm has no place for zero
    const floor = model.view.map.scale === 'log' ? Number.MIN_VALUE : -Infinity;
    if (Number.isFinite(low) && Number.isFinite(high) && low < high && low >= floor) {
      model.setView({ limits: [low, high] });
    } else {
      this.update();
    }
  }

  private _kind = element('select', 'jp-mod-styled');
  private _low = element('input', 'jp-mod-styled');
  private _high = element('input', 'jp-mod-styled');
}

/** Four digits; what was typed stays as it was typed. */
function show(input: HTMLInputElement, value: number): void {
  if (input.value === '' || Number(input.value) !== value) {
    input.value = String(Number(value.toPrecision(4)));
  }
}
