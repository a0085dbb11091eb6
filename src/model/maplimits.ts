import type { MapView, Range } from '../analysis/document/index.js';
import type { DrawnMap, IComputeDocument } from '../compute/types.js';
import { mapViewOf } from '../analysis/mapcolors.js';
import { areAlike, limitsAround } from '../analysis/sharedcolors.js';
import { ColorLimits } from './colorlimits.js';
import type { ShownMap } from './mapsshown.js';

/** A map with colour limits. */
export type Limited = { readonly map: DrawnMap; readonly valueKey: string };

/**
 * The colour limits of maps side by side: individual, or shared. Differences have other colours and
 * share limits among themselves.
 */
export class MapLimits {
  /** @param _onKnown called when requested limits have arrived. */
  constructor(
    private _compute: IComputeDocument,
    private _onKnown: () => void
  ) {}

  /** Limits of the displayed map. @param maps all drawn maps. */
  ofActive(active: Limited, maps: readonly ShownMap[], view: MapView): Range {
    const beside = maps.filter(isLimited).filter(({ isActive }) => !isActive);
    this._forgetOthers([active, ...beside]);
    const own = this._own(active, view);
    if (!view.sameLimits) {
      return own;
    }
    const alike = alikeOf(active, beside);
    return this._around([active, ...alike], view);
  }

  /**
   * Limits of another drawn map; null if it can't be computed.
   * @param active limits of the displayed map.
   */
  ofBeside(map: ShownMap, maps: readonly ShownMap[], active: Range, view: MapView): Range | null {
    if (!isLimited(map)) {
      return null;
    }
    if (!view.sameLimits) {
      return this._own(map, view);
    }
    const alike = alikeOf(map, maps);
    return alike.some(({ isActive }) => isActive) ? active : this._around([map, ...alike], view);
  }

  private _around(maps: readonly Limited[], view: MapView): Range {
    const limited = maps.map(map => ({ map: map.map, limits: this._own(map, view) }));
    return limitsAround(limited, view);
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
    const shownKeys = new Set(maps.map(({ valueKey }) => valueKey));
    [...this._limits.keys()]
      .filter(key => !shownKeys.has(key))
      .forEach(key => this._limits.delete(key));
  }

  /** By value key: the limits of a map do not depend on which one is active. */
  private _limits = new Map<string, ColorLimits>();
}

function isLimited<T extends ShownMap>(item: T): item is T & Limited {
  return item.map !== null && item.valueKey !== null;
}

/** Maps that share limits with the given one, if that is among them: differences are separate. */
function alikeOf<T extends ShownMap>(
  { map }: Pick<Limited, 'map'>,
  maps: readonly T[]
): (T & Limited)[] {
  return maps.filter(isLimited).filter(other => areAlike(map, other.map));
}
