/** A browser allows 64 kB for all requests at the end of a page; a refusal can't be observed. */
export const budget = 56_000;

/** Bytes that requests at the end of a page may still send, shared by all senders. */
export class EndBudget {
  /** Reserve bytes. @returns whether they fit. */
  take(bytes: number): boolean {
    const fits = this._spent + bytes <= budget;
    this._spent += fits ? bytes : 0;
    return fits;
  }

  /** The page is back: earlier requests have long arrived. */
  renew(): void {
    this._spent = 0;
  }

  private _spent = 0;
}

/** Bytes of a text in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
