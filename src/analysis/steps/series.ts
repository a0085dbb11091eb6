import { numberColumn, wordColumn, type ResultColumn } from '../../formats/columns.js';
import type { Estimate } from '../../science/spectrum.js';
import { valueOn, type Trend } from '../../science/trend.js';
import type { SeriesQuantity } from '../../science/verdict.js';
import { placeholder } from './labels.js';
import { range } from './parameters/index.js';
import type { SeriesPanel } from './values.js';

/** The range parameter of all steps on series of scans. */
export const where = range({
  description: 'Over which energies; without it all',
  default: null
});

/** The first column of a table with one row per input. */
export function inputColumn(count: number): ResultColumn {
  return wordColumn(
    'scan',
    Array.from({ length: count }, (_, i) => placeholder(i))
  );
}

/** Values and their σ as two columns, `name` and `name_sigma`. */
export function estimateColumns(
  name: string,
  values: readonly Estimate[],
  unit = ''
): ResultColumn[] {
  return [
    numberColumn(
      name,
      values.map(({ value }) => value),
      unit
    ),
    numberColumn(
      `${name}_sigma`,
      values.map(({ sigma }) => sigma),
      unit
    )
  ];
}

/** A panel of the columns from `estimateColumns`. */
export function estimatePanel(
  column: string,
  title: string,
  more: Partial<SeriesPanel> = {}
): SeriesPanel {
  return { column, sigma: `${column}_sigma`, title, outliers: [], ...more };
}

/** The value of a trend at each time, for a panel; undefined without a trend. */
export function trendLine(
  found: Trend | null,
  times: ArrayLike<number>
): Pick<SeriesPanel, 'trend'> {
  return found ? { trend: Float64Array.from(times, time => valueOn(found, time)) } : {};
}

/** The trend of the areas of a series, as described in its verdict. */
export function areaTrend(found: Trend | null): SeriesQuantity {
  const [rises, falls] = ['The area rises', 'The area falls'];
  return { name: 'area', rises, falls, unit: '%', ownUnit: 'eV', trend: found };
}

/** The trend of its centroids. */
export function centroidTrend(found: Trend | null): SeriesQuantity {
  const [rises, falls] = ['The centroid moves up', 'The centroid moves down'];
  return { name: 'centroid', rises, falls, unit: 'eV', trend: found };
}
