import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Boundary, type IBoundaryOwner } from '../boundary.js';
import type { Guard } from '../part.js';
import { RefocusWhereGone } from '../refocus.js';

/** A part of the dialog, rendered by React. */
export class ColumnsPart extends ReactWidget {
  /** @param name its name within a sentence. */
  constructor(className: string, name: string, guard: Guard, content: () => React.JSX.Element) {
    super();
    this.addClass(className);
    this._renderer = { name, guard, render: content };
  }

  /** Drop all references to data: React holds on to whatever it rendered last. */
  override dispose(): void {
    if (!this.isDisposed) {
      super.dispose();
      Object.assign(this._renderer, { render: null, guard: null });
    }
  }

  protected render(): React.JSX.Element {
    return (
      <RefocusWhereGone root={this.node}>
        <Boundary by={this._renderer} />
      </RefocusWhereGone>
    );
  }

  protected override onUpdateRequest(msg: Message): void {
    if (this.isAttached) {
      super.onUpdateRequest(msg);
    }
  }

  private _renderer: IBoundaryOwner;
}
