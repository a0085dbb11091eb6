import { isThrough, maxMaps, type AnalysisModel, type ShownMap } from '../../model/index.js';
import { parseItemKey, refText } from '../../analysis/document/index.js';
import type { MapCut } from '../../analysis/linecuts.js';
import type { IShownMap } from '../shownmap.js';
import { drawnViewOf, symlogNoise } from '../sharedcolors.js';
import type { IProfiledCut } from '../profiles/profiledcut.js';

/** The displayed scan and arm, or the step's result. */
export function sourceOf({ activeRef, channel }: AnalysisModel): string {
  return `${activeRef && refText(activeRef)}:${channel?.name}`;
}

/**
 * The source of a map, whether or not it is active. A scan's includes its arm, which may change
 * under the same name.
 */
function sourceOfMap({ channel }: AnalysisModel, { key, name, isActive }: ShownMap): string {
  const arm = parseItemKey(key).channel === undefined && isActive ? channel?.name : undefined;
  return arm === undefined ? name : `${name}:${arm}`;
}

/** How a map is drawn, alone or with others; null if it can't be drawn. */
export function drawnMap(
  model: AnalysisModel,
  entry: ShownMap,
  look: Pick<IShownMap, 'cuts' | 'shown' | 'drag' | 'isSmall'>
): IShownMap | null {
  const { map, valueKey, isActive } = entry;
  const limits = model.colorLimitsOf(entry);
  return map && valueKey !== null && limits
    ? {
        key: valueKey,
        source: sourceOfMap(model, entry),
        map,
        view: drawnViewOf(model, map),
        limits,
        noise: symlogNoise(model, map),
        ...look,
        cuts: isActive ? look.cuts : look.cuts.filter(({ id }) => isThrough(model, id, entry))
      }
    : null;
}

/** The profiles of all maps along a cut, each in the colour of its row. */
export function profilesAlong(
  model: AnalysisModel,
  cut: MapCut & { readonly id: string },
  maps: readonly ShownMap[]
): IProfiledCut[] {
  return maps
    .filter(map => map.map && (map.isActive || isThrough(model, cut.id, map)))
    .map(map => ({
      id: `${cut.id} ${map.name}`,
      cut,
      profile: model.profile(cut.id, map.isActive ? null : map.name),
      label: map.label,
      color: map.color,
      isActive: map.isActive
    }));
}

/** Titles of the maps that the profiles belong to. */
export function namesOf(maps: readonly ShownMap[]): string {
  return JSON.stringify(maps.map(({ name }) => name));
}

/** `3 more maps are ticked but not drawn: at most 9 are shown side by side.` */
export function tooMany(left: number): string {
  const are = left === 1 ? '1 more map is' : `${left} more maps are`;
  return `${are} ticked but not drawn: at most ${maxMaps} are shown side by side.`;
}
