import type { IFigure } from '../description.js';

/** Values in plotly's format. */
type Values = ArrayLike<number>;

/** Data along the axes of a figure: the properties of a plotly trace that are used here. */
export interface ITrace {
  readonly x: Values;
  readonly y: Values;
  readonly mode?: string;
  readonly name?: string;
  readonly showlegend?: boolean;
  readonly yaxis?: string;
  readonly zorder?: number;
  readonly opacity?: number;
  readonly fill?: string;
  readonly fillcolor?: string;
  readonly line?: { readonly color?: string; readonly width?: number; readonly dash?: string };
  readonly marker?: IMarker;
  readonly error_x?: IBars;
  readonly error_y?: IBars;
}

export interface IMarker {
  readonly size?: number | readonly number[];
  readonly color?: string | readonly unknown[];
  readonly symbol?: string | readonly string[];
  readonly opacity?: number;
  readonly line?: { readonly width?: number; readonly color?: string };
  readonly colorbar?: unknown;
  readonly showscale?: boolean;
}

export interface IBars {
  readonly array: Values;
  readonly color?: string;
  readonly thickness?: number;
  readonly width?: number;
}

/** The visible traces of a figure, lowest first. */
export function tracesIn({ data }: IFigure): readonly ITrace[] {
  const traces = data as unknown as readonly ITrace[];
  return traces
    .filter(({ marker, mode }) => !(marker?.opacity === 0 && mode === 'markers'))
    .map((trace, i) => ({ trace, i }))
    .sort((a, b) => (a.trace.zorder ?? 0) - (b.trace.zorder ?? 0) || a.i - b.i)
    .map(({ trace }) => trace);
}

/**
 * Range of traces along a letter, including their bars and a margin; [0, 1] if there is nothing.
 */
export function extentOf(
  traces: readonly ITrace[],
  letter: 'x' | 'y',
  isLog: boolean,
  room: number
): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const trace of traces) {
    const bars = trace[`error_${letter}`]?.array;
    const values = trace[letter];
    for (let i = 0; i < values.length; i++) {
      const half = bars && Number.isFinite(bars[i]) && !isLog ? bars[i] : 0;
      for (const value of [values[i] - half, values[i] + half]) {
        const at = isLog ? Math.log10(value) : value;
        if (Number.isFinite(at)) {
          low = Math.min(low, at);
          high = Math.max(high, at);
        }
      }
    }
  }
  if (low > high) {
    return [0, 1];
  }
  const margin = (high - low) * room || Math.abs(high) * room || room || 0.5;
  return [low - margin, high + margin];
}
