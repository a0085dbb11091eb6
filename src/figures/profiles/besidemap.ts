import type { MapPlane } from '../../analysis/mapplane.js';
import { lineBreak } from '../axes.js';
import type { IFigure } from '../description.js';

/** How profiles lie beside a map whose axis they share. */
export interface IProfileFrame {
  /** How their energies run; along `y` the plot is turned. */
  along: 'x' | 'y';
  /** What of it is visible, eV. */
  range: readonly [number, number];
  /**
   * Pixels beside the map's plot area: left and right of it along `x`, above and below it along `y`. Null where it stands
   * elsewhere, and has the map's energies but not their places.
   */
  margins: readonly [number, number] | null;
  /** What the energies of a CIE are of: ω, or Δ. */
  plane: MapPlane;
}

type Trace = Record<string, unknown>;
type Axis = Record<string, unknown>;

/** Room for where the cut lies, above the plot, pixels. */
const above = 24;

/** Part of the intensities' extent that stays free at both ends. */
const free = 0.06;

/**
 * A figure of profiles in a frame: its energies lie where the map's do, and its intensities fill what is left, as far as
 * they are visible. Along `y` it is turned.
 * @param place where the cut lies, such as "Ω = 9660.40, width 0.30".
 * @param isOnPaper whether a place may have several lines; on the screen room is scarce.
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
    showticklabels: false // the map's are beside them
  };
  const visible = visibleIntensities(data, range);
  const intensities: Axis = {
    ...(layout.yaxis as Axis),
    ...(visible ? { range: visible, autorange: false } : {}),
    fixedrange: true // a zoom is of the energies, as the map's
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
  // it is narrow there: on paper a place has a line, its width another; on the screen there is room for two lines
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
        // two lines of words have room below these
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

/** A legend in the corner that its own is after a turn: where the curves are least. One beside the plot stays. */
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

/** Extent of the intensities whose energies are visible, with some room; null where there are none. */
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
