/** A point in the plane of a plot: energies, eV, or pixels. */
export interface IPlace {
  x: number;
  y: number;
}

/** Linear function; at least 0 on the side to keep. */
export type Side = (place: IPlace) => number;

/** Part of a convex outline on the sides to keep; empty if there is none, or a side is NaN. */
export function clippedOutline(outline: readonly IPlace[], sides: readonly Side[]): IPlace[] {
  return sides.reduce<IPlace[]>((left, side) => clippedBy(left, side), [...outline]);
}

function clippedBy(outline: readonly IPlace[], side: Side): IPlace[] {
  return outline.flatMap((place, i) => {
    const next = outline[(i + 1) % outline.length];
    const [here, there] = [side(place), side(next)];
    const own = here >= 0 ? [place] : [];
    const crosses = (here > 0 && there < 0) || (here < 0 && there > 0);
    return crosses ? [...own, between(place, next, here / (here - there))] : own;
  });
}

/** Part of a straight line on the sides to keep; null if there is none. */
export function clippedLine(
  [from, to]: readonly [IPlace, IPlace],
  sides: readonly Side[]
): [IPlace, IPlace] | null {
  let [start, end] = [0, 1];
  for (const side of sides) {
    const [here, there] = [side(from), side(to)];
    if (!(here >= 0) && !(there >= 0)) {
      return null;
    }
    const crossing = here / (here - there);
    start = here < 0 ? Math.max(start, crossing) : start;
    end = there < 0 ? Math.min(end, crossing) : end;
  }
  const at = (part: number) => (part === 0 ? from : part === 1 ? to : between(from, to, part));
  return start <= end ? [at(start), at(end)] : null;
}

function between(from: IPlace, to: IPlace, part: number): IPlace {
  return { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
}
