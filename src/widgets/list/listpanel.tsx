import { ReactWidget } from '@jupyterlab/ui-components';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';

export interface IListOptions {
  model: AnalysisModel;
  guard: Guard;
  /** Whether it is the list of a lone scan: nothing can be added to that. */
  isLone: boolean;
}

/** Scans and results of an analysis, in rows. */
export class ListPanel extends ReactWidget {
  constructor(private _options: IListOptions) {
    super();
    this.addClass('jp-XESList');
  }

  protected render(): React.JSX.Element {
    return <div>{this._options.model.scans.length}</div>;
  }
}
