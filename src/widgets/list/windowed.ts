/** Height of a row, pixels. */
export const rowHeight = 24;

/** Rows drawn beyond the visible ones, on each side. */
const beyond = 8;

/** Height assumed while unknown, pixels. */
const unknownHeight = 960;

/** The rows to draw: from the first up to, but excluding, the end. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** The rows to draw for a scroll position and a box height (pixels). */
export function spanOf(count: number, top: number, height: number): Span {
  const seen = height > 0 ? height : unknownHeight;
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  const end = Math.min(count, Math.ceil((top + seen) / rowHeight) + beyond);
  return { first: Math.min(first, end), end };
}

/** Scroll position that shows a row completely; unchanged if it already does. */
export function scrolledTo(index: number, top: number, height: number): number {
  const start = index * rowHeight;
  if (start < top) {
    return start;
  }
  return height > 0 ? Math.max(top, start + rowHeight - height) : top;
}
