import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { loneScanDocument, loneScanId } from '../../analysis/document/index.js';
import type { ReadChoice } from '../../formats/mapping/types.js';
import type { ScanFacts } from '../../formats/scanfacts.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { AnalysisModel } from '../../model/index.js';
import { saidBesideDialog } from './askable.js';
import type { Guard } from '../part.js';

/** So long nothing more is said before it is read, ms. */
const rest = 250;

/** A scan that is read as is said of it, to be looked at before that is used: in a model of its own, by the same engine. */
export class Previewed implements IDisposable {
  /** @param path of the file. @param model without a document; it is disposed of with this. */
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

  /** Of the scan as it is read by what was said last; null where it can't be, or is not yet. */
  get facts(): ScanFacts | null {
    const { _scan: scan } = this;
    return scan && this._isSettled && !scan.error ? scan.facts : null;
  }

  /** Why it can't be read so, a sentence; null where it can, or is still tried. */
  get problem(): string | null {
    const error = this._isSettled ? this._scan?.error : null;
    return error ? saidBesideDialog(error) : null;
  }

  /** Whether it can't be read so because it is not said which array is what. */
  get isUnknown(): boolean {
    return this._isSettled && this._scan?.error?.code === 'scan/columns-unknown';
  }

  /** Whether it is being read. */
  get isReading(): boolean {
    return this._isWanted && !this._isSettled;
  }

  /** Show it as is said, once nothing more is said for a while. */
  show(choice: ReadChoice): void {
    clearTimeout(this._timer);
    this._isWanted = true;
    this._turn++;
    this._isSettled = false;
    this._timer = setTimeout(() => this._guard('Reading the scan', () => this._read(choice)), rest);
  }

  /** Show nothing, and read no more: what was said can't be so. */
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
  /** How often it was asked for. */
  private _turn = 0;
  private _isWanted = false;
  /** Whether what was asked for last is there, or can't be. */
  private _isSettled = false;
}
