import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { Id } from '../../analysis/document/index.js';
import { Rendered, type IRenderer } from '../../workarounds/index.js';
import { List } from './list.js';
import type { IListOptions } from './options.js';

/** Scans and results of an analysis, in rows. */
export class ListPanel extends ReactWidget {
  constructor(options: IListOptions) {
    super();
    this._options = options;
    this.addClass('jp-XESList');
    options.model.changed.connect(this._onChanged, this);
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._options?.model.changed.disconnect(this._onChanged, this);
    super.dispose();
    this._options = this._renderer.render = null;
  }

  protected override onUpdateRequest(msg: Message): void {
    if (!this.isDisposed && this.isAttached) {
      super.onUpdateRequest(msg);
    }
  }

  protected render(): React.JSX.Element {
    return <Rendered by={this._renderer} />;
  }

  private _list(): React.JSX.Element | null {
    const { _options: options } = this;
    return (
      options && (
        <List
          options={options}
          version={this._version}
          expanded={this._expanded}
          onExpand={this._expand}
        />
      )
    );
  }

  private _onChanged(): void {
    this._version++;
    this.update(); // one rendering a frame, however many changes
  }

  private _expand = (id: Id, isExpanded: boolean) => {
    const expanded = new Set(this._expanded);
    if (isExpanded) {
      expanded.add(id);
    } else {
      expanded.delete(id);
    }
    this._expanded = expanded;
    this.update();
  };

  private _options: IListOptions | null;
  private _renderer: IRenderer = { render: () => this._list() };
  private _expanded: ReadonlySet<Id> = new Set();
  private _version = 0;
}
