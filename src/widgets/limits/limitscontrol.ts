import type { Range } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import { button, element, fill, labelled, shortened } from '../dom.js';
import { ViewerPart, type Guard } from '../part.js';
import {
  chooseLimits,
  kindOfLimits,
  limitsProblem,
  percentileOf,
  pinLimits,
  writtenLimit,
  type LimitsKind
} from './limitsediting.js';

/** How the colour limits are found, and the limits; typing a limit pins both. */
export class LimitsControl extends ViewerPart {
  /** @param open shows the histogram of intensities, with the limits as handles. */
  constructor(model: AnalysisModel, guard: Guard, open: (anchor: HTMLElement) => void) {
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
    this._histogram.setAttribute('aria-haspopup', 'dialog');
    this.on(this._histogram, 'click', 'Choosing the limits', () => open(this._histogram));
    this._problem.setAttribute('role', 'alert');
    this.node.append(
      labelled('Limits', this._kind),
      labelled('from', this._low),
      labelled('to', this._high),
      this._histogram
    );
  }

  /** Update from the model. */
  update(): void {
    const { model } = this;
    this._problem.remove();
    const limits = model?.colorLimits;
    if (!model || !limits) {
      return;
    }
    const [from, to] = percentileOf(model);
    fill(this._kind, [
      ['extent', 'min–max'],
      ['percentile', `${from}–${to} %`],
      ['pinned', 'pinned']
    ]);
    this._kind.value = kindOfLimits(model);
    const [low, high] = limits;
    show(this._low, low);
    show(this._high, high);
  }

  private _choose(): void {
    if (this.model) {
      chooseLimits(this.model, this._kind.value as LimitsKind);
    }
  }

  /** Pin the typed limit, and the other one at its exact value: it is shown rounded. */
  private _pin({ value }: HTMLInputElement, side: number): void {
    const { model } = this;
    const now = model?.colorLimits;
    if (!model || !now) {
      return;
    }
    const typed = value === '' ? NaN : Number(value);
    const limits: Range = side === 0 ? [typed, now[1]] : [now[0], typed];
    if (!pinLimits(model, limits)) {
      this.update();
      this._problem.textContent = limitsProblem(model, limits);
      this.node.append(this._problem); // elements inserted with this role are announced
    }
  }

  private _kind = element('select', 'jp-mod-styled');
  private _low = element('input', 'jp-mod-styled');
  private _high = element('input', 'jp-mod-styled');
  /** Why the typed limit was refused. */
  private _problem = element('span', 'jp-XESLimits-problem');
  private _histogram = shortened(
    button('Histogram…', 'Show a histogram of the intensities, and drag the limits'),
    'Histogram…',
    '▁▃▆'
  );
}

/** Show four digits; typed text stays as typed. */
function show(input: HTMLInputElement, value: number): void {
  if (input.value === '' || Number(input.value) !== value) {
    input.value = writtenLimit(value);
  }
}
