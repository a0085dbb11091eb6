import type { AxesView, Range } from '../../analysis/document/index.js';
import type { CurveData, ICurve } from './curve.js';

/** Ranges of energies are far apart if the gap between them is this many times the wider one. */
const farTimes = 3;

/** The visible part of curves that are shown together. */
export interface IFramed {
  /** The axes, without a zoom that would show nothing of the active curve. */
  axes: AxesView;
  /** Curves that are partly visible; all if the user chose the range. */
  inside: readonly ICurve[];
  /** Curves far outside the visible range. */
  outside: readonly ICurve[];
}

/**
 * Curves at energies far apart would be needles on a shared axis: initially, only those near the
 * active one are visible. A zoom takes precedence as long as it shows part of the active curve.
 */
export function framed(curves: readonly ICurve[], axes: AxesView): IFramed {
  const active = curves.filter(({ isActive }) => isActive);
  const wanted = active.length > 0 ? active : curves.slice(0, 1);
  const isSeen = wanted.length === 0 || wanted.some(({ data }) => liesIn(data, axes));
  const looked = isSeen ? axes : { ...axes, x: null, y: null };
  if (looked.x !== null) {
    return { axes: looked, inside: curves, outside: [] };
  }
  const group = groupOf(wanted[0], curves);
  return {
    axes: looked,
    inside: curves.filter(curve => group.has(curve)),
    outside: curves.filter(curve => !group.has(curve))
  };
}

/** Energy range of some curves, eV; null if there is none. */
export function energiesOf(curves: readonly ICurve[]): Range | null {
  const spans = curves.map(({ data }) => spanOf(data)).filter(span => span !== null);
  return spans.length > 0
    ? [Math.min(...spans.map(([low]) => low)), Math.max(...spans.map(([, high]) => high))]
    : null;
}

/** Curves grouped by nearby energies, ascending. */
export function groupsOf(curves: readonly ICurve[]): (readonly ICurve[])[] {
  const groups: ICurve[][] = [];
  let rest = curves;
  while (rest.length > 0) {
    const group = groupOf(rest[0], rest);
    groups.push(rest.filter(curve => group.has(curve)));
    rest = rest.filter(curve => !group.has(curve));
  }
  const startOf = (group: readonly ICurve[]) => energiesOf(group)?.[0] ?? -Infinity;
  return groups.sort((a, b) => startOf(a) - startOf(b));
}

/**
 * Curves near a given one, or near others of its group; a curve without energies is near to
 * everything.
 */
function groupOf(first: ICurve | undefined, curves: readonly ICurve[]): Set<ICurve> {
  const group = new Set(curves.filter(curve => curve === first || spanOf(curve.data) === null));
  let rest = curves.filter(curve => !group.has(curve));
  let near: ICurve[];
  do {
    const span = energiesOf([...group]);
    near = rest.filter(({ data }) => !span || !areFarApart(span, spanOf(data) ?? span));
    near.forEach(curve => group.add(curve));
    rest = rest.filter(curve => !group.has(curve));
  } while (near.length > 0);
  return group;
}

function areFarApart(a: Range, b: Range): boolean {
  const gap = Math.max(a[0], b[0]) - Math.min(a[1], b[1]);
  const wider = Math.max(a[1] - a[0], b[1] - b[0]);
  return wider > 0 && gap > farTimes * wider;
}

/** From the first energy to the last; they ascend. */
function spanOf({ energy }: CurveData): Range | null {
  return energy.length > 0 ? [energy[0], energy[energy.length - 1]] : null;
}

/**
 * Whether a curve overlaps both ranges of a zoom, if not at the same point: the user may look
 * there.
 */
function liesIn(data: CurveData, { x, y }: AxesView): boolean {
  const energies = spanOf(data);
  const known = data.intensity.filter(Number.isFinite);
  const intensities = known.length > 0 ? extentOf(known) : null;
  return (
    (x === null || energies === null || overlaps(x, energies)) &&
    (y === null || intensities === null || overlaps(y, intensities))
  );
}

function extentOf(values: Float64Array): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function overlaps(a: Range, b: Range): boolean {
  return Math.min(...a) <= Math.max(...b) && Math.min(...b) <= Math.max(...a);
}
