import type { MapView, Range } from '../analysis/document/index.js';
import { pinnedLimits } from '../analysis/mapcolors.js';
import { evenLimits } from '../analysis/sharedcolors.js';
import { wholeLimits } from '../analysis/wholelimits.js';
import type { DrawnMap, IComputeDocument } from '../compute/types.js';

/** The choice of colour limits. */
type Choice = Pick<MapView, 'scale' | 'limits' | 'percentile'>;

/**
 * Colour limits of a map. Limits that depend on all cells are requested from the compute worker;
 * until they arrive, the previous ones apply, else the extent.
 */
export class ColorLimits {
  /** @param _onKnown called when requested limits have arrived. */
  constructor(
    private _compute: IComputeDocument,
    private _onKnown: () => void
  ) {}

  /**
   * Limits of a difference are symmetric about zero, unless they are pinned: zero has the neutral
   * colour.
   */
  of(map: DrawnMap, valueKey: string, choice: Choice): Range {
    const pinned = pinnedLimits(choice);
    const found = pinned ?? this._fitted(map, valueKey, choice);
    if (pinned || !map.isDifference) {
      return found;
    }
    const even = evenLimits(found);
    if (this._even[1] !== even[1]) {
      this._even = even;
    }
    return this._even;
  }

  private _fitted(map: DrawnMap, valueKey: string, { scale, percentile }: Choice): Range {
    const isLog = scale === 'log';
    const extent = wholeLimits(isLog ? map.extents.log : map.extents.linear);
    if (!percentile) {
      return extent;
    }
    const key = JSON.stringify([valueKey, isLog, percentile]);
    if (this._asked !== key) {
      this._asked = key;
      void this._ask(key, valueKey, { scale, percentile });
    }
    const known = this._known;
    const isOfSame = known?.valueKey === valueKey && known.isLog === isLog;
    return known && (known.key === key || isOfSame) ? known.limits : extent;
  }

  private async _ask(
    key: string,
    valueKey: string,
    { scale, percentile }: Pick<Choice, 'scale' | 'percentile'>
  ): Promise<void> {
    try {
      const limits = await this._compute.limits(valueKey, { scale, percentile, limits: null });
      if (this._asked === key) {
        this._known = { key, valueKey, isLog: scale === 'log', limits };
        this._onKnown();
      }
    } catch {
      if (this._asked === key) {
        this._asked = ''; // no longer drawn: requested again when it is drawn
      }
    }
  }

  /** The same array while the values are the same. */
  private _even: Range = [-1, 1];
  private _asked = '';
  private _known: { key: string; valueKey: string; isLog: boolean; limits: Range } | null = null;
}
