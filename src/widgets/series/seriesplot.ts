import {
  nearestInSeries,
  placeOf,
  readTheme,
  reused,
  seriesFigure,
  type IFigure,
  type ISeries,
  type ISeriesPlace,
  type ITheme
} from '../../plots/index.js';
import { element } from '../dom.js';
import { PlotWidget, type IPlotWidgetOptions } from '../plotwidget.js';

export interface ISeriesPlotOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  /** Called with the point under the pointer or the keyboard cursor; null if there is none. */
  onPoint: (point: ISeriesPlace | null) => void;
  onSelect: (row: number) => void;
  onActivate: (row: number) => void;
  /** Leave a row out, or take it back. */
  onToggle: (row: number) => void;
}

/**
 * The panels of a series. A point is chosen with the pointer or the arrow keys, and left out with
 * Space or Delete.
 */
export class SeriesPlot extends PlotWidget {
  constructor(private _options: ISeriesPlotOptions) {
    super({
      diagnostics: _options.diagnostics,
      path: _options.path,
      onDrawn: () => this._show(this._at) // it may have moved
    });
    this.addClass('jp-XESSeries-plot');
    this.node.tabIndex = 0;
    this.node.setAttribute('role', 'group');
    this._mark.hidden = true;
    this.node.append(this._mark);
    this._on<PointerEvent>('pointermove', event => this._point(this._under(event)));
    this._on('pointerleave', () => this._point(null));
    this._on<MouseEvent>('click', event => this._withUnder(event, this._options.onSelect));
    this._on<MouseEvent>('dblclick', event => this._withUnder(event, this._options.onActivate));
    this._on<KeyboardEvent>('keydown', event => this._press(event));
    this._on('blur', () => this._point(null));
    this.owned.defer(() => (this._series = this._figure = null));
  }

  /** Show a series; an unchanged one is not redrawn. */
  showSeries(series: ISeries, name: string): void {
    if (series !== this._series) {
      this._series = series;
      this.node.setAttribute('aria-label', name);
      this._figure = reused(seriesFigure(series, readTheme(this.node)), this._figure);
      this.render(this._figure);
      this._show(this._at && this._placeOf(this._at));
    }
  }

  protected override figureOf(theme: ITheme): IFigure | null {
    return this._series && seriesFigure(this._series, theme);
  }

  /** Draw everything again when it is next shown, for example in another theme. */
  forget(): void {
    this._series = null;
  }

  /** Release the series that was shown. */
  clear(): void {
    this._series = this._figure = null;
    this._show(null);
  }

  private _on<E extends Event>(type: string, work: (event: E) => void): void {
    const { diagnostics, path } = this._options;
    this.owned.listen<E>(this.node, type, event =>
      diagnostics.guardSync({ doing: 'Choosing a scan', path: path() }, () => work(event))
    );
  }

  private _under({ clientX, clientY }: MouseEvent): ISeriesPlace | null {
    const size = this.drawnLayout?._size;
    const box = this.node.getBoundingClientRect();
    return size && this._series
      ? nearestInSeries(this._series, size, clientX - box.left, clientY - box.top)
      : null;
  }

  private _withUnder(event: MouseEvent, work: (row: number) => void): void {
    const place = this._under(event);
    if (place) {
      work(place.row);
    }
  }

  private _press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !this._series) {
      return;
    }
    const at = this._at;
    const move = this._moveOf(event.key);
    if (move) {
      this._point(move);
    } else if (at && event.key === 'Enter') {
      this._options.onActivate(at.row);
    } else if (at && [' ', 'Delete', 'Backspace'].includes(event.key)) {
      this._options.onToggle(at.row);
    } else if (event.key === 'Escape') {
      this._point(null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Where a key moves to; null if the key does not move. */
  private _moveOf(key: string): ISeriesPlace | null {
    const series = this._series;
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[key];
    const down = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!series || (by === undefined && down === undefined)) {
      return null;
    }
    const panel = Math.min(
      Math.max((this._at?.panel ?? 0) + (down ?? 0), 0),
      series.panels.length - 1
    );
    const order = [...series.rows.keys()]
      .filter(row => this._placeOf({ row, panel }))
      .sort((a, b) => series.x.values[a] - series.x.values[b]);
    const before = this._at ? order.indexOf(this._at.row) : by === -1 ? order.length : -1;
    const next = Math.min(Math.max(before + (by ?? 0), 0), order.length - 1);
    return order.length > 0 ? this._placeOf({ row: order[next], panel }) : null;
  }

  private _placeOf({ row, panel }: Pick<ISeriesPlace, 'row' | 'panel'>): ISeriesPlace | null {
    const size = this.drawnLayout?._size;
    const { rows = [], panels = [] } = this._series ?? {};
    const isThere = row < rows.length && panel < panels.length;
    return size && this._series && isThere ? placeOf(this._series, row, panel, size) : null;
  }

  private _point(place: ISeriesPlace | null): void {
    this._show(place);
    this._options.onPoint(place);
  }

  private _show(place: ISeriesPlace | null): void {
    const drawn = place && this._placeOf(place);
    this._at = drawn;
    this._mark.hidden = drawn === null;
    if (drawn) {
      this._mark.style.translate = `${drawn.x}px ${drawn.y}px`;
    }
  }

  private _mark = element('div', 'jp-XESSeries-mark');
  private _at: ISeriesPlace | null = null;
  private _series: ISeries | null = null;
  /** The drawn figure. */
  private _figure: IFigure | null = null;
}
