import type { MapView, Range } from '../analysis/document/index.js';
import type { DrawnMap, IComputeDocument } from '../compute/types.js';
import { ColorLimits, pinnedLimits } from './colorlimits.js';
import { mapViewOf } from '../analysis/mapcolors.js';
import type { ShownMap } from './mapsshown.js';

/** A map whose colours have limits. */
export type Limited = { readonly map: DrawnMap; readonly valueKey: string };

/**
 * The limits of the colours of maps that stand side by side: each its own, or the same for all. Differences, which have
 * colours of their own, share theirs among themselves.
 */
export class MapLimits {
  /** @param _onKnown called when requested limits have arrived. */
  constructor(
    private _compute: IComputeDocument,
    private _onKnown: () => void
  ) {}

  /** Those of the map that is looked at. @param maps all that are drawn. */
  ofActive(active: Limited, maps: readonly ShownMap[], view: MapView): Range {
    const beside = maps.filter(isLimited).filter(({ isActive }) => !isActive);
    this._forgetOthers([active, ...beside]);
    const own = this._own(active, view);
    if (!view.sameLimits) {
      return own;
    }
    const alike = alikeOf(active, beside);
    return around([active, ...alike], [own, ...alike.map(one => this._own(one, view))], view);
  }

  /** Those of another of the maps that are drawn; null where it can't be made. @param active those of the one looked at. */
  ofBeside(one: ShownMap, maps: readonly ShownMap[], active: Range, view: MapView): Range | null {
    if (!isLimited(one)) {
      return null;
    }
    if (!view.sameLimits) {
      return this._own(one, view);
    }
    const alike = alikeOf(one, maps);
    return alike.some(({ isActive }) => isActive)
      ? active
      : around(
          [one, ...alike],
          [one, ...alike].map(other => this._own(other, view)),
          view
        );
  }

  private _own({ map, valueKey }: Limited, view: MapView): Range {
    let limits = this._limits.get(valueKey);
    if (!limits) {
      limits = new ColorLimits(this._compute, this._onKnown);
      this._limits.set(valueKey, limits);
    }
    return limits.of(map, valueKey, mapViewOf(view, map));
  }

  private _forgetOthers(maps: readonly Limited[]): void {
    const there = new Set(maps.map(({ valueKey }) => valueKey));
    [...this._limits.keys()]
      .filter(key => !there.has(key))
      .forEach(key => this._limits.delete(key));
  }

  /** By the key of the value: those of a map stay whichever is the active one. */
  private _limits = new Map<string, ColorLimits>();
}

function isLimited<T extends ShownMap>(one: T): one is T & Limited {
  return one.map !== null && one.valueKey !== null;
}

/** Those of maps whose colours are to be the same as those of one, where it is one of them with it: differences are apart. */
export function alikeOf<T extends ShownMap>(
  { map }: Pick<Limited, 'map'>,
  maps: readonly T[]
): (T & Limited)[] {
  const isDifference = map.isDifference ?? false;
  return maps.filter(isLimited).filter(other => (other.map.isDifference ?? false) === isDifference);
}

/** From the smallest limit of maps to the largest; of those of the first where no map has an intensity. */
function around(maps: readonly Limited[], limits: readonly Range[], view: MapView): Range {
  const parts = maps.flatMap(({ map }, i) => seenOf(map, limits[i], view));
  const [low, high] = [Math.min(...parts.flat()), Math.max(...parts.flat())];
  return low < high ? [low, high] : limits[0];
}

/**
 * What of a map's own limits its cells ask for: nothing where none has an intensity that they can show, and where all
 * have the same no more than that.
 */
function seenOf(map: DrawnMap, limits: Range, view: MapView): Range[] {
  const own = mapViewOf(view, map);
  const [low, high] = (own.scale === 'log' ? map.extents.log : map.extents.linear) ?? [];
  if (low === undefined || high === undefined) {
    return [];
  }
  if (low < high || pinnedLimits(own)) {
    return [limits];
  }
  return [map.isDifference ? [-Math.abs(low), Math.abs(low)] : [low, low]];
}
