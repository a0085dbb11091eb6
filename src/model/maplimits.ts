import type { MapView, Range } from '../analysis/document/index.js';
import type { DrawnMap, IComputeDocument } from '../compute/types.js';
import { ColorLimits } from './colorlimits.js';
import type { ShownMap } from './mapsshown.js';

/** A map whose colours have limits. */
type Limited = { readonly map: DrawnMap; readonly valueKey: string };

/** The limits of the colours of maps that stand side by side: each its own, or the same for all. */
export class MapLimits {
  /** @param _onKnown called when requested limits have arrived. */
  constructor(
    private _compute: IComputeDocument,
    private _onKnown: () => void
  ) {
    this._active = new ColorLimits(_compute, _onKnown);
  }

  /** Those of the map that is looked at. @param maps all that are drawn. */
  ofActive(active: Limited, maps: readonly ShownMap[], view: MapView): Range {
    const beside = maps.filter(isLimited).filter(({ isActive }) => !isActive);
    this._forgetOthers(beside);
    const own = this._active.of(active.map, active.valueKey, view);
    return view.sameLimits ? around([own, ...beside.map(one => this._own(one, view))]) : own;
  }

  /** Those of another map that is drawn; null where it can't be made. */
  ofBeside({ map, valueKey }: ShownMap, active: Range, view: MapView): Range | null {
    if (!map || valueKey === null) {
      return null;
    }
    return view.sameLimits ? active : this._own({ map, valueKey }, view);
  }

  private _own({ map, valueKey }: Limited, view: MapView): Range {
    let limits = this._beside.get(valueKey);
    if (!limits) {
      limits = new ColorLimits(this._compute, this._onKnown);
      this._beside.set(valueKey, limits);
    }
    return limits.of(map, valueKey, view);
  }

  private _forgetOthers(beside: readonly Limited[]): void {
    const there = new Set(beside.map(({ valueKey }) => valueKey));
    [...this._beside.keys()]
      .filter(key => !there.has(key))
      .forEach(key => this._beside.delete(key));
  }

  private _active: ColorLimits;
  /** By the key of the value. */
  private _beside = new Map<string, ColorLimits>();
}

function isLimited(one: ShownMap): one is ShownMap & Limited {
  return one.map !== null && one.valueKey !== null;
}

/** From the smallest to the largest. */
function around(ranges: readonly Range[]): Range {
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}
