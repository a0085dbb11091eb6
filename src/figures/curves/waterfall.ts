import type { AxesView } from '../../analysis/document/index.js';
import type { CurveData, ICurve } from './curve.js';
import { groupsOf } from './farapart.js';
import { fittedColumns } from './spectratraces.js';

/** Curves drawn with an offset. */
export interface IStack {
  /** In the same order, with offsets; the same curves if they are overlaid. */
  curves: readonly ICurve[];
  /**
   * Offset of each curve from the next: an intensity or, on a logarithmic axis, a factor; null if
   * there is none.
   */
  step: number | null;
}

/**
 * Default offset as a fraction of the tallest curve; and the greatest height of the stack in
 * heights of that curve.
 */
const usualPart = 0.4;
const mostHeights = 6;
/**
 * Intensities more than this many decades below the maximum do not count for the height of a curve.
 */
const mostDecades = 3;
/** Largest total factor, in decades, to avoid overflow. */
const mostLift = 250;

/**
 * Offset curves: the first of the list is the highest, the last is not moved. Groups at energies
 * far apart have a stack each. The same curves and step return the same objects, so that plotly
 * need not redraw them.
 * @param step the present offset, if it must not change; null for that of the view.
 */
export function stacked(
  curves: readonly ICurve[],
  { waterfall, logY }: AxesView,
  step: number | null = null
): IStack {
  const groups = waterfall ? groupsOf(curves) : [];
  const most = Math.max(0, ...groups.map(({ length }) => length - 1));
  if (!waterfall || most === 0) {
    return { curves, step: null };
  }
  const asked = (logY ? waterfall.factor : waterfall.offset) ?? usualStep(curves, most, logY);
  const used = step ?? (logY ? Math.min(asked, 10 ** (mostLift / most)) : asked);
  const lifts = new Map<ICurve, number>();
  for (const group of groups) {
    group.forEach((curve, i) => {
      const below = group.length - 1 - i;
      lifts.set(curve, logY ? used ** below : used * below);
    });
  }
  return { curves: curves.map(curve => raised(curve, lifts.get(curve) ?? 0, logY)), step: used };
}

/** The curve before the offset, with its measured intensities. */
export function asMeasured(curve: ICurve): ICurve {
  return originals.get(curve) ?? curve;
}

/**
 * Default offset of some curves: a fraction of the tallest one, with two digits. @param most number
 * of offset curves.
 */
function usualStep(curves: readonly ICurve[], most: number, isLog: boolean): number {
  const part = Math.min(usualPart, mostHeights / most);
  const tallest = Math.max(0, ...curves.map(({ data }) => (isLog ? decadesOf : heightOf)(data)));
  if (isLog) {
    return 1 + twoDigits(10 ** (part * (tallest || 1)) - 1);
  }
  return twoDigits(part * tallest) || 1;
}

function heightOf({ intensity }: CurveData): number {
  const [low, high] = extentOf(intensity, -Infinity);
  return low < high ? high - low : 0;
}

/**
 * Decades that a curve spans; values far below its maximum, such as noise around zero, do not
 * count.
 */
function decadesOf({ intensity }: CurveData): number {
  const [low, high] = extentOf(intensity, 0);
  return low < high ? Math.min(mostDecades, Math.log10(high / low)) : 0;
}

/** Least and greatest finite value above a floor. */
function extentOf(values: Float64Array, floor: number): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value > floor && value < Infinity) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

interface IRaised {
  lift: number;
  isLog: boolean;
}

const originals = new WeakMap<ICurve, ICurve>();
const knownCurves = new WeakMap<ICurve, IRaised & { curve: ICurve }>();
const knownData = new WeakMap<CurveData, IRaised & { data: CurveData }>();

function raised(curve: ICurve, lift: number, isLog: boolean): ICurve {
  const known = knownCurves.get(curve);
  if (known?.lift === lift && known.isLog === isLog) {
    return known.curve;
  }
  const next = { ...curve, data: raisedData(curve.data, lift, isLog) };
  knownCurves.set(curve, { lift, isLog, curve: next });
  originals.set(next, curve);
  return next;
}

function raisedData(data: CurveData, lift: number, isLog: boolean): CurveData {
  const known = knownData.get(data);
  if (known?.lift === lift && known.isLog === isLog) {
    return known.data;
  }
  const { intensity, sigma, columns } = data;
  const raise = (values: Float64Array) =>
    values.map(isLog ? value => value * lift : value => value + lift);
  const fitted = columns && {
    ...columns,
    ...Object.fromEntries(fittedColumns(columns).map(name => [name, raise(columns[name])]))
  };
  const next: CurveData = {
    ...data,
    intensity: raise(intensity),
    ...(isLog ? { sigma: raise(sigma) } : {}),
    ...(fitted ? { columns: fitted } : {})
  };
  knownData.set(data, { lift, isLog, data: next });
  return next;
}
