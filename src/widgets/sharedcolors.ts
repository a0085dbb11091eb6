import type { MapView } from '../analysis/document/index.js';
import { sharedNoise, sharedView } from '../analysis/sharedcolors.js';
import type { DrawnMap } from '../compute/types.js';
import type { AnalysisModel } from '../model/index.js';

type Shown = Pick<AnalysisModel, 'mapsShown' | 'view'>;

/** Where symlog ends to be linear, intensity, as `sharedNoise` has it of the maps that are shown. */
export function symlogNoise(shown: Shown, map: DrawnMap): number {
  return sharedNoise(map, mapsOf(shown), shown.view.map);
}

/** How a map is drawn, as `sharedView` has it of the maps that are shown. */
export function drawnViewOf(shown: Shown, map: DrawnMap): MapView {
  return sharedView(map, mapsOf(shown), shown.view.map);
}

function mapsOf({ mapsShown }: Shown): DrawnMap[] {
  return mapsShown.maps.flatMap(({ map }) => map ?? []);
}
