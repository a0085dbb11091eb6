/** Height of a row, pixels. */
export const rowHeight = 24;

/** Rows that are drawn beyond those that are seen, on each side. */
const beyond = 8;

/** Rows drawn where the height is not known. */
const unknownHeight = 960;

/** Rows that are drawn: from the first up to, but without, the end. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** The rows that are drawn of so many, scrolled by `top` pixels in a box of a height. */
export function spanOf(count: number, top: number, height: number): Span {
  const seen = height > 0 ? height : unknownHeight;
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  const end = Math.min(count, Math.ceil((top + seen) / rowHeight) + beyond);
  return { first: Math.min(first, end), end };
}

/** Where to scroll so that a row is seen whole; as it is where it is already. */
export function scrolledTo(index: number, top: number, height: number): number {
  const start = index * rowHeight;
  if (start < top) {
    return start;
  }
  return height > 0 ? Math.max(top, start + rowHeight - height) : top;
}
