import type { Range } from '../analysis/document/index.js';
import { perMonitor } from '../science/intensityunit.js';
import type { IFigure } from './description.js';
import type { ITheme } from './theme.js';

/** The layout that all plots share: the page shines through, and nothing is drawn that was not asked for. */
export function base(theme: ITheme) {
  return {
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, color: theme.text, size: 11 },
    showlegend: false,
    autosize: true
  };
}

/** An axis of energies. @param range visible, eV; absent: what is drawn decides. */
export function axis(title: string, theme: ITheme, range?: Range) {
  return {
    title: { text: title, standoff: 6 }, // else it lies over long tick labels
    ...(range ? { range, autorange: false } : { autorange: true }),
    // energies are read off as they are: never 8.64e+3, never 8,640
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

/** Begins another line of a title. */
export const lineBreak = '<br>';

/** Words as plotly shall write them: it takes tags for its own. */
export function plainWords(words: string): string {
  return words.replace(/</g, '‹');
}

/** The title of an axis of intensities in few words, for a low plot. */
function shortIntensity(title: string): string {
  return title.replace(`Intensity (${perMonitor})`, shortUnit(perMonitor));
}

/** A figure of curves whose intensity is in few words. */
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

/** The unit in few words: there is little room beside a colour bar or a low profile. */
export function shortUnit(unit: string | undefined): string {
  if (unit === perMonitor) {
    return 'N / I1';
  }
  // "of a reference / eV" is read behind a noun
  return plainWords(unit?.startsWith('of ') ? `part ${unit}` : unit || 'Intensity');
}
