import type { AnalysisModel } from '../analysis/index.js';
import { DisposableStore } from '../lifecycle/index.js';
import { autoLimits, colorMapNames } from '../plots/index.js';
import type { ChannelName } from '../formats/scan.js';
import { button, element, labelled } from './dom.js';

export interface IControlsOptions {
  model: AnalysisModel;
  /** Runs a handler so that its errors end in the log. */
  guard: (doing: string, work: () => unknown) => void;
  addCut: (type: 'CIE' | 'CEE') => void;
  saveProfile: (type: 'CIE' | 'CEE') => void;
  saveFigure: () => Promise<void>;
}

/** The row of inputs over a plot: channel, colours, limits, cuts. */
export class Controls {
  constructor(private _options: IControlsOptions) {
    const { model, guard } = _options;
    this._on(this._channel, 'change', 'Choosing the channel', () =>
      model.setView({ channel: this._channel.value as ChannelName })
    );
    fill(this._color, colorMapNames);
    fill(this._scale, ['linear', 'log']);
    this._on(this._color, 'change', 'Choosing colours', () =>
      model.setView({ colorMap: this._color.value })
    );
    this._on(this._scale, 'change', 'Choosing the scale', () =>
      model.setView({ scale: this._scale.value === 'log' ? 'log' : 'linear', limits: null })
    );
    for (const input of [this._low, this._high]) {
      input.type = 'number';
      input.step = 'any';
      this._on(input, 'change', 'Setting the limits', () => this._setLimits());
    }
    const actions: [HTMLElement, string, () => unknown][] = [
      [this._auto, 'Fitting the limits', () => model.setView({ limits: null })],
      [this._cie, 'Adding a cut', () => _options.addCut('CIE')],
      [this._cee, 'Adding a cut', () => _options.addCut('CEE')],
      [this._reset, 'Zooming', () => model.setView({ zoom: null })],
      [this._saveCie, 'Saving a profile', () => _options.saveProfile('CIE')],
      [this._saveCee, 'Saving a profile', () => _options.saveProfile('CEE')],
      [this._saveCurve, 'Saving the spectrum', () => _options.saveProfile('CIE')],
      [this._saveFigure, 'Saving the figure', () => _options.saveFigure()]
    ];
    for (const [node, doing, work] of actions) {
      this._owned.listen(node, 'click', () => guard(doing, work));
    }
    this._mapOnly = [
      labelled('Colours', this._color),
      labelled('Scale', this._scale),
      labelled('from', this._low),
      labelled('to', this._high),
      this._auto,
      this._reset,
      this._cie,
      this._cee,
      this._saveCie,
      this._saveCee
    ];
    this.node.append(this._channelLabel, ...this._mapOnly, this._saveCurve, this._saveFigure);
  }

  readonly node = element('div', 'jp-XESViewer-controls');

  /** Follow the model. */
  update(): void {
    const { model } = this._options;
    const channels = model.active?.scan?.channels ?? [];
    fill(
      this._channel,
      channels.map(({ name }) => name)
    );
    this._channel.value = model.channel?.name ?? '';
    this._channelLabel.hidden = channels.length < 2;
    const map = model.map;
    this._mapOnly.forEach(node => (node.hidden = map === null));
    const has = (type: string) => model.cuts.some(cut => cut.type === type);
    this._saveCie.disabled = !has('CIE');
    this._saveCee.disabled = !has('CEE');
    this._reset.disabled = model.view.zoom === null;
    this._saveCurve.hidden = model.spectrum === null;
    this._color.value = model.view.colorMap;
    this._scale.value = model.view.scale;
    if (map) {
      const [low, high] = model.view.limits ?? autoLimits(map, model.view.scale);
      this._low.value = low.toPrecision(4);
      this._high.value = high.toPrecision(4);
    }
    this.node.hidden = channels.length === 0;
  }

  dispose(): void {
    this._owned.dispose();
    this.node.replaceChildren();
  }

  private _on(node: HTMLElement, type: string, doing: string, work: () => void): void {
    this._owned.listen(node, type, () => this._options.guard(doing, work));
  }

  private _setLimits(): void {
    const [low, high] = [Number(this._low.value), Number(this._high.value)];
    // a logarithm has no place for zero
    const floor = this._options.model.view.scale === 'log' ? Number.MIN_VALUE : -Infinity;
    if (Number.isFinite(low) && Number.isFinite(high) && low < high && low >= floor) {
      this._options.model.setView({ limits: [low, high] });
    } else {
      this.update();
    }
  }

  private _owned = new DisposableStore();
  private _channel = element('select', 'jp-mod-styled');
  private _channelLabel = labelled('Channel', this._channel);
  private _color = element('select', 'jp-mod-styled');
  private _scale = element('select', 'jp-mod-styled');
  private _low = element('input', 'jp-mod-styled');
  private _high = element('input', 'jp-mod-styled');
  private _auto = button('Auto', 'Fit the colour limits to the data');
  private _cie = button('+ CIE', 'Add a cut at constant incident energy');
  private _cee = button('+ CEE', 'Add a cut at constant emission energy');
  private _reset = button('Reset zoom', 'Show the whole map');
  private _saveCie = button('CIE ↓ CSV', 'Save the profile at constant incident energy as CSV');
  private _saveCee = button('CEE ↓ CSV', 'Save the profile at constant emission energy as CSV');
  private _saveCurve = button('↓ CSV', 'Save the spectrum as CSV');
  private _saveFigure = button('↓ PNG', 'Save the figure as PNG');
  private _mapOnly: HTMLElement[];
}

function fill(select: HTMLSelectElement, names: readonly string[]): void {
  if ([...select.options].map(({ value }) => value).join() !== names.join()) {
    select.replaceChildren(...names.map(name => new Option(name, name)));
  }
}
