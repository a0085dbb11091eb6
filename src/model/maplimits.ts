import type { MapView, Range } from '../analysis/document/index.js';
import type { DrawnMap, IComputeDocument } from '../compute/types.js';
import { ColorLimits } from './colorlimits.js';
import { mapViewOf } from '../analysis/mapcolors.js';
import type { ShownMap } from './mapsshown.js';

/** A map whose colours have limits. */
type Limited = { readonly map: DrawnMap; readonly valueKey: string };

/**
 * The limits of the colours of maps that stand side by side: each its own, or the same for all. Differences, which have
 * colours of their own, share theirs among themselves.
 */
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
    const { map, valueKey } = active;
    const own = this._active.of(map, valueKey, mapViewOf(view, map));
    const alike = beside.filter(one => isAlike(one, active));
    return view.sameLimits ? around([own, ...alike.map(one => this._own(one, view))]) : own;
  }

  /** Those of another of the maps that are drawn; null where it can't be made. @param active those of the one looked at. */
  ofBeside(one: ShownMap, maps: readonly ShownMap[], active: Range, view: MapView): Range | null {
    if (!isLimited(one)) {
      return null;
    }
    if (!view.sameLimits) {
      return this._own(one, view);
    }
    const alike = maps.filter(isLimited).filter(other => isAlike(other, one));
    return alike.some(({ isActive }) => isActive)
      ? active
      : around(alike.map(other => this._own(other, view)));
  }

  private _own({ map, valueKey }: Limited, view: MapView): Range {
    let limits = this._beside.get(valueKey);
    if (!limits) {
      limits = new ColorLimits(this._compute, this._onKnown);
      this._beside.set(valueKey, limits);
    }
    return limits.of(map, valueKey, mapViewOf(view, map));
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

function isAlike(one: Limited, other: Limited): boolean {
  return (one.map.isDifference ?? false) === (other.map.isDifference ?? false);
}

/** From the smallest to the largest. */
function around(ranges: readonly Range[]): Range {
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}
