import { Panel } from '@lumino/widgets';
import type { AnalysisModel } from '../../model/index.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { ISeriesPlace } from '../../plots/index.js';
import { button, element, fill, labelled } from '../dom.js';
import { measured } from '../../base/measured.js';
import type { Guard } from '../part.js';
import type { IPlotWidgetOptions } from '../plotwidget.js';
import type { Along } from './along.js';
import { SeriesPlot } from './seriesplot.js';
import { originRef, seriesState, type ISeriesState } from './seriesstate.js';
import { SeriesTable } from './seriestable.js';

export interface ISeriesPageOptions extends Pick<IPlotWidgetOptions, 'diagnostics' | 'path'> {
  model: AnalysisModel;
  guard: Guard;
  /** Called with the readout of the point under the pointer; '' for none. */
  onReadout: (text: string) => void;
}

/**
 * The scans of a series before averaging: a summary, plots and a table of their numbers. Scans can
 * be left out of the average here; their points remain, as hollow ones, and all numbers still refer
 * to the whole series.
 */
export class SeriesPage extends Panel {
  constructor(private _options: ISeriesPageOptions) {
    super();
    this.addClass('jp-XESSeries');
    const { diagnostics, path } = _options;
    const onSelect = (row: number) => this._select(row, false);
    const onToggle = (row: number) => this._toggle(row);
    this.plot = new SeriesPlot({
      diagnostics,
      path,
      onPoint: place => this._options?.onReadout(place ? this._textOf(place) : ''),
      onSelect,
      onActivate: row => this._select(row, true),
      onToggle
    });
    this._table = new SeriesTable({ onToggle, onSelect });
    this._verdict.setAttribute('role', 'status');
    this._owned.listen(this._along, 'change', () =>
      this._do('Drawing the series', () => {
        this._wanted = this._along.value as Along;
        this.showSeries();
      })
    );
    this._owned.listen(this._use, 'click', () => this._useForAverage());
    const tools = element('div', 'jp-XESSeries-tools');
    tools.append(this._count, labelled('Drawn', this._along), this._use);
    this.node.append(this._verdict, tools);
    [this.plot, this._table].forEach(widget => this.addWidget(widget));
  }

  /** Update from the model. @returns whether the active row is a series. */
  showSeries(): boolean {
    const model = this._options?.model;
    const state = model ? seriesState(model, this._wanted) : null;
    if (!state) {
      this.clear();
      return false;
    }
    // while nothing drawn has changed, the object is the same, and is not redrawn
    const before = this._state;
    const isSame = before !== null && signature(before) === signature(state);
    this._state = isSame ? { ...state, series: before.series } : state;
    this._showWords(this._state);
    this.plot.showSeries(this._state.series, `Numbers of ${state.labels.length} scans`);
    this._table.showRows(this._state);
    return true;
  }

  /** Release the series that was shown: no row of it is active. */
  clear(): void {
    this._state = this._said = null;
    this._verdict.replaceChildren();
    this.plot.clear();
    this._table.clear();
  }

  /** Draw everything again when it is next shown. */
  forget(): void {
    this._state = null;
    this.plot.forget();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    const { diagnostics, path } = this._options;
    const where = { doing: 'Closing the viewer', path: path() };
    for (const part of [this._owned, this.plot, this._table]) {
      diagnostics.guardSync(where, () => part.dispose());
    }
    this._options = null as never;
    this._state = null;
    super.dispose();
    this.node.replaceChildren();
  }

  private _showWords({ verdict, labels, out, ways, along, isAverageShown }: ISeriesState): void {
    this._verdict.classList.toggle('jp-mod-stale', verdict === null);
    const text = verdict?.join('\n') ?? null;
    if (text !== null && text !== this._said) {
      this._said = text;
      this._verdict.replaceChildren(...(verdict ?? []).map(name => element('p', '', name)));
    }
    this._count.textContent = `${labels.length - out.size} of ${labels.length} averaged`;
    fill(
      this._along,
      ways.map(way => [way, wayNames[way]] as const)
    );
    this._along.value = along;
    this._use.disabled = isAverageShown;
  }

  private _textOf({ row, panel }: ISeriesPlace): string {
    const state = this._state;
    const shown = state?.series.panels[panel];
    if (!state || !shown) {
      return '';
    }
    const sigma = shown.sigma ? shown.sigma[row] : null;
    const number = measured({ value: shown.values[row], sigma });
    const isOut = state.out.has(row) ? '  left out' : '';
    const unit = shown.unit ? ` ${shown.unit}` : '';
    return `${shown.title} ${number}${unit}  ${state.labels[row]}${isOut}`;
  }

  private _select(row: number, isActive: boolean): void {
    this._do('Selecting', (model, { keys }) => {
      const ref = originRef(keys[row]);
      model.select([ref], isActive ? ref : undefined);
    });
  }

  private _toggle(row: number): void {
    this._do('Leaving a scan out', (model, { page, keys, out }) => {
      const left = keys.filter((_, i) => (i === row ? !out.has(i) : out.has(i)));
      try {
        model.setLeftOut(page, keys, left);
      } finally {
        this.showSeries(); // show the previous state of a box whose change was refused
      }
    });
  }

  private _useForAverage(): void {
    this._do('Averaging', (model, { page, keys, out }) => {
      const id = model.setLeftOut(
        page,
        keys,
        keys.filter((_, i) => out.has(i))
      );
      if (!model.view.shown.some(ref => ref.id === id)) {
        model.show([...model.view.shown, { id }]);
      }
    });
  }

  private _do(doing: string, work: (model: AnalysisModel, state: ISeriesState) => void): void {
    const { guard, model } = this._options;
    guard(doing, () => this._state && work(model, this._state));
  }

  private _owned = new DisposableStore();
  readonly plot: SeriesPlot;
  private _table: SeriesTable;
  private _state: ISeriesState | null = null;
  /** The user's choice of what to draw over. */
  private _wanted: Along | null = null;
  private _said: string | null = null;
  private _verdict = element('div', 'jp-XESSeries-verdict');
  private _count = element('span', 'jp-XESSeries-count');
  private _along = element('select', 'jp-mod-styled');
  private _use = button('Use for average', 'Average the remaining scans, and show the average');
}

const wayNames: Readonly<Record<Along, string>> = {
  scan: 'by scan',
  time: 'by time',
  given: 'by time or dose as given'
};

/**
 * Identifies what is drawn. Arrays of results never change in place, so that their identity is
 * enough.
 */
function signature({ series, table, labels }: ISeriesState): string {
  const { rows, x, panels } = series;
  return JSON.stringify([
    identity(table),
    labels,
    rows,
    x.title,
    panels.map(({ trend }) => trend && Array.from(trend))
  ]);
}

const identities = new WeakMap<object, number>();
let count = 0;

/** A number for an object, the same each time. */
function identity(object: object): number {
  const found = identities.get(object) ?? ++count;
  identities.set(object, found);
  return found;
}
