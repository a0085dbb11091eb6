/** A part of a node, pixels. */
export interface IRect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A label of a vertical line. */
export interface ILineLabel {
  /** Where its line stands, pixels. */
  readonly x: number;
  /** How wide it is written, pixels. */
  readonly width: number;
}

/** Where a label is written. */
export interface IPlacedLabel {
  readonly x: number;
  /** Of its foot. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** Height of a row of labels, and what lies between a line and its label, pixels. */
const rowHeight = 14;
const gap = 4;
/** A label's foot in its row, pixels from the top. */
const foot = 11;

/**
 * Places for labels of vertical lines, each beside its line, as high as can be, so that none covers another, or what is
 * there already. Another line is crossed by none that has room elsewhere: it would look like that one's. Null where
 * there is no room.
 * @param labels in any order. @param area in which they stand.
 */
export function placeLabels(
  labels: readonly ILineLabel[],
  area: IRect,
  obstacles: readonly IRect[] = []
): (IPlacedLabel | null)[] {
  const places = new Array<IPlacedLabel | null>(labels.length).fill(null);
  const taken = [...obstacles];
  const order = labels.map((_, i) => i).sort((a, b) => labels[a].x - labels[b].x);
  const rows = Math.floor((area.bottom - area.top) / rowHeight);
  const others = (i: number) =>
    labels.filter(({ x }) => x !== labels[i].x).map(one => lineRect(one, area));
  for (const isCrossing of [false, true]) {
    for (const i of order.filter(one => places[one] === null)) {
      const lines = isCrossing ? [] : others(i);
      const found = firstFree(labels[i], area, rows, [...taken, ...lines]);
      if (found) {
        taken.push(found.rect);
        places[i] = found.place;
      }
    }
  }
  return places;
}

function lineRect({ x }: ILineLabel, { top, bottom }: IRect): IRect {
  return { left: x, top, right: x, bottom };
}

function firstFree({ x, width }: ILineLabel, area: IRect, rows: number, taken: readonly IRect[]) {
  for (let row = 0; row < rows; row++) {
    const top = area.top + row * rowHeight;
    for (const anchor of ['start', 'end'] as const) {
      const at = anchor === 'start' ? x + gap : x - gap;
      const left = anchor === 'start' ? at : at - width;
      const rect = { left, top, right: left + width, bottom: top + rowHeight };
      const isInside = rect.left >= area.left && rect.right <= area.right;
      if (isInside && !taken.some(one => overlap(one, rect))) {
        return { rect, place: { x: at, y: top + foot, anchor } };
      }
    }
  }
  return null;
}

function overlap(one: IRect, other: IRect): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
