import type { ContoursView } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';
import { Popover, type IPopoverOptions } from '../popover.js';
import { ContoursForm } from './contoursform.js';
import { usualContours } from './usual.js';

export interface IContoursOptions extends IPopoverOptions {
  model: AnalysisModel;
}

/** Wide enough for its longest label, px. */
const width = 300;

/** How many contours a map has, and how they are drawn. */
export class ContoursPopover extends Popover {
  constructor(options: IContoursOptions) {
    super('the contours', options, width);
    this.addClass('jp-XESContours');
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-label', 'Contours');
    this._options = options;
    const { model } = options;
    const onChanged = () => this.update();
    model.changed.connect(onChanged);
    this.owned.defer(() => model.changed.disconnect(onChanged));
  }

  override dispose(): void {
    super.dispose();
    this._options = null;
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
    return this._options?.model.view.map.contours ?? usualContours;
  }

  private _set(contours: ContoursView | null): void {
    const { model, guard } = this._options ?? {};
    guard?.('Drawing contours', () => model?.setView({ contours }));
  }

  private _options: IContoursOptions | null;
}
