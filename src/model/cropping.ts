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

/** Parameters of a step `crop` that leave what is visible of a map, in the plane that it is drawn in; all of it without a zoom. */
export function visibleCrop(
  map: Axes,
  { view, zoom }: Pick<MapView, 'view' | 'zoom'>
): Record<string, Range> {
  const plane = map.view === 'transfer' ? map.view : view;
  const { x, y } = zoom ? zoomedRanges(zoom, plane) : wholeRanges(map, plane);
  const rounded = ([low, high]: Range): Range => [roundedEnergy(low), roundedEnergy(high)];
  return { incident: rounded(x), [plane === 'transfer' ? 'transfer' : 'emission']: rounded(y) };
}

/** The step that leaves what is visible of a map. @param of whose map it is. */
export function cropOf(
  of: Ref,
  map: Axes,
  view: Pick<MapView, 'view' | 'zoom'>
): Required<Pick<NewStep, 'step' | 'from' | 'parameters'>> {
  return { step: 'crop', from: [asSource(of)], parameters: visibleCrop(map, view) };
}
