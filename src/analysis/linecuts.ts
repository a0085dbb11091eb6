import type { MapPoint } from '../science/linecut.js';
import type { Cut } from '../science/map.js';
import type { StepEntry } from './document/types.js';

/** A cut along a straight line through a map, as it is drawn. */
export interface LineMark {
  readonly type: 'line';
  readonly from: MapPoint;
  readonly to: MapPoint;
  /** Full width of the band, eV; 0 for the line itself. */
  readonly width: number;
}

/** A cut that is drawn on a map. */
export type MapCut = Cut | LineMark;

/** Changes to a cut, by a drag or a form. */
export interface MapCutPatch {
  /** Ends, of a line cut. */
  from?: MapPoint;
  to?: MapPoint;
  /** Energy, eV, of any other cut. */
  at?: number;
  width?: number;
}

/** A step as a line on a map; null for any other step. */
export function lineOf({
  step,
  parameters
}: Pick<StepEntry, 'step' | 'parameters'>): LineMark | null {
  const { fromIncident, fromEmission, toIncident, toEmission, width = 0 } = parameters;
  const numbers = [fromIncident, fromEmission, toIncident, toEmission, width];
  if (step !== 'lineCut' || !numbers.every(value => typeof value === 'number')) {
    return null;
  }
  const [x1, y1, x2, y2, across] = numbers;
  return {
    type: 'line',
    from: { incident: x1, emission: y1 },
    to: { incident: x2, emission: y2 },
    width: across
  };
}

/** A line, or some of its fields, as parameters of its step. */
export function lineParameters({ from, to, width }: MapCutPatch): Record<string, number> {
  return {
    ...(from ? { fromIncident: from.incident, fromEmission: from.emission } : {}),
    ...(to ? { toIncident: to.incident, toEmission: to.emission } : {}),
    ...(width === undefined ? {} : { width })
  };
}
