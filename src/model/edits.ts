/** The user's edits of a document: whether there are any, and the time of the last. */
export class Edits {
  /** When it was last edited: UTC, ISO; null if never, or unknown. */
  get last(): string | null {
    return this._last;
  }

  /** The document was loaded. @param last when it had last been edited. */
  begin(last: string | null = null): void {
    this._last = last;
    this._isSince = false;
  }

  made(): void {
    this._last = new Date().toISOString();
    this._isSince = true;
  }

  /**
   * Whether there are edits newer than what was saved at a time (UTC, ISO; null: unknown).
   * Edits since the document was loaded always are: the clock may have been set back.
   */
  areNewerThan(time: string | null): boolean {
    const savedAt = Date.parse(time ?? '');
    return this._isSince || (this._last !== null && !(Date.parse(this._last) <= savedAt));
  }

  private _last: string | null = null;
  private _isSince = false;
}
