import { axis, base, plainWords } from '../figures/axes.js';
import type { IFigure } from './plotly.js';
import { alongRange, domainOf, panelRange, type ISeries, type ISeriesPanel } from './series.js';
import type { ITheme } from './theme.js';

/** Margins of the panels, pixels: at the left for titles next to the numbers of the axes. */
const margin = { l: 116, r: 12, t: 8, b: 40 };

/** From this many rows on points are small, and whiskers thin. */
const many = 30;

/**
 * Numbers of scans in panels on top of each other: each with its σ, expected value, trend, and
 * outliers.
 */
export function seriesFigure(series: ISeries, theme: ITheme): IFigure {
  const { panels, x } = series;
  const last = axisName('y', panels.length - 1);
  const axes = panels.map(
    (panel, i) => [`yaxis${suffix(i)}`, panelAxis(panel, i, panels.length, theme)] as const
  );
  return {
    data: panels.flatMap((panel, i) => tracesOf(series, panel, axisName('y', i), theme)),
    layout: {
      ...base(theme),
      margin,
      separators: '.', // no thousands separators
      annotations: panels.map((panel, i) => titleOf(panel, i, panels.length)),
      hovermode: false,
      dragmode: false,
      xaxis: {
        ...axis(plainWords(x.title), theme, alongRange(series)),
        anchor: last,
        fixedrange: true,
        ...(x.isOrder ? { tickformat: 'd', dtick: orderStep(x.values.length) } : {})
      },
      ...Object.fromEntries(axes)
    }
  };
}

function panelAxis(panel: ISeriesPanel, i: number, count: number, theme: ITheme) {
  return {
    ...axis('', theme, panelRange(panel)),
    domain: domainOf(i, count),
    fixedrange: true,
    nticks: 4,
    tickformat: '',
    exponentformat: 'power'
  };
}

/** Horizontal, next to its axis: a title along a low panel would extend into the next. */
function titleOf({ title, unit }: ISeriesPanel, i: number, count: number) {
  const [low, high] = domainOf(i, count);
  return {
    text: plainWords(title) + (unit ? `<br>(${plainWords(unit)})` : ''),
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: (low + high) / 2,
    xshift: 8 - margin.l,
    xanchor: 'left',
    yanchor: 'middle',
    align: 'left',
    showarrow: false
  };
}

function tracesOf(series: ISeries, panel: ISeriesPanel, yaxis: string, theme: ITheme) {
  const { rows } = series;
  const x = Array.from(series.x.values);
  const y = Array.from(panel.values);
  const size = rows.length > many ? 6 : 8;
  const common = { type: 'scatter', xaxis: 'x', yaxis, hoverinfo: 'skip', showlegend: false };
  const ends = alongRange(series);
  const expected =
    panel.expected === null
      ? []
      : [
          {
            ...common,
            mode: 'lines',
            x: ends,
            y: [panel.expected, panel.expected],
            line: { color: theme.text, width: 1, dash: 'dot' },
            opacity: 0.6
          }
        ];
  const points = {
    ...common,
    mode: 'markers',
    x,
    y,
    marker: {
      size: rows.map(({ isSelected }) => (isSelected ? size + 5 : size)),
      color: rows.map(({ color }) => color),
      symbol: rows.map(({ isOut }) => (isOut ? 'circle-open' : 'circle')),
      opacity: 1
    },
    ...(panel.sigma
      ? {
          error_y: {
            type: 'data',
            // no whisker for an unknown σ
            array: Array.from(panel.sigma, value => (Number.isFinite(value) ? value : 0)),
            color: theme.text,
            thickness: rows.length > many ? 0.6 : 1,
            width: rows.length > many ? 0 : 2
          }
        }
      : {})
  };
  const apart = {
    ...common,
    mode: 'markers',
    x: panel.outliers.map(row => x[row]),
    y: panel.outliers.map(row => y[row]),
    marker: { size: size + 9, color: theme.second, symbol: 'circle-open', line: { width: 2 } }
  };
  return [
    ...expected,
    ...(panel.trend ? [{ ...common, ...trendTrace(x, panel.trend, theme) }] : []),
    points,
    ...(panel.outliers.length > 0 ? [apart] : [])
  ];
}

/** Sorted along the horizontal axis, whatever the order of the rows. */
function trendTrace(x: readonly number[], trend: ArrayLike<number>, theme: ITheme) {
  const known = [...x.keys()].filter(row => Number.isFinite(x[row]) && Number.isFinite(trend[row]));
  known.sort((a, b) => x[a] - x[b]);
  return {
    mode: 'lines',
    x: known.map(row => x[row]),
    y: known.map(row => trend[row]),
    line: { color: theme.accent, width: 1.5, dash: 'dash' }
  };
}

/** A step of whole scans, at which about ten ticks fit. */
function orderStep(count: number): number {
  return [1, 2, 5, 10, 20, 50, 100].find(step => count / step <= 12) ?? Math.ceil(count / 10);
}

function axisName(letter: 'x' | 'y', i: number): string {
  return `${letter}${suffix(i)}`;
}

/** Plotly's first axis has no number. */
function suffix(i: number): string {
  return i === 0 ? '' : String(i + 1);
}
