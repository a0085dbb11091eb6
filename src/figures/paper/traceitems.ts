import type { Item } from './display.js';
import type { IBars, IMarker, ITrace } from './trace.js';

/**
 * From a value to its pixel; NaN if it has no place, such as a negative value on a logarithmic
 * axis.
 */
export type Place = (value: number) => number;

/** Items of a trace: the area of its uncertainty, bars, line and points. */
export function traceItems(trace: ITrace, toX: Place, toY: Place): Item[] {
  const { mode = 'lines', fill, fillcolor, opacity = 1, line = {}, marker } = trace;
  const x = Array.from(trace.x, toX);
  const y = Array.from(trace.y, toY);
  const runs = runsOf(x, y);
  const { color = '#444444', width = 1.5 } = line;
  const seen = opacity < 1 ? { opacity } : {};
  const dash = dashOf(line.dash, width);
  return [
    ...(fill === 'toself' && fillcolor !== undefined
      ? [{ kind: 'path' as const, lines: runs, isClosed: true, fill: fillcolor, ...seen }]
      : []),
    ...barItems(trace.error_y, x, y, trace.y, toY, false, seen),
    ...barItems(trace.error_x, y, x, trace.x, toX, true, seen),
    ...(mode.includes('lines') && runs.length > 0
      ? [
          {
            kind: 'path' as const,
            lines: runs,
            stroke: color,
            width,
            ...(dash ? { dash } : {}),
            ...seen
          }
        ]
      : []),
    ...(mode.includes('markers') && marker ? dotItems(marker, x, y, color, seen) : [])
  ];
}

/** Lengths of a line's dashes, as in plotly; null for a solid line. */
export function dashOf(name: string | undefined, width: number): number[] | null {
  const long = Math.max(3 * width, 4);
  const short = Math.max(width, 1.5);
  return name === 'dash' ? [long, long * 0.8] : name === 'dot' ? [short, short * 1.5] : null;
}

/** The unbroken parts of a line: alternating x and y. */
function runsOf(x: readonly number[], y: readonly number[]): number[][] {
  const runs: number[][] = [];
  let isOpen = false;
  for (let i = 0; i < x.length; i++) {
    const isPlace = Number.isFinite(x[i]) && Number.isFinite(y[i]);
    if (isPlace && isOpen) {
      runs[runs.length - 1].push(x[i], y[i]);
    } else if (isPlace) {
      runs.push([x[i], y[i]]);
    }
    isOpen = isPlace;
  }
  return runs;
}

/**
 * @param along positions of the points across the bars. @param isAcross whether bars are
 * horizontal.
 */
function barItems(
  bars: IBars | undefined,
  along: readonly number[],
  middle: readonly number[],
  values: ArrayLike<number>,
  place: Place,
  isAcross: boolean,
  seen: object
): Item[] {
  if (!bars) {
    return [];
  }
  const { array, color = '#444444', thickness = 1, width: cap = 0 } = bars;
  const lines: number[][] = [];
  const put = (...places: [number, number][]) =>
    lines.push(places.flatMap(([one, other]) => (isAcross ? [other, one] : [one, other])));
  middle.forEach((at, i) => {
    const [low, high] = [place(values[i] - array[i]), place(values[i] + array[i])];
    if (array[i] > 0 && [along[i], at, high].every(Number.isFinite)) {
      const end = Number.isFinite(low) ? low : at; // on a logarithmic axis there may be none
      put([along[i], end], [along[i], high]);
      for (const value of cap > 0 ? [end, high] : []) {
        put([along[i] - cap, value], [along[i] + cap, value]);
      }
    }
  });
  return [{ kind: 'path', lines, stroke: color, width: thickness, ...seen }];
}

function dotItems(
  { size = 6, color, symbol, line }: IMarker,
  x: readonly number[],
  y: readonly number[],
  usual: string,
  seen: object
): Item[] {
  const styles = new Map<
    string,
    { fill?: string; stroke?: string; width?: number; at: number[] }
  >();
  x.forEach((at, i) => {
    if (!Number.isFinite(at) || !Number.isFinite(y[i])) {
      return;
    }
    const own = of(color, i);
    const paint = typeof own === 'string' ? own : usual;
    const isOpen = of(symbol, i)?.endsWith('-open') === true;
    const style = isOpen ? { stroke: paint, width: line?.width ?? 1 } : { fill: paint };
    const key = JSON.stringify(style);
    const group = styles.get(key) ?? { ...style, at: [] };
    styles.set(key, group);
    group.at.push(at, y[i], (of(size, i) ?? 6) / 2);
  });
  return [...styles.values()].map(group => ({ kind: 'dots', ...group, ...seen }));
}

/** A value common to all points, or that of a point. */
function of<T>(given: T | readonly T[] | undefined, i: number): T | undefined {
  return Array.isArray(given) ? (given as readonly T[])[i] : (given as T | undefined);
}
