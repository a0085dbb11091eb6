import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { Id } from '../../analysis/document/index.js';
import type { FileListing, ReadChoice } from '../../formats/mapping/types.js';
import { DisposableStore, Lifetime } from '../../lifecycle/index.js';
import type { IColumnsSource } from './types.js';

/** A scan that is selected together with the scan whose columns are being assigned. */
export interface IAlongsideScan {
  readonly id: Id;
  /** Path of its file in JupyterLab. */
  readonly path: string;
  /** Its label in the list. */
  readonly label: string;
  /** How it is read now. */
  readonly choice: ReadChoice;
}

/** What was found out about the other scans. */
interface IFound {
  matching: readonly IAlongsideScan[];
  different: readonly IAlongsideScan[];
  unlisted: readonly IAlongsideScan[];
}

const nothing: IFound = { matching: [], different: [], unlisted: [] };

/**
 * Which of the other selected scans have the same columns, so that one answer applies to them too.
 */
export class Alongside implements IDisposable {
  /** @param _isTaken whether the answer applies to them, until the user decides otherwise. */
  constructor(
    readonly scans: readonly IAlongsideScan[],
    private _list: IColumnsSource['list'],
    private _isTaken: boolean
  ) {
    this._owned.add(this._lifetime);
  }

  get changed(): Signal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /** Whether the other files are still being compared. */
  get isLooking(): boolean {
    return this._isLooking;
  }

  get found(): IFound {
    return this._found;
  }

  /** Whether the answer applies to the scans with the same columns. */
  get isTaken(): boolean {
    return this._isTaken;
  }

  setTaken(isTaken: boolean): void {
    this._isTaken = isTaken;
    this._changed.emit();
  }

  /**
   * Find which of the other scans match the one being assigned. @param entry its entry; null if its
   * file has none.
   */
  async compare(listing: FileListing, entry: string | null): Promise<void> {
    this._aborting.abort();
    const aborting = (this._aborting = new AbortController());
    const signal = AbortSignal.any([aborting.signal, this._lifetime.signal]);
    this._found = nothing;
    this._isLooking = this.scans.length > 0;
    for (const scan of this.scans) {
      const kind = await this._kindOf(scan, listing, entry, signal);
      if (signal.aborted) {
        return;
      }
      this._found = { ...this._found, [kind]: [...this._found[kind], scan] };
    }
    this._isLooking = false;
    this._changed.emit();
  }

  /** How an answer reads each of the other scans, if it applies to them. */
  answers({ entry, columns }: ReadChoice): readonly (readonly [Id, ReadChoice])[] {
    return (this._isTaken ? this._found.matching : []).map(({ id, choice: own }) => {
      const its = own.entry ?? entry;
      return [
        id,
        { ...(its === undefined ? {} : { entry: its }), ...(columns ? { columns } : {}) }
      ] as const;
    });
  }

  dispose(): void {
    this._owned.dispose();
    this._found = nothing;
    Signal.clearData(this);
  }

  /**
   * Each scan is compared by its own entry, or else by the assigned scan's entry: without that it
   * is a different scan.
   */
  private async _kindOf(
    { path, choice }: IAlongsideScan,
    listing: FileListing,
    asked: string | null,
    signal: AbortSignal
  ): Promise<keyof IFound> {
    const entry = choice.entry ?? asked ?? undefined;
    try {
      const its = await this._list(path, { signal, ...(entry === undefined ? {} : { entry }) });
      return haveSameColumns(its, listing) ? 'matching' : 'different';
    } catch {
      return 'unlisted'; // opening the scan reports the reason
    }
  }

  private _owned = new DisposableStore();
  private _lifetime = new Lifetime();
  private _changed = new Signal<this, void>(this);
  private _aborting = new AbortController();
  private _found = nothing;
  private _isLooking = false;
}

/**
 * Whether an assignment for one listing fits the other: the same names and units in the same order,
 * with as many dimensions. Lengths may differ, as they do for a scan that stopped early.
 */
export function haveSameColumns(a: FileListing, b: FileListing): boolean {
  const factsOf = ({ arrays }: FileListing) =>
    JSON.stringify(arrays.map(({ name, unit, shape }) => [name, unit, shape.length]));
  return a.arrays.length > 0 && factsOf(a) === factsOf(b);
}
