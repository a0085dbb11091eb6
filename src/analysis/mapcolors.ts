import { usualDifference, type MapView, type Range } from './document/index.js';

/** How intensities become colours. */
export type MapColors = Pick<MapView, 'colorMap' | 'scale' | 'limits' | 'percentile'>;

type Shown = { readonly isDifference?: boolean } | null;

/** The same object for the same view: callers compare by identity. */
const known = new WeakMap<MapView, MapView>();

/**
 * The colours of a map. A difference has its own colour map and pinned limits, as limits for
 * all-positive intensities would show nothing of it, and no logarithmic scale, which can't show
 * values below zero.
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

/**
 * Pinned limits; null if the map's own apply, as on a logarithmic scale with limits at or below
 * zero.
 */
export function pinnedLimits({ limits, scale }: Pick<MapView, 'limits' | 'scale'>): Range | null {
  return limits && (scale !== 'log' || Math.min(...limits) > 0) ? limits : null;
}

/** The change to a view that changes the colours of the shown map. */
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
