import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { loneScanDocument, loneScanId } from '../../analysis/document/index.js';
import type { ReadChoice } from '../../formats/mapping/types.js';
import type { ScanFacts } from '../../formats/scanfacts.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel } from '../../model/index.js';
import { messageForDialog } from './askable.js';
import type { Guard } from '../part.js';

/** Time without a further change before the scan is read, ms. */
const rest = 250;

/**
 * Preview of a scan with an assignment that is not in use yet: in a model of its own, with the same
 * engine.
 */
export class Previewed implements IDisposable {
  /** @param path of the file. @param model without a document; disposed of with this object. */
  constructor(
    private _path: string,
    readonly model: AnalysisModel,
    private _guard: Guard
  ) {
    this._owned.add(model);
    model.changed.connect(this._onChanged, this);
    this._owned.defer(() => clearTimeout(this._timer));
  }

  get changed(): Signal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  /**
   * Facts of the scan as read with the latest assignment; null if it can't be read, or is not read
   * yet.
   */
  get facts(): ScanFacts | null {
    const { _scan: scan } = this;
    return scan && this._isSettled && !scan.error ? scan.facts : null;
  }

  /**
   * Why it can't be read with the assignment, as a sentence; null if it can, or while it is being
   * tried.
   */
  get problem(): string | null {
    const error = this._isSettled ? this._scan?.error : null;
    return error ? messageForDialog(error) : null;
  }

  /** Whether it can't be read because its arrays are unassigned. */
  get isUnknown(): boolean {
    return this._isSettled && this._scan?.error?.code === 'scan/columns-unknown';
  }

  /** Whether it is being read. */
  get isReading(): boolean {
    return this._isWanted && !this._isSettled;
  }

  /** Preview this choice once it has not changed for a while. */
  show(choice: ReadChoice): void {
    clearTimeout(this._timer);
    this._isWanted = true;
    this._turn++;
    this._isSettled = false;
    this._timer = setTimeout(() => this._guard('Reading the scan', () => this._read(choice)), rest);
  }

  /** Show nothing and stop reading: the assignment is impossible. */
  forget(): void {
    clearTimeout(this._timer);
    this._turn++;
    this._isWanted = this._isSettled = false;
  }

  dispose(): void {
    this._owned.dispose();
    Signal.clearData(this);
  }

  private async _read(choice: ReadChoice): Promise<void> {
    const turn = this._turn;
    const { model } = this;
    const lone = loneScanDocument(this._path);
    const scans = [{ id: loneScanId, path: this._path, ...choice }];
    model.load({ ...lone, scans, view: { ...lone.view, firstCuts: 'own' } });
    await model.settled;
    if (turn === this._turn && !this.isDisposed) {
      this._isSettled = true;
      this._changed.emit();
    }
  }

  private _onChanged(): void {
    this._changed.emit();
  }

  private get _scan() {
    return this._isWanted ? this.model.scans.at(0) : undefined;
  }

  private _owned = new DisposableStore();
  private _changed = new Signal<this, void>(this);
  private _timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts requests. */
  private _turn = 0;
  private _isWanted = false;
  /** Whether the latest request has finished or failed. */
  private _isSettled = false;
}
