import type { IDisposable } from '@lumino/disposable';
import { refText, type Id } from '../../analysis/document/index.js';
import { XESError } from '../../base/errors.js';
import { refusalWithTitles, Rows, type AnalysisModel, type Row } from '../../model/index.js';
import type { IListOptions } from './options.js';
import { spanOf, type Span } from './windowed.js';

/** Where a dragged row would be dropped: the row under the pointer, and which half of it. */
export interface DropPlace {
  readonly key: string;
  readonly isLower: boolean;
}

/** State of a list in addition to the model: focus, expanded rows, scroll position. */
export class ListState implements IDisposable {
  /** @param _onChange something changed that has to be drawn. */
  constructor(
    private _options: IListOptions | null,
    private _onChange: () => void
  ) {}

  readonly rows = new Rows();

  get isDisposed(): boolean {
    return this._options === null;
  }

  /** Null once disposed. */
  get options(): IListOptions | null {
    return this._options;
  }

  get model(): AnalysisModel | null {
    return this._options?.model ?? null;
  }

  /** Key of the row that handles keys; null in an empty list. */
  get focused(): string | null {
    return this._focused;
  }

  get focusedIndex(): number {
    return this.rows.indexOf(this._focused);
  }

  get focusedRow(): Row | null {
    return this.rows.at(this.focusedIndex);
  }

  /** Whether a row has the page's focus. */
  hasFocus = false;

  /**
   * Whether the focused row should now take the page's focus, once; not if another element took it
   * since.
   */
  takeFocus(): boolean {
    const { _focusBefore: before } = this;
    this._focusBefore = undefined;
    if (before === undefined) {
      return false;
    }
    const now = document.activeElement;
    const isFree = now === null || now === document.body || now === before || this.hasFocus;
    // if what took it was removed again, the user did not choose it
    return isFree || before?.isConnected === false;
  }

  /** Index of a row to scroll to, once; null if there is none. */
  takeScroll(): number | null {
    const index = this._scrollTo;
    this._scrollTo = null;
    return index;
  }

  /** Draws the list at once, within an event; null while not mounted. */
  redraw: (() => void) | null = null;

  /** Key of the row where a range selection begins. */
  anchor: string | null = null;

  /** Key of the row whose label is being edited. */
  get editing(): string | null {
    return this._editing;
  }

  set editing(key: string | null) {
    this._editing = key;
    this.changed();
    this.redraw?.(); // what is typed next belongs in the field
  }

  /** Notice under the list: why something was refused. */
  get notice(): string {
    return this._notice;
  }

  /** Id of the dragged entry. */
  dragged: Id | null = null;

  get drop(): DropPlace | null {
    return this._drop;
  }

  set drop(place: DropPlace | null) {
    if (place?.key !== this._drop?.key || place?.isLower !== this._drop?.isLower) {
      this._drop = place;
      this.changed();
    }
  }

  /** The rows to draw. */
  get span(): Span {
    return spanOf(this.rows.places.length, this._top, this._height);
  }

  get height(): number {
    return this._height;
  }

  /** The list was scrolled or resized. @param height of the box, pixels; 0 if unknown. */
  look(top: number, height: number): void {
    const before = this.span;
    this._top = top;
    this._height = height;
    const { first, end } = this.span;
    if (first !== before.first || end !== before.end) {
      this.changed();
    }
  }

  /** Update from the model; the focus moves to the row that takes the place of a removed one. */
  follow(): void {
    const { model } = this;
    if (!model) {
      return;
    }
    const before = this.focusedIndex;
    this.rows.follow(model, this._expanded);
    if (this.focusedIndex < 0) {
      const wanted = before < 0 ? this._activeIndex(model) : before;
      const index = Math.min(Math.max(wanted, 0), this.rows.places.length - 1);
      this._focused = this.rows.places[index]?.key ?? null;
      if (this.hasFocus) {
        this._wantFocus();
      }
    }
    if (this.rows.indexOf(this._editing) < 0) {
      this._editing = null;
    }
  }

  /** Move the focus to a row. @param isSeen whether to scroll to it. */
  focus(index: number, isSeen = true): void {
    const place = this.rows.places[index];
    if (place) {
      this._focused = place.key;
      this._wantFocus();
      this._scrollTo = isSeen ? index : this._scrollTo;
      this.changed();
    }
  }

  /** A row received the page's focus by whatever means: keys act on that row. */
  takeKeys(index: number): void {
    const key = this.rows.places[index]?.key;
    if (key !== undefined && key !== this._focused) {
      this._focused = key;
      this.changed();
    }
  }

  /** Show or hide the children of a scan or step. */
  expand(id: Id, isExpanded: boolean): void {
    const expanded = new Set(this._expanded);
    if (isExpanded) {
      expanded.add(id);
    } else {
      expanded.delete(id);
    }
    this._expanded = expanded;
    this.changed();
  }

  /** Show a notice under the list; '' for none. */
  say(sentence: string): void {
    const { model } = this;
    const notice = model ? refusalWithTitles(model.document, sentence) : sentence;
    if (notice !== this._notice) {
      this._notice = notice;
      this.changed();
    }
  }

  /** Do something; refusals are shown under the list, other errors go to the guard. */
  attempt(doing: string, work: (model: AnalysisModel) => unknown): void {
    this._options?.guard(doing, async () => {
      const { model } = this;
      try {
        this.say('');
        await (model && work(model));
      } catch (error) {
        if (!(error instanceof XESError) || this.isDisposed) {
          throw error;
        }
        this.say(error.message);
      }
    });
  }

  /** Request a drawing. */
  changed(): void {
    if (!this.isDisposed) {
      this._onChange();
    }
  }

  dispose(): void {
    this._options = null;
    this._onChange = () => undefined;
    this.redraw = null;
    this._focused = null;
    this._focusBefore = undefined;
    this._editing = null;
    this._drop = null;
    this._expanded = new Set();
    this.rows.clear();
  }

  private _activeIndex({ activeRef }: AnalysisModel): number {
    const index = activeRef ? this.rows.indexOf(refText(activeRef)) : 0;
    return index < 0 && activeRef ? this.rows.indexOf(refText(activeRef.id)) : index;
  }

  private _wantFocus(): void {
    this._focusBefore = document.activeElement;
  }

  private _focused: string | null = null;
  /** Element that had the page's focus when a row was to take it; undefined if no row is. */
  private _focusBefore: Element | null | undefined;
  private _scrollTo: number | null = null;
  private _editing: string | null = null;
  private _notice = '';
  private _drop: DropPlace | null = null;
  private _expanded: ReadonlySet<Id> = new Set();
  private _top = 0;
  private _height = 0;
}
