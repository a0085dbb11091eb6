import { ReactWidget } from '@jupyterlab/ui-components';
import { modelKeys, type AnalysisModel, type ModelChange } from '../../model/index.js';
import { Boundary, type IBoundaryOwner } from '../boundary.js';
import { ListKeyboard } from './keyboard.js';
import { ListActions } from './listactions.js';
import { ListState } from './liststate.js';
import { ListView } from './listview.js';
import type { IListOptions } from './options.js';

/** Scans and results of an analysis as rows; drawn at most once per frame. */
export class ListPanel extends ReactWidget {
  constructor(options: IListOptions) {
    super();
    this.addClass('jp-XESList');
    this._state = new ListState(options, this._schedule);
    this._actions = new ListActions(this._state);
    this._keyboard = new ListKeyboard(this._state, this._actions);
    this._renderer.guard = options.guard;
    options.model.changed.connect(this._onModelChanged, this);
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._state.model?.changed.disconnect(this._onModelChanged, this);
    this._cancel();
    this._renderer.render = this._renderer.guard = null;
    try {
      super.dispose();
    } finally {
      this._state.dispose();
    }
  }

  protected render(): React.JSX.Element {
    return <Boundary by={this._renderer} />;
  }

  private _onModelChanged(_: AnalysisModel, change: ModelChange): void {
    if (concernsList(change)) {
      this._schedule();
    }
  }

  /** Draw in the next frame. */
  private _schedule = (): void => {
    if (this._frame === null && this.isAttached && !this.isDisposed) {
      this._frame = requestAnimationFrame(() => {
        this._frame = null;
        // JupyterLab would wait until the page is idle
        (this._state.redraw ?? (() => this.update()))();
      });
    }
  };

  private _cancel(): void {
    if (this._frame !== null) {
      cancelAnimationFrame(this._frame);
      this._frame = null;
    }
  }

  private _renderer: IBoundaryOwner = {
    name: 'the list',
    guard: null,
    render: () => <ListView state={this._state} actions={this._actions} keyboard={this._keyboard} />
  };
  private _frame: number | null = null;
  private _state: ListState;
  private _actions: ListActions;
  private _keyboard: ListKeyboard;
}

/** Whether a change concerns the list: everything does except what can be undone. */
function concernsList({ view, paths, keys }: ModelChange): boolean {
  return !!(view || paths) || [...keys].some(key => key !== modelKeys.history);
}
