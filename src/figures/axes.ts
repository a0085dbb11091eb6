import type { Range } from '../analysis/document/index.js';
import { perMonitor } from '../science/intensityunit.js';
import type { IFigure } from './description.js';
import type { ITheme } from './theme.js';

/** Layout shared by all plots: transparent, with nothing drawn by default. */
export function base(theme: ITheme) {
  return {
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, color: theme.text, size: 11 },
    showlegend: false,
    autosize: true
  };
}

/** An axis of energies. @param range visible, eV; if absent, autorange. */
export function axis(title: string, theme: ITheme, range?: Range) {
  return {
    title: { text: title, standoff: 6 }, // otherwise it overlaps long tick labels
    ...(range ? { range, autorange: false } : { autorange: true }),
    // energies are written in full: never 8.64e+3, never 8,640
    exponentformat: 'none',
    separatethousands: false,
    tickformat: '.6~f',
    gridcolor: theme.grid,
    linecolor: theme.border,
    zeroline: false,
    ticks: 'outside',
    tickcolor: theme.border
  };
}

/** Starts a new line of a title. */
export const lineBreak = '<br>';

/** Escape text for plotly, which interprets tags. */
export function plainWords(words: string): string {
  return words.replace(/</g, '‹');
}

/** A short title for an axis of intensities in a low plot. */
function shortIntensity(title: string): string {
  return title.replace(`Intensity (${perMonitor})`, shortUnit(perMonitor));
}

/** A figure of curves with a short intensity title. */
export function withShortIntensity({ data, layout }: IFigure): IFigure {
  const yaxis = layout.yaxis as { title?: { text?: string } } | undefined;
  const { title } = yaxis ?? {};
  return title?.text === undefined
    ? { data, layout }
    : {
        data,
        layout: {
          ...layout,
          yaxis: { ...yaxis, title: { ...title, text: shortIntensity(title.text) } }
        }
      };
}

/** A short unit: there is little room next to a colour bar or a low profile. */
export function shortUnit(unit: string | undefined): string {
  if (unit === perMonitor) {
    return 'N / I1';
  }
  // "of a reference / eV" needs a noun before it
  return plainWords(unit?.startsWith('of ') ? `part ${unit}` : unit || 'Intensity');
}
