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

/** The scan whose arrays are being assigned. */
export interface IAskedScan {
  /** Path of its file in JupyterLab. */
  readonly path: string;
  /** How it is read now. */
  readonly choice: ReadChoice;
  /** Whether it can't be read because its arrays are unassigned: an assignment is then guessed. */
  readonly isUnknown: boolean;
  /** Scans selected together with it. */
  readonly others: readonly IAlongsideScan[];
}

/** Stands for the listing before the file is listed, or if it can't be. */
const unlisted: FileListing = { entries: [], entry: null, arrays: [] };

/**
 * The state of the dialog that assigns the arrays of a file, and what follows from it; no user
 * interface.
 */
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

  /** Resolves when the file is listed, or turns out not to be listable. */
  listed: Promise<void>;

  /** Emitted when any of the state changes. */
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

  /** The entry whose arrays are shown; null if the file has none. */
  get entry(): string | null {
    return this._entry ?? this._listing.entry;
  }

  get choice(): ColumnsChoice {
    return this._choice;
  }

  get isListing(): boolean {
    return this._isListing;
  }

  /** Whether the answer can be saved for files like this one. */
  get canSave(): boolean {
    return this._source.always !== undefined;
  }

  /** Whether the answer will be saved for files like this one. */
  get isSaved(): boolean {
    return this._isAlways && this._hasColumns;
  }

  /**
   * Why the scan can't be read with this assignment, as a sentence; null if it can, or while it is
   * being tried.
   */
  get problem(): string | null {
    return this._failure ?? this._contradiction ?? this.previewed.problem;
  }

  /** Whether the scan can be read with this assignment. */
  get isReadable(): boolean {
    return !this._isListing && this.problem === null && this.previewed.facts !== null;
  }

  /** Whether the answer can be used yet: not before it is known which other scans it applies to. */
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

  setAlways(isSaved: boolean): void {
    this._isAlways = isSaved;
    this._changed.emit();
  }

  /** Clear the assignment: everything is left to the file. */
  clear(): void {
    this._isCleared = true;
    this._choose(nothingChosen);
  }

  /** Assign the arrays as their names suggest. */
  guess(): void {
    this._choose(guessedChoice(this._listing));
  }

  /** Null if the scan can't be read with this assignment. */
  get answer(): IColumnsAnswer | null {
    const { facts } = this.previewed;
    const choice = this._read;
    if (!this.isUsable || !facts || !choice) {
      return null;
    }
    const { columns } = choice;
    const always = this.isSaved && columns ? { path: this.path, columns, facts } : null;
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

  /** Guess what the file leaves open, unless the user cleared the assignment. */
  private _onPreviewed(): void {
    if (this.previewed.isUnknown && !this._hasColumns && !this._isCleared && !this._isGuessed) {
      this._isGuessed = true; // once: names that suggest nothing now won't suggest more later
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

  /** Preview the scan with the present assignment; of several requests in a row, the last. */
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

  /** The entry is recorded with the columns: if left to the file, it could become another one. */
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

  /** The entry does not exist, but the file has others; or else the file can't be listed at all. */
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

  /** Keep an assignment made for another entry; repeat a guess. */
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
  /** The entry the user chose; null if none. */
  private _entry: string | null;
  private _isListing = true;
  private _isAlways = false;
  private _isCleared = false;
  /** Whether the names' suggestion was applied for this entry, or the user assigned something. */
  private _isGuessed = false;
  /** Why the file can't be listed. */
  private _failure: string | null = null;
  /** Why the assignment contradicts itself. */
  private _contradiction: string | null = null;
  /** The choice the preview reads; null if there can be none. */
  private _read: ReadChoice | null = null;
}
