import type { LineMark, MapCut, MapCutPatch } from '../analysis/linecuts.js';
import { directionOf, heldEnergy, heldRange } from '../analysis/mapplane.js';
import { roundedEnergy } from '../science/equalenergies.js';
import type { Cut, CutType } from '../science/map.js';
import { energyAt, planeOf, type IPlotArea } from '../figures/maps/area.js';
import type { IPlace } from '../figures/maps/clip.js';
import type { CutPart } from './cutmark.js';
import { distanceFrom, placeOf, pointOf } from '../figures/maps/cutshape.js';

/**
 * One step of the energy that a cut of some type holds constant, eV; for a line, the larger step of
 * both axes.
 */
export type StepOf = (type: CutType | 'line') => number;

/** The side of a cut's line that its parts are on. */
const sides: Partial<Record<CutPart, number>> = { low: -1, high: 1 };

/** The point on the axes at a pixel of the node. */
export function placeAt(area: IPlotArea, x: number, y: number): IPlace {
  return { x: energyAt(area, 'x', x), y: energyAt(area, 'y', y) };
}

/**
 * A drag of a part of a cut. A part grabbed off its middle does not jump to the pointer, and stays
 * within the visible range.
 */
export class CutDrag {
  /** @param _cut as it was when grabbed. @param _from position of the pointer at that time. */
  constructor(
    private _cut: MapCut,
    private _part: CutPart,
    private _from: IPlace
  ) {}

  /** Change of the cut for a position of the pointer. @param step see `StepOf`. */
  to(place: IPlace, area: IPlotArea, step: StepOf): MapCutPatch {
    return this._cut.type === 'line'
      ? this._lineTo(this._cut, within(area, place), area, step('line'))
      : this._bandTo(this._cut, place, area, step(this._cut.type));
  }

  private _bandTo(
    { type, at, width }: Cut,
    place: IPlace,
    area: IPlotArea,
    step: number
  ): MapCutPatch {
    const direction = directionOf(type, planeOf(area));
    const held = ({ x, y }: IPlace) => heldEnergy(direction, x, y);
    const range = heldRange(direction, area);
    const side = sides[this._part] ?? 0;
    const start = clamped(at + (side * width) / 2, range);
    const energy = clamped(start + held(place) - held(this._from), range);
    // a band without a width has no profile, and no edges to grab
    return side === 0
      ? { at: roundedEnergy(energy, step) }
      : { width: roundedEnergy(Math.max(2 * side * (energy - at), step), step) };
  }

  private _lineTo(line: LineMark, place: IPlace, area: IPlotArea, step: number): MapCutPatch {
    const part = this._part;
    if (part === 'low' || part === 'high') {
      const off = (at: IPlace) => Math.abs(distanceFrom(line, pointOf(area, at)));
      const width = line.width + 2 * (off(place) - off(this._from));
      return { width: roundedEnergy(Math.max(width, step), step) };
    }
    const by = { x: place.x - this._from.x, y: place.y - this._from.y };
    return part === 'from' || part === 'to'
      ? { [part]: movedEnd(line[part], by, area, step, true) }
      : movedLine(line, by, area, step);
  }
}

/** A line translated by energies along both axes. */
export function movedLine(
  { from, to }: LineMark,
  by: IPlace,
  area: IPlotArea,
  step: number
): MapCutPatch {
  return {
    from: movedEnd(from, by, area, step, false),
    to: movedEnd(to, by, area, step, false)
  };
}

function movedEnd(
  end: LineMark['from'],
  by: IPlace,
  area: IPlotArea,
  step: number,
  isSeen: boolean
): LineMark['from'] {
  const { x, y } = placeOf(area, end);
  const place = { x: x + by.x, y: y + by.y };
  const { incident, emission } = pointOf(area, isSeen ? within(area, place) : place);
  return { incident: roundedEnergy(incident, step), emission: roundedEnergy(emission, step) };
}

/** Direction of an arrow key: one step to the right or up, or back. */
const arrows: Readonly<Record<string, IPlace>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: -1 }
};

/**
 * Change of a cut by an arrow key: a step in the direction of the arrow; perpendicular to its axis,
 * either pair of arrows moves it. @returns null for another key.
 */
export function nudged(
  cut: MapCut,
  key: string,
  steps: number,
  area: IPlotArea,
  step: StepOf
): MapCutPatch | null {
  if (!Object.hasOwn(arrows, key)) {
    return null;
  }
  const { x, y } = arrows[key];
  if (cut.type === 'line') {
    const by = { x: steps * x * step('CIE'), y: steps * y * step('CEE') };
    return movedLine(cut, by, area, Math.min(step('CIE'), step('CEE')));
  }
  const direction = directionOf(cut.type, planeOf(area));
  const sign = direction === 'diagonal' ? heldEnergy(direction, x, y) : x + y;
  const size = step(cut.type);
  const at = clamped(cut.at + sign * steps * size, heldRange(direction, area));
  return { at: roundedEnergy(at, size) };
}

function within({ x, y }: IPlotArea, place: IPlace): IPlace {
  return { x: clamped(place.x, x), y: clamped(place.y, y) };
}

function clamped(value: number, range: readonly [number, number]): number {
  return Math.max(Math.min(...range), Math.min(Math.max(...range), value));
}
