import { cutStep } from '../analysis/cutplaces.js';
import type { MapView, Range } from '../analysis/document/index.js';
import type { MapCut } from '../analysis/linecuts.js';
import {
  mapFigure,
  type FramedMap,
  type IFigure,
  type ITheme,
  type MapWords,
  type NamedCut
} from '../plots/index.js';

/** A map that is shown, and how. */
export interface IShownMap {
  /** Identifies this map. */
  key: string;
  /** Identifies what it is a map of: pixels of another are no stand-in for its own. */
  source: string;
  map: FramedMap;
  view: MapView;
  /** Of the colours, intensity. */
  limits: Range;
  /** Where symlog ends to be linear, intensity; absent: at the noise of the map. */
  noise?: number;
  cuts: readonly NamedCut[];
  /** Ids of the cuts whose profiles are shown in full. */
  shown: readonly string[];
  /** What a drag does; absent: it zooms. */
  drag?: 'zoom' | 'pan';
  /** Whether it is one of several. */
  isSmall?: boolean;
}

/** One step of the energy that a cut holds constant, eV; of a line the larger of the two axes. */
export function stepOn(map: FramedMap | undefined, type: MapCut['type']): number {
  const step = (one: 'CIE' | 'CEE' | 'CET') => (map ? cutStep(map, one) : 0);
  return type === 'line' ? Math.max(step('CIE'), step('CEE')) : step(type);
}

/** The axes and the colour bar of a map that is shown. @param words about it; those on the screen without. */
export function figureOfMap(shown: IShownMap, theme: ITheme, words?: MapWords): IFigure {
  const { map, view, limits, noise = map.noise, drag, isSmall } = shown;
  const usual = isSmall ? 'few' : 'all';
  const look = { ...(drag ? { drag } : {}), words: words ?? usual } as const;
  return mapFigure({ ...map, noise }, view, limits, theme, look);
}
