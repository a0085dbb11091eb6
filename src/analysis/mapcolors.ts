import { usualDifference, type MapView, type Range } from './document/index.js';

/** How intensities become colours. */
export type MapColors = Pick<MapView, 'colorMap' | 'scale' | 'limits' | 'percentile'>;

type Shown = { readonly isDifference?: boolean } | null;

/** Of a view that stays the same the same: who draws compares by identity. */
const known = new WeakMap<MapView, MapView>();

/**
 * How a map is looked at. A difference has a colour map and pinned limits of its own: those of intensities, all above
 * zero, show nothing of it; and no logarithm, which has no place for what is below zero.
 */
export function mapViewOf(view: MapView, map: Shown): MapView {
  if (!map?.isDifference) {
    return view;
  }
  let own = known.get(view);
  if (!own) {
    const scale = view.scale === 'log' ? 'symlog' : view.scale;
    own = { ...view, ...usualDifference, ...view.difference, scale };
    known.set(view, own);
  }
  return own;
}

/** Limits that are pinned; null where the map's own apply, as on a logarithmic scale, which has no place for zero. */
export function pinnedLimits({ limits, scale }: Pick<MapView, 'limits' | 'scale'>): Range | null {
  return limits && (scale !== 'log' || Math.min(...limits) > 0) ? limits : null;
}

/** What of a view changes where the colours of the map that is shown do. */
export function colorsPatch(
  { difference = usualDifference }: MapView,
  map: Shown,
  { colorMap, limits, ...others }: Partial<MapColors>
): Partial<MapView> {
  const own = {
    ...(colorMap === undefined ? {} : { colorMap }),
    ...(limits === undefined ? {} : { limits })
  };
  const isOwn = Object.keys(own).length > 0;
  return map?.isDifference
    ? { ...others, ...(isOwn ? { difference: { ...difference, ...own } } : {}) }
    : { ...others, ...own };
}
