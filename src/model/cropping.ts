import { roundedEnergy } from '../analysis/cutplaces.js';
import {
  asSource,
  type MapView,
  type NewStep,
  type Range,
  type Ref
} from '../analysis/document/index.js';
import { wholeRanges, zoomedRanges } from '../analysis/mapplane.js';
import type { DrawnMap } from '../compute/types.js';

type Axes = Pick<DrawnMap, 'incident' | 'emission'> & { view?: DrawnMap['view'] };

/**
 * Parameters of a step `crop` to the visible part of a map in its plane; all of it without a zoom.
 */
export function visibleCrop(
  map: Axes,
  { view, zoom }: Pick<MapView, 'view' | 'zoom'>
): Record<string, Range> {
  const plane = map.view === 'transfer' ? map.view : view;
  const { x, y } = zoom ? zoomedRanges(zoom, plane) : wholeRanges(map, plane);
  const rounded = ([low, high]: Range): Range => [roundedEnergy(low), roundedEnergy(high)];
  return { incident: rounded(x), [plane === 'transfer' ? 'transfer' : 'emission']: rounded(y) };
}

/** The step that crops to the visible part of a map. @param of the Ref of the map. */
export function cropOf(
  of: Ref,
  map: Axes,
  view: Pick<MapView, 'view' | 'zoom'>
): Required<Pick<NewStep, 'step' | 'from' | 'parameters'>> {
  return { step: 'crop', from: [asSource(of)], parameters: visibleCrop(map, view) };
}
