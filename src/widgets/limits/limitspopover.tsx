import type { AnalysisModel } from '../../model/index.js';
import type { Histogram } from '../../figures/index.js';
import type { Range } from '../../analysis/document/index.js';
import { Popover, type IPopoverOptions } from '../popover.js';
import { HistogramView } from './histogramview.js';
import { LimitsForm } from './limitsform.js';
import { pinLimits } from './limitsediting.js';
import { symlogNoise } from '../sharedcolors.js';

export interface ILimitsOptions extends IPopoverOptions {
  model: AnalysisModel;
}

/** Wide enough for both limits side by side, px. */
const width = 360;

/** The colour limits, over a histogram of the intensities. */
export class LimitsPopover extends Popover {
  constructor(options: ILimitsOptions) {
    super('the limits of the colours', options, width);
    this.addClass('jp-XESContours'); // its fields look the same
    this.addClass('jp-XESLimitsPopover');
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-label', 'Limits of the colours');
    this._options = options;
    const { model } = options;
    const onChanged = () => this._follow();
    model.changed.connect(onChanged);
    this.owned.defer(() => {
      model.changed.disconnect(onChanged);
      cancelAnimationFrame(this._frame);
    });
    this._follow();
  }

  override dispose(): void {
    super.dispose();
    this._options = this._histogram = null;
  }

  protected content(): React.JSX.Element {
    const { model } = this._options ?? {};
    const { map, colorLimits: limits, mapView } = model ?? {};
    return (
      <div className="jp-XESContours-content">
        <h3>Limits of the colours</h3>
        {model && map && limits && mapView && this._histogram ? (
          <HistogramView
            histogram={this._histogram}
            scale={mapView.scale}
            noise={symlogNoise(model, map)}
            limits={limits}
            colorMap={mapView.colorMap}
            isEven={map.isDifference === true && limits[0] === -limits[1]}
            onLimits={this._drag}
          />
        ) : (
          <p className="jp-XESHistogram-none">{this._message}</p>
        )}
        {model && limits && (
          <LimitsForm
            model={model}
            limits={limits}
            change={work => this._options?.guard('Choosing the limits', work)}
          />
        )}
        <div className="jp-XESLines-tools">
          <button type="button" className="jp-XESButton jp-mod-styled" onClick={this.end}>
            Close
          </button>
        </div>
      </div>
    );
  }

  /** Cells are counted once for each map and scale. */
  private _follow(): void {
    const { model } = this._options ?? {};
    const { valueKey: key = null, map, mapView } = model ?? {};
    const along = model &&
      map &&
      mapView && { scale: mapView.scale, noise: symlogNoise(model, map) };
    const name = JSON.stringify([key, along]);
    if (model && along && key !== null && name !== this._counted) {
      this._counted = name;
      this._message = 'Counting the cells…';
      model.histogram(key, along).then(
        found => this._show(name, found),
        () => this._show(name, null)
      );
    }
    this.update();
  }

  private _show(name: string, found: Histogram | null): void {
    if (name === this._counted && !this.isDisposed) {
      this._histogram = found;
      this._message = 'The cells of this map could not be counted.';
      this.update();
    }
  }

  /** The map is recoloured once per frame, with the latest limits of a drag. */
  private _drag = (limits: Range): void => {
    cancelAnimationFrame(this._frame);
    this._frame = requestAnimationFrame(() => {
      const { model, guard } = this._options ?? {};
      guard?.('Choosing the limits', () => model && pinLimits(model, limits));
    });
  };

  private _options: ILimitsOptions | null;
  private _histogram: Histogram | null = null;
  /** The map and scale that were last requested. */
  private _counted = '';
  private _message = '';
  private _frame = 0;
}
