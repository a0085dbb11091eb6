import type { ContoursView } from '../../analysis/document/index.js';
import { ModelPopover, type IModelPopoverOptions } from '../modelpopover.js';
import { ContoursForm } from './contoursform.js';
import { usualContours } from './usual.js';

/** Wide enough for its longest label, px. */
const width = 300;

/** Sets how many contours a map has, and how they are drawn. */
export class ContoursPopover extends ModelPopover<IModelPopoverOptions> {
  constructor(options: IModelPopoverOptions) {
    super('the contours', 'Contours', options, width);
    this.addClass('jp-XESContours');
  }

  protected content(): React.JSX.Element {
    return (
      <div className="jp-XESContours-content">
        <h3>Contours</h3>
        <ContoursForm
          contours={this._contours}
          onChange={change => this._set({ ...this._contours, ...change })}
        />
        <div className="jp-XESLines-tools">
          <button
            type="button"
            className="jp-XESButton jp-mod-styled"
            onClick={() => {
              this._set(null);
              this.end();
            }}
          >
            Draw none
          </button>
          <button type="button" className="jp-XESButton jp-mod-styled" onClick={this.end}>
            Close
          </button>
        </div>
      </div>
    );
  }

  private get _contours(): ContoursView {
    const { mapView = { contours: null, scale: 'linear' as const } } = this.options?.model ?? {};
    return mapView.contours ?? usualContours(mapView);
  }

  private _set(contours: ContoursView | null): void {
    const { model, guard } = this.options ?? {};
    guard?.('Drawing contours', () => model?.setView({ contours }));
  }
}
