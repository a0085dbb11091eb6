import type { LineMark, MapCut } from '../../analysis/linecuts.js';
import { directionOf, heldEnergy, heldRange, otherEnergy } from '../../analysis/mapplane.js';
import type { MapPoint } from '../../science/linecut.js';
import type { Cut } from '../../science/map.js';
import { isWithin, pixelWithin, planeOf, type IPlotArea } from './area.js';
import { clippedLine, clippedOutline, type IPlace, type Side } from './clip.js';

/** A cut in the colour of its curve, with its label. */
export type ColoredCut = MapCut & {
  /** `#rrggbb`; if absent, that of its type. */
  readonly color?: string | null;
  /** Its label in the list. */
  readonly label?: string;
};

/** A segment of a straight line, pixels. */
export type Segment = readonly [IPlace, IPlace];

/** Part of a cut in a plot area, pixels of the node; null or empty if not visible. */
export interface ICutShape {
  /** Outline of the band. */
  band: readonly IPlace[];
  line: Segment | null;
  /** Edges of the band: at the lower and the higher value of the energy that it holds constant. */
  low: Segment | null;
  high: Segment | null;
  /** Ends of a line that does not cross the whole map. */
  from: IPlace | null;
  to: IPlace | null;
}

/** Shape of a cut in a plot area; null if not visible. */
export function cutShape(cut: MapCut, area: IPlotArea): ICutShape | null {
  const shape = cut.type === 'line' ? lineShape(cut, area) : bandShape(cut, area);
  return shape.line || hasExtent(shape.band) ? shape : null;
}

/** A point of the map on the axes. */
export function placeOf(area: IPlotArea, { incident, emission }: MapPoint): IPlace {
  return { x: incident, y: otherEnergy(planeOf(area), incident, emission) };
}

/** A point on the axes as a point of the map. */
export function pointOf(area: IPlotArea, { x, y }: IPlace): MapPoint {
  return { incident: x, emission: otherEnergy(planeOf(area), x, y) };
}

function bandShape({ type, at, width }: Cut, area: IPlotArea): ICutShape {
  const direction = directionOf(type, planeOf(area));
  const held = ({ x, y }: IPlace) => heldEnergy(direction, x, y);
  const [low, high] = [at - width / 2, at + width / 2];
  const lineAt = (energy: number) => {
    const [least, most] = heldRange(direction, area);
    return energy >= least && energy <= most ? inPixels(area, wholeLine(energy)) : null;
  };
  const wholeLine = (energy: number): [IPlace, IPlace] => {
    const [x0, x1] = sorted(area.x);
    const [y0, y1] = sorted(area.y);
    switch (direction) {
      case 'x':
        return [place(energy, y0), place(energy, y1)];
      case 'y':
        return [place(x0, energy), place(x1, energy)];
      case 'diagonal': {
        const [start, end] = [Math.max(x0, y0 + energy), Math.min(x1, y1 + energy)];
        return [place(start, start - energy), place(end, end - energy)];
      }
    }
  };
  const band = clippedOutline(corners(area), [
    corner => held(corner) - low,
    corner => high - held(corner)
  ]);
  return {
    band: band.map(corner => pixels(area, corner)),
    line: lineAt(at),
    low: lineAt(low),
    high: lineAt(high),
    from: null,
    to: null
  };
}

function lineShape({ from, to, width }: LineMark, area: IPlotArea): ICutShape {
  const { across } = directionsOf(from, to);
  const beside = ({ incident, emission }: MapPoint, distance: number) =>
    placeOf(area, {
      incident: incident + distance * across.incident,
      emission: emission + distance * across.emission
    });
  const lineAt = (distance: number): [IPlace, IPlace] => [
    beside(from, distance),
    beside(to, distance)
  ];
  const sides = sidesOf(area);
  const inside = (line: [IPlace, IPlace]) => {
    const found = clippedLine(line, sides);
    return found && inPixels(area, found);
  };
  const [low, high] = [lineAt(-width / 2), lineAt(width / 2)];
  const end = (point: MapPoint) => {
    const found = placeOf(area, point);
    const isSeen = isWithin(area, 'x', found.x) && isWithin(area, 'y', found.y);
    return isSeen ? pixels(area, found) : null;
  };
  return {
    band: clippedOutline([...low, ...high.reverse()], sides).map(corner => pixels(area, corner)),
    line: inside(lineAt(0)),
    low: inside(low),
    high: inside([high[1], high[0]]),
    from: end(from),
    to: end(to)
  };
}

/** Unit vectors along a line and across it, in eV of Ω and ω; NaN for a line of zero length. */
export function directionsOf(from: MapPoint, to: MapPoint): { along: MapPoint; across: MapPoint } {
  const [x, y] = [to.incident - from.incident, to.emission - from.emission];
  const length = Math.hypot(x, y);
  const along = { incident: x / length, emission: y / length };
  return { along, across: { incident: along.emission, emission: -along.incident } };
}

/** Signed distance of a point of the map from a line, eV, as the engine computes it. */
export function distanceFrom({ from, to }: Pick<LineMark, 'from' | 'to'>, point: MapPoint): number {
  const { across } = directionsOf(from, to);
  return (
    (point.incident - from.incident) * across.incident +
    (point.emission - from.emission) * across.emission
  );
}

/** The sides of the plot area, for points on its axes. */
function sidesOf(area: IPlotArea): Side[] {
  const [x0, x1] = sorted(area.x);
  const [y0, y1] = sorted(area.y);
  return [({ x }) => x - x0, ({ x }) => x1 - x, ({ y }) => y - y0, ({ y }) => y1 - y];
}

function corners({ x: [x0, x1], y: [y0, y1] }: IPlotArea): IPlace[] {
  return [place(x0, y0), place(x1, y0), place(x1, y1), place(x0, y1)];
}

function inPixels(area: IPlotArea, [from, to]: readonly [IPlace, IPlace]): Segment {
  return [pixels(area, from), pixels(area, to)];
}

function pixels(area: IPlotArea, { x, y }: IPlace): IPlace {
  return place(pixelWithin(area, 'x', x), pixelWithin(area, 'y', y));
}

function place(x: number, y: number): IPlace {
  return { x, y };
}

function sorted([one, other]: readonly [number, number]): [number, number] {
  return [Math.min(one, other), Math.max(one, other)];
}

/** Whether an outline covers an area. */
function hasExtent(outline: readonly IPlace[]): boolean {
  const area = outline.reduce((sum, { x, y }, i) => {
    const next = outline[(i + 1) % outline.length];
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(area) > 1e-6;
}
