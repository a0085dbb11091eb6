import type { ICurve } from '../../plots/index.js';
import type { StageContents } from './contents.js';

/**
 * The last curves of the active row, kept while energies of its step are picked: a position without
 * a result must not remove the plot on which it is picked.
 */
export class HeldCurves {
  /**
   * @param isHeld whether energies of the active row were, or are, picked.
   * @param label of the active row.
   * @returns what is drawn: the contents, with the last curves, as stale ones, if it has none.
   */
  of(contents: StageContents, isHeld: boolean, label: string): StageContents {
    const active = contents.curves.filter(({ isActive }) => isActive);
    if (active.length > 0 || !isHeld) {
      this._last = active;
      this._stale = null;
      return contents;
    }
    if (this._last.length === 0) {
      return contents;
    }
    this._stale ??= this._last.map(curve => ({ ...curve, isStale: true }));
    const { curves, notes, failure } = contents;
    const reason = failure ? [`${label} is not drawn: ${failure.message}`] : [];
    return {
      ...contents,
      curves: [...curves, ...this._stale],
      notes: [...notes, ...reason],
      failure: null
    };
  }

  clear(): void {
    this._last = [];
    this._stale = null;
  }

  private _last: readonly ICurve[] = [];
  /** The last curves, as stale ones. */
  private _stale: readonly ICurve[] | null = null;
}
