import type { ColorScale, MapView, ProfilePlaces } from '../analysis/document/index.js';

export type { ProfilePlaces };

/** Preferences for the viewer that are not part of a document. */
export interface IViewerPreferences {
  /** Width of a new cut, in steps of the energy it holds constant. */
  cutSteps: number;
  /** Where profiles are placed around the map, as far as there is room. */
  profiles: ProfilePlaces;
  /** A read that takes longer than this shows a progress bar, ms. */
  progressDelay: number;
}

export const defaultPreferences: IViewerPreferences = {
  cutSteps: 1,
  profiles: 'around',
  progressDelay: 300
};

/** From the settings: how a document is shown if it does not specify that itself. */
export interface IPreferredLook {
  colorMap: string;
  scale: ColorScale;
  limits: 'extent' | 'percentile';
}

/** The same as part of a document. */
export function preferredView({ colorMap, scale, limits }: IPreferredLook): Partial<MapView> {
  return { colorMap, scale, percentile: limits === 'percentile' ? usualPercentile : null };
}

/** Percentiles of the intensities that exclude single hot or dead cells, %. */
export const usualPercentile: [number, number] = [1, 99];
