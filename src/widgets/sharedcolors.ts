import type { MapView } from '../analysis/document/index.js';
import { sharedNoise, sharedView } from '../analysis/sharedcolors.js';
import type { DrawnMap } from '../compute/types.js';
import type { AnalysisModel } from '../model/index.js';

type Shown = Pick<AnalysisModel, 'mapsShown' | 'view'>;

/** Intensity below which symlog is linear, from `sharedNoise` of the displayed maps. */
export function symlogNoise(shown: Shown, map: DrawnMap): number {
  return sharedNoise(map, mapsOf(shown), shown.view.map);
}

/** How a map is drawn, from `sharedView` of the displayed maps. */
export function drawnViewOf(shown: Shown, map: DrawnMap): MapView {
  return sharedView(map, mapsOf(shown), shown.view.map);
}

function mapsOf({ mapsShown }: Shown): DrawnMap[] {
  return mapsShown.maps.flatMap(({ map }) => map ?? []);
}
