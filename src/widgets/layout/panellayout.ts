import type { IStateDB } from '@jupyterlab/statedb';
import type { ReadonlyPartialJSONObject, ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { defaultLayout, type ILayout, type ILayoutStore, type SideName } from './types.js';

/** Key of the layout in JupyterLab's state database, which belongs to the workspace. */
const layoutId = 'jupyterlab-xes:panels';

/**
 * Widths of the viewer's side panels: shared by all viewers of the page, and saved for the next
 * page.
 */
export class PanelLayoutStore implements ILayoutStore {
  constructor(private _state: IStateDB | null) {
    void this._fetch();
  }

  load(): ILayout {
    return this._layout;
  }

  save(layout: ILayout): void {
    this._isOwn = true;
    this._layout = layout;
    const { inspector, list, residual } = layout;
    // if saving fails, the next page starts with the default layout
    this._state
      ?.save(layoutId, { list: { ...list }, inspector: { ...inspector }, residual })
      .catch(() => undefined);
  }

  private async _fetch(): Promise<void> {
    const found = await this._state?.fetch(layoutId).catch(() => undefined);
    if (!this._isOwn) {
      this._layout = layoutOf(found);
    }
  }

  private _layout = defaultLayout;
  /** Whether it was changed on this page. */
  private _isOwn = false;
}

/** Anything other than a layout yields the default. */
function layoutOf(found: ReadonlyPartialJSONValue | undefined): ILayout {
  const of = (name: SideName) => {
    const { isOpen, width } = objectOf(objectOf(found)[name]);
    const usual = defaultLayout[name];
    return {
      width: typeof width === 'number' && Number.isFinite(width) ? width : usual.width,
      isOpen: typeof isOpen === 'boolean' ? isOpen : usual.isOpen
    };
  };
  const { residual } = objectOf(found);
  return {
    list: of('list'),
    inspector: of('inspector'),
    residual: typeof residual === 'boolean' ? residual : defaultLayout.residual
  };
}

function objectOf(value: ReadonlyPartialJSONValue | undefined): ReadonlyPartialJSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as ReadonlyPartialJSONObject)
    : {};
}
