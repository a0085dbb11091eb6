import { Panel } from '@lumino/widgets';
import type { ShownMap } from '../../model/index.js';
import type { IPlacedImage, ITheme } from '../../plots/index.js';
import { element } from '../dom.js';
import { MapPanel, type IMapPanelOptions } from '../mappanel.js';
import type { IShownMap } from '../shownmap.js';

/** A map with its title; a single map has none. */
export class MapTile extends Panel {
  constructor(
    options: Omit<IMapPanelOptions, 'caption' | 'title'>,
    private _onName: () => void
  ) {
    super();
    this.addClass('jp-XESMapTile');
    this.map = new MapPanel({
      ...options,
      caption: theme => this._caption(theme),
      title: () => (this._name.isConnected ? (this._shown?.label ?? null) : null)
    });
    this._name.type = 'button';
    this._name.append(this._mark, this._label);
    this._name.onclick = () => this._onName();
    this._failure.setAttribute('role', 'alert');
    this.addWidget(this.map);
  }

  readonly map: MapPanel;

  /** Why part of it, such as contours, is not drawn; null if all is. */
  note: string | null = null;

  /** The displayed map; null before, and if nothing is shown. */
  get shown(): ShownMap | null {
    return this._shown;
  }

  /** @param drawn how it is drawn; null if it can't be. @param isOne whether it is the only one. */
  showMap(shown: ShownMap, drawn: IShownMap | null, isOne: boolean): void {
    const { label, color, isActive, isStale, error } = shown;
    this._shown = shown;
    this._label.textContent = label;
    place(this._name, isOne ? null : this.node, this.map.node);
    this._name.title = isActive ? label : `${label}: click to make it active`;
    this.map.node.setAttribute('aria-label', isOne ? 'RXES map' : `RXES map: ${label}`);
    this._name.setAttribute('aria-pressed', String(isActive));
    this._mark.style.background = color;
    this.toggleClass('jp-mod-active', isActive);
    this.toggleClass('jp-mod-stale', isStale);
    const failure = drawn ? null : (error?.message ?? null);
    this._failure.textContent = failure ?? '';
    place(this._failure, failure === null ? null : this.node);
    this.map.setHidden(drawn === null);
    if (drawn) {
      this.map.showMap(drawn);
    } else {
      this.note = null;
      this.map.clear();
    }
  }

  /** Release the map. */
  clear(): void {
    this._shown = this.note = null;
    this.map.clear();
  }

  override dispose(): void {
    this._shown = null;
    this._name.onclick = null;
    super.dispose();
    this.node.replaceChildren();
  }

  /** The title above the map, for a saved figure. */
  private _caption(theme: ITheme): IPlacedImage[] {
    const { offsetHeight: height, offsetWidth: width } = this._name;
    const shown = this._shown;
    if (!shown || height === 0) {
      return [];
    }
    const scale = 2;
    const image = document.createElement('canvas');
    Object.assign(image, { width: width * scale, height: height * scale });
    const context = image.getContext('2d');
    if (context) {
      context.scale(scale, scale);
      context.fillStyle = shown.color;
      context.fillRect(4, height / 2 - 4, 8, 8);
      context.fillStyle = theme.text;
      context.font = `12px ${theme.font}`;
      context.textBaseline = 'middle';
      context.fillText(shown.label, 18, height / 2);
    }
    return [{ image, x: 0, y: -height, width, height }];
  }

  private _shown: ShownMap | null = null;
  private _name = element('button', 'jp-XESMapTile-name');
  private _mark = element('span', 'jp-XESMapTile-mark');
  private _label = element('span', 'jp-XESMapTile-label');
  private _failure = element('div', 'jp-XESMapTile-failure');
}

/** Put an element into a node, before another, or remove it. */
function place(element: HTMLElement, node: HTMLElement | null, before: HTMLElement | null = null) {
  if (!node) {
    element.remove();
  } else if (element.parentNode !== node) {
    node.insertBefore(element, before);
  }
}
