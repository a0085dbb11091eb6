import type { Id, Ref } from '../analysis/document/index.js';

/** Scans that were others than their first pictures: said of what is looked at, until something else is. */
export class Corrections {
  /**
   * Follow what is looked at; a Ref stays the same object while it is.
   * @param corrected scans that were others than their previews, of each until it is read again.
   */
  follow(ref: Ref | null, corrected: ReadonlySet<Id>): void {
    if (ref !== this._ref) {
      this._said.add(this._ref?.id ?? '');
      this._ref = ref;
    }
    // what was not corrected yet was not said
    this._said = new Set([...this._said].filter(id => corrected.has(id)));
    this._isCorrected = ref !== null && corrected.has(ref.id) && !this._said.has(ref.id);
  }

  /** Whether it is to be said of what is looked at. */
  get isCorrected(): boolean {
    return this._isCorrected;
  }

  private _ref: Ref | null = null;
  private _said = new Set<Id>();
  private _isCorrected = false;
}
