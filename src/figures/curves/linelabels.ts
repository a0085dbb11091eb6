import type { IPlotArea } from '../maps/area.js';

/** A part of a node, pixels. */
export interface IRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A label of a vertical line. */
export interface ILineLabel {
  /** Position of its line, pixels. */
  readonly x: number;
  /** Width of its text, pixels. */
  readonly width: number;
}

/** Position of a label. */
export interface IPlacedLabel {
  readonly x: number;
  /** Of its baseline. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** Height of a row of labels, and the gap between a line and its label, pixels. */
export const labelHeight = 14;
export const labelGap = 4;
/** Baseline of a label in its row, pixels from the top. */
export const labelFoot = 11;

/**
 * Positions for labels of vertical lines, each next to its line, as high as possible, so that none
 * covers another or an obstacle. A label crosses another line only if it has no room elsewhere: it
 * would seem to belong to that line. Null if there is no room.
 * @param labels in any order; null for lines without one. @param area in which they lie.
 */
export function placeLabels(
  given: readonly (ILineLabel | null)[],
  area: IRect,
  obstacles: readonly IRect[] = []
): (IPlacedLabel | null)[] {
  const labels = given.flatMap((label, index) => (label ? [{ ...label, index }] : []));
  const places = new Array<IPlacedLabel | null>(given.length).fill(null);
  const taken = [...obstacles];
  labels.sort((a, b) => a.x - b.x);
  const rows = Math.floor((area.bottom - area.top) / labelHeight);
  const others = ({ x: own }: ILineLabel) =>
    labels.filter(({ x }) => x !== own).map(label => lineRect(label, area));
  for (const isCrossing of [false, true]) {
    for (const label of labels.filter(({ index }) => places[index] === null)) {
      const lines = isCrossing ? [] : others(label);
      const found = firstFree(label, area, rows, [...taken, ...lines]);
      if (found) {
        taken.push(found.rect);
        places[label.index] = found.place;
      }
    }
  }
  return places;
}

/** The plot area as a part of its node. */
export function insideOf({ left, top, width, height }: IPlotArea): IRect {
  return { left, top, right: left + width, bottom: top + height };
}

function lineRect({ x }: ILineLabel, { top, bottom }: IRect): IRect {
  return { left: x, top, right: x, bottom };
}

function firstFree({ x, width }: ILineLabel, area: IRect, rows: number, taken: readonly IRect[]) {
  for (let row = 0; row < rows; row++) {
    const top = area.top + row * labelHeight;
    for (const anchor of ['start', 'end'] as const) {
      const at = anchor === 'start' ? x + labelGap : x - labelGap;
      const left = anchor === 'start' ? at : at - width;
      const rect = { left, top, right: left + width, bottom: top + labelHeight };
      const isInside = rect.left >= area.left && rect.right <= area.right;
      if (isInside && !taken.some(entry => overlap(entry, rect))) {
        return { rect, place: { x: at, y: top + labelFoot, anchor } };
      }
    }
  }
  return null;
}

function overlap(a: IRect, b: IRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
