import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import {
  choiceFor,
  choiceOfMapping,
  guessedChoice,
  mappingOfChoice,
  nothingChosen,
  withRole,
  type ColumnRole,
  type ColumnsChoice
} from '../../analysis/columns/choice.js';
import { readChoiceOf } from '../../analysis/document/readchoice.js';
import { asXESError } from '../../base/errors.js';
import type { FileListing, ReadChoice, ScanMapping } from '../../formats/mapping/types.js';
import { DisposableStore, Lifetime } from '../../lifecycle/index.js';
import type { AnalysisModel } from '../../model/index.js';
import type { Guard } from '../part.js';
import { Alongside, type IAlongsideScan } from './alongside.js';
import { Previewed } from './previewed.js';
import type { IColumnsAnswer, IColumnsSource } from './types.js';

/** The scan whose columns are asked for. */
export interface IAskedScan {
  /** Of its file, as JupyterLab knows it. */
  readonly path: string;
  /** How it is read now. */
  readonly choice: ReadChoice;
  /** Whether it can't be read because it is not said which array is what: then that is guessed. */
  readonly isUnknown: boolean;
  /** Those that are selected together with it. */
  readonly others: readonly IAlongsideScan[];
}

/** What is known before the file was listed, and where it can't be. */
const unlisted: FileListing = { entries: [], entry: null, arrays: [] };

/** What is asked of a person about the arrays of a file, and what follows from the answer: without anything to see. */
export class ColumnsAsking implements IDisposable {
  constructor(
    private _scan: IAskedScan,
    private _source: IColumnsSource,
    preview: AnalysisModel,
    private _guard: Guard
  ) {
    this._owned.add(this._lifetime);
    this.previewed = this._owned.add(new Previewed(_scan.path, preview, _guard));
    this.previewed.changed.connect(this._onPreviewed, this);
    const { others, isUnknown } = _scan;
    this.alongside = this._owned.add(new Alongside(others, _source.list, isUnknown));
    this.alongside.changed.connect(this._onAlongside, this);
    this._entry = _scan.choice.entry ?? null;
    this.listed = this._list(_scan.choice.entry);
  }

  readonly previewed: Previewed;
  readonly alongside: Alongside;

  /** Resolves when the file was listed, or can't be. */
  listed: Promise<void>;

  /** Something of it changed. */
  get changed(): Signal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  get path(): string {
    return this._scan.path;
  }

  get listing(): FileListing {
    return this._listing;
  }

  /** The entry whose arrays are shown; null where the file has none. */
  get entry(): string | null {
    return this._entry ?? this._listing.entry;
  }

  get choice(): ColumnsChoice {
    return this._choice;
  }

  get isListing(): boolean {
    return this._isListing;
  }

  /** Whether it can be said for files like this one. */
  get canBeAlways(): boolean {
    return this._source.always !== undefined;
  }

  /** Whether it is said for files like this one. */
  get isAlways(): boolean {
    return this._isAlways && this._hasColumns;
  }

  /** Why it can't be read so, a sentence; null where it can, or is still tried. */
  get problem(): string | null {
    return this._failure ?? this._contradiction ?? this.previewed.problem;
  }

  /** Whether it can be read as is said. */
  get isReadable(): boolean {
    return !this._isListing && this.problem === null && this.previewed.facts !== null;
  }

  /** Whether it can be answered by now: for the others it is not before it is known which they are. */
  get isUsable(): boolean {
    const { isLooking, isTaken } = this.alongside;
    return this.isReadable && !(isLooking && isTaken);
  }

  setEntry(entry: string): void {
    this._isGuessed = false;
    this._entry = entry;
    this.previewed.forget();
    this.listed = this._list(entry);
    this._changed.emit();
  }

  setRole(name: string, role: ColumnRole | null): void {
    this._isGuessed = true;
    this._choose(withRole(this._choice, name, role));
  }

  setUnit(unit: string): void {
    this._choose({ ...this._choice, unit });
  }

  setAlways(isAlways: boolean): void {
    this._isAlways = isAlways;
    this._changed.emit();
  }

  /** Say nothing of the arrays any more: all follows from the file. */
  clear(): void {
    this._isCleared = true;
    this._choose(nothingChosen);
  }

  /** Say of the arrays what their names suggest. */
  guess(): void {
    this._choose(guessedChoice(this._listing));
  }

  /** Null where it can't be read so. */
  get answer(): IColumnsAnswer | null {
    const { facts } = this.previewed;
    const choice = this._read;
    if (!this.isUsable || !facts || !choice) {
      return null;
    }
    const { columns } = choice;
    const always = this.isAlways && columns ? { path: this.path, columns, facts } : null;
    return {
      ...choice,
      ...(always ? { always: { ...always, listing: this._listing } } : {}),
      others: this.alongside.answers(choice)
    };
  }

