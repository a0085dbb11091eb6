import type { IPlotlyNode } from './plotly.js';

/** Appearance of the points of a row of a series. */
export interface ISeriesRow {
  /** `#rrggbb` */
  readonly color: string;
  /** Left out: drawn hollow. */
  readonly isOut: boolean;
  readonly isSelected: boolean;
}

/** A number for each row (n each). */
export interface ISeriesPanel {
  readonly title: string;
  /** '' if it has none. */
  readonly unit: string;
  readonly values: ArrayLike<number>;
  /** NaN where unknown; null if there is none. */
  readonly sigma: ArrayLike<number> | null;
  /** Expected value if nothing is wrong; null if unknown. */
  readonly expected: number | null;
  /** NaN in rows that it does not include; null if there is none. */
  readonly trend: ArrayLike<number> | null;
  /** Rows that deviate. */
  readonly outliers: readonly number[];
}

/** Numbers of scans in panels on top of each other, over the order or the time of the scans. */
export interface ISeries {
  readonly rows: readonly ISeriesRow[];
  readonly x: { readonly title: string; readonly values: ArrayLike<number>; isOrder: boolean };
  /** The first is at the top. */
  readonly panels: readonly ISeriesPanel[];
}

/** A point of a series, and its position: pixels of the plot's node. */
export interface ISeriesPlace {
  row: number;
  panel: number;
  x: number;
  y: number;
}

type Size = NonNullable<IPlotlyNode['_fullLayout']>['_size'];

/** Fraction of a panel's height that is free below it. */
const gap = 0.2;

/** Largest distance of the pointer from a point, pixels. */
const reach = 24;

/** Fractions of the plot's height for a panel, from 0 at the bottom to 1 at the top. */
export function domainOf(panel: number, count: number): [number, number] {
  const low = 1 - (panel + 1) / count;
  return [low + (panel === count - 1 ? 0 : gap / count), low + 1 / count];
}

/**
 * Range of the values with their σ, plus a tenth; including rows that are left out, so that it
 * stays the same.
 */
export function panelRange(panel: ISeriesPanel): [number, number] {
  const known = ranges.get(panel) ?? rangeOf(panel);
  ranges.set(panel, known);
  return known;
}

const ranges = new WeakMap<ISeriesPanel, [number, number]>();

function rangeOf({ values, sigma, expected }: ISeriesPanel): [number, number] {
  const ends = Array.from(values).flatMap((value, i) => {
    const half = sigma && Number.isFinite(sigma[i]) ? sigma[i] : 0;
    return Number.isFinite(value) ? [value - half, value + half] : [];
  });
  return widened(expected === null ? ends : [...ends, expected], 0.1);
}

/** Range of the horizontal axis, with a margin. */
export function alongRange({ x }: ISeries): [number, number] {
  const range = alongRanges.get(x) ?? rangeAlong(x);
  alongRanges.set(x, range);
  return range;
}

/** Cached: needed for each point with each move of the pointer. */
const alongRanges = new WeakMap<ISeries['x'], [number, number]>();

function rangeAlong(x: ISeries['x']): [number, number] {
  const known = Array.from(x.values).filter(Number.isFinite);
  return x.isOrder ? [0.5, x.values.length + 0.5] : widened(known, 0.04);
}

function widened(values: readonly number[], part: number): [number, number] {
  if (values.length === 0) {
    return [0, 1];
  }
  const [low, high] = values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity]
  );
  const room = (high - low) * part || Math.abs(high) * 1e-3 || 1;
  return [low - room, high + room];
}

/** Position of a point; null if its number or its place is unknown. */
export function placeOf(
  series: ISeries,
  row: number,
  panel: number,
  size: Size
): ISeriesPlace | null {
  const [x, y] = [series.x.values[row], series.panels[panel].values[row]];
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    return null;
  }
  const part = (value: number, [from, to]: [number, number]) => (value - from) / (to - from);
  const [low, high] = domainOf(panel, series.panels.length);
  const height = low + part(y, panelRange(series.panels[panel])) * (high - low);
  return {
    row,
    panel,
    x: size.l + part(x, alongRange(series)) * size.w,
    y: size.t + (1 - height) * size.h
  };
}

/** The drawn point nearest to a position (pixels of the plot's node); null if none is near. */
export function nearestInSeries(
  series: ISeries,
  size: Size,
  x: number,
  y: number
): ISeriesPlace | null {
  let found: ISeriesPlace | null = null;
  let least = reach;
  for (let panel = 0; panel < series.panels.length; panel++) {
    for (let row = 0; row < series.rows.length; row++) {
      const place = placeOf(series, row, panel, size);
      const distance = place ? Math.hypot(place.x - x, place.y - y) : Infinity;
      if (distance < least) {
        [found, least] = [place, distance];
      }
    }
  }
  return found;
}
