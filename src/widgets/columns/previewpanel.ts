import { Panel } from '@lumino/widgets';
import type { IDiagnostics } from '../../diagnostics/types.js';
import { element } from '../dom.js';
import { setVisible } from '../setvisible.js';
import { activeFailure } from '../stage/activefailure.js';
import { stageContents } from '../stage/contents.js';
import { MapStage } from '../stage/mapstage.js';
import { SpectraPlot } from '../stage/spectraplot.js';
import type { ColumnsAsking } from './asking.js';

export interface IPreviewPanelOptions {
  asking: ColumnsAsking;
  diagnostics: IDiagnostics;
}

/**
 * Preview of a scan with the present assignment: its spectrum or its map, or why it can't be read.
 */
export class PreviewPanel extends Panel {
  constructor({ asking, diagnostics }: IPreviewPanelOptions) {
    super();
    this.addClass('jp-XESColumns-preview');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Preview');
    this._asking = asking;
    this._diagnostics = diagnostics;
    this._path = asking.path;
    this._map = new MapStage({
      model: asking.previewed.model,
      diagnostics,
      path: () => this._path,
      onHover: () => undefined,
      onRead: () => undefined,
      cutSteps: () => 1,
      onChange: () => this.showAll(),
      popOut: plot => plot.dispose()
    });
    this._spectra = new SpectraPlot({
      diagnostics,
      path: () => this._path,
      onZoom: zoom => this._model?.setAxesView(zoom ?? { x: null, y: null }),
      onHover: () => undefined,
      marks: unmarked
    });
    this._message.setAttribute('role', 'status');
    this.node.append(this._message);
    for (const plot of [this._map, this._spectra]) {
      plot.hide();
      this.addWidget(plot);
    }
  }

  /** Show the present state of the preview. */
  showAll(): void {
    const [asking, model] = [this._asking, this._model];
    if (this.isDisposed || !asking || !model) {
      return;
    }
    const { problem, previewed, isListing } = asking;
    const isWaiting = isListing || previewed.isReading;
    const text = problem ?? (isListing ? 'Reading the structure of the file…' : '');
    this.toggleClass('jp-mod-problem', problem !== null);
    this.toggleClass('jp-mod-stale', isWaiting);
    if (this._message.textContent !== text) {
      this._message.textContent = text; // announced once
    }
    const { curves } = stageContents(model.shown, activeFailure(model));
    const map = problem === null ? model.map : null;
    const shown = problem === null && !map ? curves : [];
    setVisible(this._map, map !== null);
    setVisible(this._spectra, shown.length > 0);
    if (map) {
      this._map.showMap(map);
    }
    if (shown.length > 0) {
      this._spectra.showCurves(shown, model.view.axes);
    }
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    const where = { doing: 'Closing the columns', path: this._path };
    // each on its own: a layout stops at the first child that throws
    for (const plot of [this._map, this._spectra]) {
      this._diagnostics.guardSync(where, () => plot.dispose());
    }
    this._asking = null;
    super.dispose();
    this.node.replaceChildren();
  }

  private get _model() {
    return this._asking?.previewed.model;
  }

  private _asking: ColumnsAsking | null;
  private _diagnostics: IDiagnostics;
  private _path: string;
  private _map: MapStage;
  private _spectra: SpectraPlot;
  private _message = element('p', 'jp-XESColumns-said');
}

/** A preview has no marks. */
const unmarked = {
  onChange: () => undefined,
  onDraw: () => undefined,
  onRemove: () => undefined,
  onEdit: () => undefined,
  onRest: () => undefined,
  onCancel: () => undefined,
  onDisarm: () => undefined
};
