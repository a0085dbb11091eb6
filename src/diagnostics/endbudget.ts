/** The browser gives all requests at the end of a page 64 kB in sum; a refusal can't be seen there. */
export const budget = 56_000;

/** What requests at the end of a page may still send, shared by all who have last words. */
export class EndBudget {
  /** @returns whether so many bytes fit; then they are taken. */
  take(bytes: number): boolean {
    const fits = this._spent + bytes <= budget;
    this._spent += fits ? bytes : 0;
    return fits;
  }

  /** The page is back: what was sent has long arrived. */
  renew(): void {
    this._spent = 0;
  }

  private _spent = 0;
}

/** Bytes of a text on its way. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
