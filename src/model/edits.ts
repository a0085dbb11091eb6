/** Somebody's work on a document: whether there was some, and when the last was done. */
export class Edits {
  /** When somebody last worked on it: UTC, ISO; null where nobody did, or nobody knows. */
  get last(): string | null {
    return this._last;
  }

  /** The document is as it was left. @param last when somebody had last worked on it. */
  begin(last: string | null = null): void {
    this._last = last;
    this._isSince = false;
  }

  made(): void {
    this._last = new Date().toISOString();
    this._isSince = true;
  }

  /**
   * Whether there is work that is newer than what was kept at a time (UTC, ISO; null: nobody knows).
   * What was done since the document was loaded always is: the clock may have been set back.
   */
  areNewerThan(time: string | null): boolean {
    const kept = Date.parse(time ?? '');
    return this._isSince || (this._last !== null && !(Date.parse(this._last) <= kept));
  }

  private _last: string | null = null;
  private _isSince = false;
}
