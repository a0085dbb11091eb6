import {
  divergingMaps,
  isReversed,
  reversalOf,
  sequentialMaps,
  type ColorScale
} from '../analysis/document/index.js';
import type { AnalysisModel } from '../model/index.js';
import { CutMenu, type NewCutType } from './cutmenu.js';
import { button, checkbox, element, fill, fillGroups, labelled, shortened } from './dom.js';
import { LimitsControl } from './limits/limitscontrol.js';
import { ViewerPart, type Guard } from './part.js';
import { Segmented } from './segmented.js';
import { planeOfMap } from '../plots/index.js';
import { MutableDisposable } from '../lifecycle/index.js';
import { Widget } from '@lumino/widgets';

export interface IControlEvents {
  /** Add a cut of a type to the map. */
  addCut: (type: NewCutType) => void;
  /** Show the residual of a fit in a panel of its own, or not. */
  splitResidual: (isSplit: boolean) => void;
  /** Let the user choose which known energies are drawn. @param anchor where to open. */
  openLines: (anchor: HTMLElement) => void;
  /** Let the user choose the colour limits on a histogram. @param anchor where to open. */
  openLimits: (anchor: HTMLElement) => void;
}

/**
 * The row of inputs above the plots: channel; colours, limits and new cuts of a map; scale of
 * spectra. Actions are in the toolbar.
 */
export class Controls extends ViewerPart {
  constructor(
    model: AnalysisModel,
    guard: Guard,
    { addCut, splitResidual, openLines, openLimits }: IControlEvents
  ) {
    super(model, 'jp-XESViewer-controls', guard);
    this._limits = this.owned.add(new LimitsControl(model, guard, openLimits));
    fillGroups(this._color, { 'Dark to bright': sequentialMaps, Diverging: divergingMaps });
    this._channel.title = 'Channel: the arm that measured';
    this._color.title = 'Colours of the map';
    this._scale.title = 'symlog: linear within the noise, logarithmic above';
    this.on(this._channel, 'change', 'Choosing the channel', () =>
      this.model?.setChannel(this._channel.value)
    );
    this._reverse.setAttribute('aria-label', this._reverse.title);
    this.on(this._color, 'change', 'Choosing colours', () => {
      const { value } = this._color;
      const isReverse = this._reverse.getAttribute('aria-pressed') === 'true';
      this.model?.setColors({ colorMap: isReverse ? reversalOf(value) : value });
    });
    this.on(this._reverse, 'click', 'Choosing colours', () => {
      const { model } = this;
      model?.setColors({ colorMap: reversalOf(model.mapView.colorMap) });
    });
    this.on(this._scale, 'change', 'Choosing the scale', () =>
      this.model?.setColors({ scale: this._scale.value as ColorScale })
    );
    this.on(this._cut, 'click', 'Adding a cut', () => {
      const menu = new CutMenu({ anchor: this._cut, guard }, type =>
        this.guard('Adding a cut', () => addCut(type))
      );
      this._menu.value = menu;
      Widget.attach(menu, document.body);
    });
    this._cut.setAttribute('aria-haspopup', 'menu');
    for (const { value, node } of this._plane.buttons) {
      this.on(node, 'click', 'Choosing the view', () => this.model?.setView({ view: value }));
    }
    this._mapOnly = [
      this._plane.node,
      labelled('Colours', this._color),
      this._reverse,
      labelled('Scale', this._scale),
      this._limits.node,
      this._cut
    ];
    this.on(this._log, 'change', 'Choosing the scale', () =>
      this.model?.setAxesView({ logY: this._log.checked, y: null })
    );
    this._splitLabel.title = 'Show the residual of the fit in a panel below the curve';
    this.on(this._split, 'change', 'Showing the residual', () =>
      splitResidual(this._split.checked)
    );
    this.on(this._lines, 'click', 'Choosing reference lines', () => openLines(this._lines));
    this._logLabel = shortened(labelled('Log intensity', this._log), 'Log intensity', 'Log');
    this._logLabel.title = 'Log intensity';
    shortened(this._lines, 'Reference lines…', 'Lines…');
    this.node.append(
      this._channelLabel,
      ...this._mapOnly,
      this._splitLabel,
      this._logLabel,
      this._lines
    );
  }

  /** Whether spectra are shown; set before an update. */
  hasSpectra = false;
  /**
   * Whether the residual of a fit has a panel of its own; null if nothing is fitted. Set before an
   * update.
   */
  isSplit: boolean | null = null;

  /** Update from the model. */
  update(): void {
    const { model } = this;
    if (!model) {
      return;
    }
    const channels = (model.active?.facts?.channels ?? []).map(({ name }) => name);
    fill(this._channel, channels);
    this._channel.value = model.channel?.name ?? '';
    this._channelLabel.hidden = channels.length < 2;
    const hasMap = model.map !== null;
    this._mapOnly.forEach(node => (node.hidden = !hasMap));
    const { map } = model;
    const isFixed = map?.view === 'transfer';
    this._plane.show(
      map ? planeOfMap(map, model.view.map) : 'incident',
      isFixed ? 'This result is a map over the energy transfer' : null
    );
    const { colorMap, scale } = model.mapView;
    this._reverse.setAttribute('aria-pressed', String(isReversed(colorMap)));
    this._color.value = isReversed(colorMap) ? reversalOf(colorMap) : colorMap;
    fill(this._scale, map?.isDifference ? ['linear', 'symlog'] : ['linear', 'log', 'symlog']);
    this._scale.value = scale;
    this._limits.update();
    this._logLabel.hidden = this._lines.hidden = !this.hasSpectra;
    this._log.checked = model.view.axes.logY;
    this._splitLabel.hidden = this.isSplit === null;
    this._split.checked = this.isSplit === true;
    this.node.hidden = channels.length < 2 && !hasMap && !this.hasSpectra;
  }

  private _channel = element('select', 'jp-mod-styled');
  private _channelLabel = labelled('Channel', this._channel);
  private _color = element('select', 'jp-mod-styled');
  private _reverse = button('⇅', 'Reverse the colour map');
  private _scale = element('select', 'jp-mod-styled');
  private _limits: LimitsControl;
  private _plane = new Segmented('View of the map', {
    incident: ['Incident', 'Over incident energy Ω and emission energy ω'],
    transfer: ['Transfer', 'Over incident energy Ω and energy transfer Δ = Ω − ω']
  });
  private _cut = button('+ Cut ▾', 'Add a cut through the map');
  private _menu = this.owned.add(new MutableDisposable<CutMenu>());
  private _mapOnly: HTMLElement[];
  private _log = checkbox();
  private _split = checkbox();
  private _splitLabel = labelled('Residual', this._split);
  private _lines = button(
    'Reference lines…',
    'Draw known emission lines and edges over the spectra'
  );
  private _logLabel: HTMLElement;
}
