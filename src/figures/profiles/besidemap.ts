import type { MapPlane } from '../../analysis/mapplane.js';
import { lineBreak } from '../axes.js';
import type { IFigure } from '../description.js';

/** How profiles are aligned with a map whose axis they share. */
export interface IProfileFrame {
  /** Direction of their energies; along `y` the plot is rotated. */
  along: 'x' | 'y';
  /** Its visible range, eV. */
  range: readonly [number, number];
  /**
   * Margins of the map's plot area, pixels: left and right along `x`, top and bottom along `y`.
   * Null if the plot is elsewhere, with the map's energies but not their positions.
   */
  margins: readonly [number, number] | null;
  /** The energy of a CIE profile: ω, or Δ. */
  plane: MapPlane;
}

type Trace = Record<string, unknown>;
type Axis = Record<string, unknown>;

/** Room for the position of the cut, above the plot, pixels. */
const above = 24;

/** Fraction of the intensities' range that stays free at both ends. */
const free = 0.06;

/**
 * A figure of profiles in a frame: its energies are aligned with the map's, and its visible
 * intensities fill the remaining room. Along `y` it is rotated.
 * @param place position of the cut, such as "Ω = 9660.40, width 0.30".
 * @param isOnPaper whether the position may take several lines; on the screen room is scarce.
 */
export function besideMap(
  figure: IFigure,
  frame: IProfileFrame,
  place: string,
  isOnPaper = false
): IFigure {
  const { data, layout } = figure;
  const { range, margins } = frame;
  const energies: Axis = {
    ...(layout.xaxis as Axis),
    range,
    autorange: false,
    title: { text: '' },
    showticklabels: false // those of the map are next to them
  };
  const visible = visibleIntensities(data, range);
  const intensities: Axis = {
    ...(layout.yaxis as Axis),
    ...(visible ? { range: visible, autorange: false } : {}),
    fixedrange: true // a zoom applies to the energies, like the map's
  };
  const { title } = layout.yaxis as { title: { text: string } };
  const common = { ...layout, uirevision: undefined };
  if (!margins) {
    const xaxis = { ...(layout.xaxis as Axis), range, autorange: false };
    return { data, layout: { ...common, xaxis, yaxis: intensities } };
  }
  if (frame.along === 'x') {
    const [l, r] = margins;
    return {
      data,
      layout: {
        ...common,
        title: { text: place, font: { size: 11 }, y: 1, yanchor: 'top', pad: { t: 6 } },
        margin: { l, r, t: above, b: 8 },
        xaxis: energies,
        yaxis: intensities
      }
    };
  }
  const [t, b] = margins;
  // it is narrow: on paper, position and width have a line each; on the screen there is room for
  // two lines
  const places = isOnPaper ? place.split(/(?<=[,;]) /) : [place];
  const words = [title.text, ...places].filter(Boolean).join(lineBreak);
  return {
    data: data.map(turnedTrace),
    layout: {
      ...common,
      margin: { l: 8, r: 16, t, b },
      ...(layout.legend ? { legend: turnedLegend(layout.legend as ILegend) } : {}),
      xaxis: {
        ...intensities,
        nticks: 4,
        tickangle: 0,
        title: { ...title, text: words, font: { size: 10 }, ...(isOnPaper ? {} : { standoff: 4 }) },
        // leaves room for two lines of text below
        ...(isOnPaper ? {} : { ticklen: 2, tickfont: { size: 10 } })
      },
      yaxis: energies
    }
  };
}

interface ILegend {
  x: number;
  y: number;
}

/**
 * Rotate the position of a legend: the corner with the fewest points. A legend next to the plot
 * stays.
 */
function turnedLegend(legend: ILegend) {
  const { x, y, ...rest } = legend;
  if (x > 1) {
    return legend;
  }
  const xanchor = y === 1 ? 'right' : 'left';
  return { ...rest, x: y, y: x, xanchor, yanchor: x === 1 ? 'top' : 'bottom' };
}

/** A trace with its axes exchanged. */
function turnedTrace({ x, y, error_y: bars, hovertemplate, ...rest }: Trace): Trace {
  return {
    ...rest,
    x: y,
    y: x,
    ...(bars ? { error_x: bars } : {}),
    ...(typeof hovertemplate === 'string' ? { hovertemplate: turnedReadout(hovertemplate) } : {})
  };
}

function turnedReadout(template: string): string {
  return template.replace(/%\{([xy])/g, (_, axis: string) => `%{${axis === 'x' ? 'y' : 'x'}`);
}

/** Range of the intensities at visible energies, with a margin; null if there are none. */
function visibleIntensities(
  data: readonly Trace[],
  [from, to]: readonly [number, number]
): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const { x, y } of data as readonly { x: ArrayLike<number>; y: ArrayLike<number> }[]) {
    for (let i = 0; i < x.length; i++) {
      const isSeen = x[i] >= Math.min(from, to) && x[i] <= Math.max(from, to);
      if (isSeen && Number.isFinite(y[i])) {
        low = Math.min(low, y[i]);
        high = Math.max(high, y[i]);
      }
    }
  }
  const room = free * (high - low) || Math.abs(high) * free || 1;
  return low <= high ? [low - room, high + room] : null;
}
