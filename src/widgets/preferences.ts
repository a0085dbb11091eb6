import type { ColorScale, MapView, ProfilePlaces } from '../analysis/document/index.js';

export type { ProfilePlaces };

/** Preferences for the viewer that no document holds. */
export interface IViewerPreferences {
  /** Width of a new cut, in steps of the energy it holds constant. */
  cutSteps: number;
  /** Where the profiles stand about the map, as far as there is room. */
  profiles: ProfilePlaces;
  /** A read that takes longer than this shows a bar, ms. */
  progressDelay: number;
}

export const defaultPreferences: IViewerPreferences = {
  cutSteps: 1,
  profiles: 'around',
  progressDelay: 300
};

/** How a document is looked at that does not say so itself, as the settings have it. */
export interface IPreferredLook {
  colorMap: string;
  scale: ColorScale;
  limits: 'extent' | 'percentile';
}

/** The same as a part of a document. */
export function preferredView({ colorMap, scale, limits }: IPreferredLook): Partial<MapView> {
  return { colorMap, scale, percentile: limits === 'percentile' ? usualPercentile : null };
}

/** Percentiles of the intensities that leave out single hot or dead cells, %. */
export const usualPercentile: [number, number] = [1, 99];
