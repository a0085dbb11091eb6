/** Letters typed within this time belong together, ms. */
const together = 800;

/** Finds the row whose label begins with the typed letters. */
export class TypeAhead {
  /**
   * @param labelAt label of each of `count` rows. @param from the row to search after. @param at
   * when it was typed, ms.
   * @returns index of the next matching row, wrapping around at the end; −1 if there is none.
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
    // repeating a letter moves on to the next row that begins with it
    const isRepeated = [...this._typed].every(letter => letter === this._typed[0]);
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

  /** Start over with the next letter, because another key was pressed. */
  forget(): void {
    this._typed = '';
  }

  private _typed = '';
  private _last = -Infinity;
}
