/** Sides of squares that a line passes through, in order. */
export interface Chain {
  sides: number[];
  isClosed: boolean;
}

/** Join segments, each between two sides, into lines: no side belongs to more than two segments. */
export function joinSegments(segments: readonly (readonly [number, number])[]): Chain[] {
  const at = new Map<number, number[]>();
  segments.forEach((ends, s) => {
    for (const side of ends) {
      const known = at.get(side);
      if (known) {
        known.push(s);
      } else {
        at.set(side, [s]);
      }
    }
  });
  const isUsed = new Uint8Array(segments.length);
  /** Follow segments from a segment's end until the line ends or returns. */
  const follow = (start: number, side: number): number[] => {
    const passed = [side];
    let [segment, here] = [start, side];
    for (;;) {
      const next = at.get(here)?.find(other => other !== segment && !isUsed[other]);
      if (next === undefined) {
        return passed;
      }
      isUsed[next] = 1;
      const [a, b] = segments[next];
      here = a === here ? b : a;
      segment = next;
      passed.push(here);
    }
  };
  const chains: Chain[] = [];
  segments.forEach(([a, b], s) => {
    if (isUsed[s]) {
      return;
    }
    isUsed[s] = 1;
    const onwards = follow(s, b);
    const isClosed = onwards[onwards.length - 1] === a;
    const sides = isClosed ? onwards : [...follow(s, a).reverse(), ...onwards];
    chains.push({ sides, isClosed });
  });
  return chains;
}
