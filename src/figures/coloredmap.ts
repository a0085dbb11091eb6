import type { ColoredMap } from '../analysis/sharedcolors.js';
import type { RXESMap } from '../science/map.js';
import { surveyOf } from '../science/survey.js';
import { noiseOf } from './intensityscale.js';

/** The properties of a map's cells that colours depend on. */
export function coloredMap(map: RXESMap): Pick<ColoredMap, 'extents' | 'noise'> {
  const { extent, positive } = surveyOf(map);
  return { extents: { linear: extent, log: positive }, noise: noiseOf(map) };
}