  dispose(): void {
    this._owned.dispose();
    this._listing = unlisted;
    Signal.clearData(this);
  }

  /** What a file leaves open is guessed, unless a person wanted to see what it says by itself. */
  private _onPreviewed(): void {
    if (this.previewed.isUnknown && !this._hasColumns && !this._isCleared && !this._isGuessed) {
      this._isGuessed = true; // once: names that suggest nothing will not suggest more
      this.guess();
    } else {
      this._changed.emit();
    }
  }

  private _onAlongside(): void {
    this._changed.emit();
  }

  private get _hasColumns(): boolean {
    return this._choice.roles.size > 0;
  }

  private _choose(choice: ColumnsChoice): void {
    this._choice = choice;
    this._preview();
    this._changed.emit();
  }

  /** Show the file as it is said now; of several in a row the last. */
  private _preview(): void {
    const said = mappingOfChoice(this._choice);
    this._contradiction = 'problem' in said ? said.problem : null;
    this._read = 'mapping' in said ? this._choiceOf(said.mapping) : null;
    if (this._read && this._failure === null) {
      this.previewed.show(this._read);
    } else {
      this.previewed.forget();
    }
  }

  /** Of which entry the columns are is said with them: left to the file, it could be another's. */
  private _choiceOf(columns: ScanMapping): ReadChoice {
    const isSaid = Object.keys(columns).length > 0;
    const { entries, entry } = this._listing;
    const listed = isSaid && entries.length > 1 ? entry : null;
    return readChoiceOf({
      entry: this._entry ?? listed ?? undefined,
      ...(isSaid ? { columns } : {})
    });
  }

  private async _list(entry: string | undefined): Promise<void> {
    this._aborting.abort();
    const aborting = (this._aborting = new AbortController());
    const signal = AbortSignal.any([aborting.signal, this._lifetime.signal]);
    this._isListing = true;
    const isLast = () => !signal.aborted;
    try {
      const listing = await this._source.list(this.path, {
        signal,
        ...(entry === undefined ? {} : { entry })
      });
      if (isLast()) {
        this._take(listing);
      }
    } catch (reason) {
      if (isLast()) {
        await this._refuse(reason, entry);
      }
    }
  }

  private _take(listing: FileListing): void {
    const isFirst = this._listing === unlisted;
    this._isListing = false;
    this._failure = null;
    this._listing = listing;
    this._choice = isFirst ? this._firstChoice(listing) : this._nextChoice(listing);
    this._preview();
    this._guard('Looking at the other scans', () => this.alongside.compare(listing, this.entry));
    this._changed.emit();
  }

  /** There is no such entry: the file has others; else it can't be listed at all. */
  private async _refuse(reason: unknown, entry: string | undefined): Promise<void> {
    const { code, message } = asXESError(reason);
    if (code === 'scan/entry-missing' && entry !== undefined) {
      this._entry = null;
      await this._list(undefined);
      return;
    }
    this._isListing = false;
    this._failure = message;
    this._preview();
    this._changed.emit();
  }

  private _firstChoice(listing: FileListing): ColumnsChoice {
    const { choice, isUnknown } = this._scan;
    return choice.columns
      ? choiceOfMapping(choice.columns, listing)
      : isUnknown
        ? guessedChoice(listing)
        : nothingChosen;
  }

  /** What was said of another entry; what was guessed is guessed anew. */
  private _nextChoice(listing: FileListing): ColumnsChoice {
    const { roles, guesses } = this._choice;
    const isGuessed = roles.size > 0 && [...roles.keys()].every(name => guesses.has(name));
    return isGuessed ? guessedChoice(listing) : choiceFor(this._choice, listing);
  }

  private _owned = new DisposableStore();
  private _lifetime = new Lifetime();
  private _changed = new Signal<this, void>(this);
  private _aborting = new AbortController();
  private _listing = unlisted;
  private _choice = nothingChosen;
  /** The entry that was said; null: none was. */
  private _entry: string | null;
  private _isListing = true;
  private _isAlways = false;
  private _isCleared = false;
  /** What names suggest of this entry was taken, or a person said something. */
  private _isGuessed = false;
  /** Why the file can't be listed. */
  private _failure: string | null = null;
  /** Why what is said can't be true at once. */
  private _contradiction: string | null = null;
  /** As what it is read; null where that can't be. */
  private _read: ReadChoice | null = null;
}
