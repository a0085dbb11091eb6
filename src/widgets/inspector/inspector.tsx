import { ReactWidget } from '@jupyterlab/ui-components';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';

export interface IInspectorOptions {
  model: AnalysisModel;
  guard: Guard;
}

/** What is known of the selected row: parameters, numbers, details, warnings, metadata. */
export class Inspector extends ReactWidget {
  constructor(private _options: IInspectorOptions) {
    super();
    this.addClass('jp-XESInspector');
  }

  protected render(): React.JSX.Element {
    return <div>{this._options.model.document.steps.length}</div>;
  }
}
