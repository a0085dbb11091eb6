import type { MapPoint } from '../science/linecut.js';
import type { Cut } from '../science/map.js';
import type { StepEntry } from './document/types.js';

/** A cut along a straight line through a map, as it is drawn. */
export interface LineMark {
  readonly type: 'line';
  readonly from: MapPoint;
  readonly to: MapPoint;
  /** Full width of the band across it, eV; 0: the line itself. */
  readonly width: number;
}

/** A cut that is drawn on a map. */
export type MapCut = Cut | LineMark;

/** What a hand or a form changes of a cut. */
export interface MapCutPatch {
  /** Of a line its ends. */
  from?: MapPoint;
  to?: MapPoint;
  /** Of another its energy, eV. */
  at?: number;
  width?: number;
}

/** A step as a line on a map; null where it is none. */
export function lineOf({
  step,
  parameters
}: Pick<StepEntry, 'step' | 'parameters'>): LineMark | null {
  const { fromIncident, fromEmission, toIncident, toEmission, width = 0 } = parameters;
  const numbers = [fromIncident, fromEmission, toIncident, toEmission, width];
  if (step !== 'lineCut' || !numbers.every(one => typeof one === 'number')) {
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

/** The same, or a part of it, as parameters of its step. */
export function lineParameters({ from, to, width }: MapCutPatch): Record<string, number> {
  return {
    ...(from ? { fromIncident: from.incident, fromEmission: from.emission } : {}),
    ...(to ? { toIncident: to.incident, toEmission: to.emission } : {}),
    ...(width === undefined ? {} : { width })
  };
}
