import type { IDisposable } from '@lumino/disposable';
import { markAsDisposed, setDisposableParent, trackDisposable } from './tracker.js';

/** Holds one disposable at a time: setting another disposes of the previous one. */
export class MutableDisposable<T extends IDisposable> implements IDisposable {
  constructor() {
    trackDisposable(this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get value(): T | null {
    return this._value;
  }

  set value(value: T | null) {
    if (this._isDisposed) {
      value?.dispose();
      return;
    }
    const previous = this._value;
    if (previous !== value) {
      this._value = value;
      if (value) {
        setDisposableParent(value, this);
      }
      previous?.dispose();
    }
  }

  dispose(): void {
    if (!this._isDisposed) {
      this.value = null;
      this._isDisposed = true;
      markAsDisposed(this);
    }
  }

  private _isDisposed = false;
  private _value: T | null = null;
}
