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

/** A displayed map, with its options. */
export interface IShownMap {
  /** Identifies this map. */
  key: string;
  /** Identifies its source: pixels from another source must not stand in for it. */
  source: string;
  map: FramedMap;
  view: MapView;
  /** Of the colours, intensity. */
  limits: Range;
  /** Intensity below which symlog is linear; if absent, the noise of the map. */
  noise?: number;
  cuts: readonly NamedCut[];
  /** Ids of the cuts whose profiles are shown in full. */
  shown: readonly string[];
  /** Drag mode; zoom if absent. */
  drag?: 'zoom' | 'pan';
  /** Whether it is one of several. */
  isSmall?: boolean;
}

/**
 * One step of the energy that a cut holds constant, eV; for a line, the larger step of both axes.
 */
export function stepOn(map: FramedMap | undefined, type: MapCut['type']): number {
  const step = (entry: 'CIE' | 'CEE' | 'CET') => (map ? cutStep(map, entry) : 0);
  return type === 'line' ? Math.max(step('CIE'), step('CEE')) : step(type);
}

/**
 * The axes and the colour bar of a displayed map. @param words about it; if absent, those for the
 * screen.
 */
export function figureOfMap(shown: IShownMap, theme: ITheme, words?: MapWords): IFigure {
  const { map, view, limits, noise = map.noise, drag, isSmall } = shown;
  const usual = isSmall ? 'few' : 'all';
  const look = { ...(drag ? { drag } : {}), words: words ?? usual } as const;
  return mapFigure({ ...map, noise }, view, limits, theme, look);
}
