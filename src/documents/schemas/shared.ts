import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { GivenSchema } from '../../formats/schema/types.js';
import { DisposableStore } from '../../lifecycle/index.js';
import type { ISchemaHolder } from './source.js';

/**
 * Facility schemas of a JSON source; emits only if they changed, whatever else in the source did.
 */
export class SharedSchemas implements IDisposable {
  /** @param _from description of the source, for messages. */
  constructor(
    private _holder: ISchemaHolder,
    private _from: string
  ) {
    this.ready = (_holder.ready ?? Promise.resolve()).then(() => this._follow());
    this._current = this._given();
    _holder.changed.connect(this._follow, this);
    this._owned.defer(() => _holder.changed.disconnect(this._follow, this));
  }

  readonly ready: Promise<void>;

  get isDisposed(): boolean {
    return this._owned.isDisposed;
  }

  get current(): readonly GivenSchema[] {
    return this._current;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  dispose(): void {
    this._owned.dispose();
    Signal.clearData(this);
  }

  private _follow(): void {
    const before = JSON.stringify(this._current);
    this._current = this._given();
    if (JSON.stringify(this._current) !== before) {
      this._changed.emit();
    }
  }

  private _given(): readonly GivenSchema[] {
    const list = this._holder.read();
    if (list === undefined || (Array.isArray(list) && list.length === 0)) {
      return [];
    }
    try {
      return [{ from: this._from, text: JSON.stringify(list) }];
    } catch {
      return [{ from: this._from, text: '', fault: 'it holds what JSON can not' }];
    }
  }

  private _current: readonly GivenSchema[];
  private _changed = new Signal<this, void>(this);
  private _owned = new DisposableStore();
}
