import type { Id, Ref } from '../analysis/document/index.js';

/** Scans that differ from their previews: reported while the same row is displayed. */
export class Corrections {
  /**
   * Follow the displayed row; its Ref stays the same object.
   * @param corrected scans that differ from their previews, each until it is read again.
   */
  follow(ref: Ref | null, corrected: ReadonlySet<Id>): void {
    if (ref !== this._ref) {
      this._reported.add(this._ref?.id ?? '');
      this._ref = ref;
    }
    // scans not corrected yet have not been reported
    this._reported = new Set([...this._reported].filter(id => corrected.has(id)));
    this._isCorrected = ref !== null && corrected.has(ref.id) && !this._reported.has(ref.id);
  }

  /** Whether the displayed row is to be reported. */
  get isCorrected(): boolean {
    return this._isCorrected;
  }

  private _ref: Ref | null = null;
  private _reported = new Set<Id>();
  private _isCorrected = false;
}
