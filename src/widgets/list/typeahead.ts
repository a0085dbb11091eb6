/** Letters typed within this time belong together, ms. */
const together = 800;

/** Finds the row whose label begins with what is typed. */
export class TypeAhead {
  /**
   * @param labelAt label of each of `count` rows. @param from the row to begin behind. @param at when it was typed, ms.
   * @returns index of the next row that fits, from the start again after the last; −1 where there is none.
   */
  find(
    letter: string,
    count: number,
    labelAt: (index: number) => string,
    from: number,
    at: number
  ): number {
    this._typed = (at - this._last < together ? this._typed : '') + letter.toLowerCase();
    this._last = at;
    // the same letter again and again goes on to the next that begins with it
    const isRepeated = [...this._typed].every(one => one === this._typed[0]);
    const wanted = isRepeated ? this._typed[0] : this._typed;
    const start = this._typed.length > 1 && !isRepeated ? from : from + 1;
    for (let i = 0; i < count; i++) {
      const index = (Math.max(start, 0) + i) % count;
      if (labelAt(index).toLowerCase().startsWith(wanted)) {
        return index;
      }
    }
    return -1;
  }

  /** What is typed next begins anew: another key was pressed. */
  forget(): void {
    this._typed = '';
  }

  private _typed = '';
  private _last = -Infinity;
}
