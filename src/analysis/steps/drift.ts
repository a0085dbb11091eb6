import { numberColumn } from '../../formats/columns.js';
import { drift, type Drift } from '../../science/drift.js';
import { verdictOf, type SeriesQuantity } from '../../science/verdict.js';
import { commonAxisOf } from './average.js';
import { timeAxisOf, type TimeAxis } from './starttime.js';
import { estimate, plain } from './numbers.js';
import { numbers } from './parameters/index.js';
import {
  areaTrend,
  centroidTrend,
  estimateColumns,
  estimatePanel,
  inputColumn,
  trendLine,
  where
} from './series.js';
import { defineStep, singleOutput } from './step.js';
import type { NumberResult } from './values.js';

/** Change of a series with time. */
export const driftStep = defineStep({
  name: 'drift',
  version: 4,
  title:
    'How a series of scans changes, as by radiation damage: area, centroid and IAD of each, and a test of their trends.',
  takes: ['spectrum'],
  gives: 'table',
  inputs: { atLeast: 2 },
  parameters: {
    times: numbers({
      description:
        'Times or doses of the scans, in any unit; without them the hours since the first was begun, or their order where the times of some are not known (ISO 8601 is understood)',
      default: null
    }),
    range: where
  },
  all(inputs, { times, range: inside }) {
    commonAxisOf(inputs);
    const spectra = inputs.map(({ spectrum }) => spectrum);
    const { hours, words, warning } = times ? given : timeAxisOf(inputs);
    const along = times ?? hours ?? spectra.map((_, i) => i);
    const unit = hours ? 'h' : '';
    const { points, trends, warnings } = drift(spectra, along, inside);
    const columns = [
      inputColumn(points.length),
      numberColumn(
        'time',
        points.map(({ time }) => time),
        unit
      ),
      ...keys.flatMap(key =>
        estimateColumns(
          key,
          points.map(point => point[key]),
          key === 'iad' ? '' : 'eV'
        )
      )
    ];
    const panels = keys.map(key => estimatePanel(key, titles[key], trendLine(trends[key], along)));
    const series = { panels, ...(times ? { along: 'time' } : {}), perInput: ['times'] };
    const verdict = verdictOf(followed(trends));
    return [
      {
        input: null,
        ...singleOutput({ kind: 'table', columns, verdict, series }),
        numbers: trendNumbers(trends, hours ? '/h' : ''),
        details: { trends, verdict, along: words },
        warnings: [
          ...warnings,
          ...(warning ? [{ code: 'drift/order', message: warning, hasPlaceholders: true }] : [])
        ]
      },
      ...points.map(({ time, area, m1, iad }, input) => ({
        input,
        numbers: {
          time: plain(time, unit),
          area: estimate(area, 'eV'),
          m1: estimate(m1, 'eV'),
          iad: estimate(iad)
        }
      }))
    ];
  },
  describe: labels => `drift of ${labels.length}`
});

const given: TimeAxis = { hours: null, words: 'times as given', warning: null };

const keys = ['area', 'm1', 'iad'] as const;

const titles = { area: 'Area', m1: 'Centroid', iad: 'IAD' } as const;

/**
 * The test of each trend: its slope per unit of time (`per`), slope over σ, and 1 if it is
 * significant, else 0.
 */
function trendNumbers(trends: Drift['trends'], per: string): Record<string, NumberResult> {
  return Object.fromEntries(
    keys.flatMap((key): [string, NumberResult][] => {
      const trend = trends[key];
      return trend
        ? [
            [`${key}_slope`, estimate(trend.slope, unitOf(key, per))],
            [`${key}_z`, plain(trend.z)],
            [`${key}_redchi`, plain(trend.redchi)],
            [`${key}_changed`, plain(trend.hasChanged ? 1 : 0)]
          ]
        : [];
    })
  );
}

function unitOf(key: (typeof keys)[number], per: string): string {
  const own = key === 'iad' ? '' : 'eV';
  return per && own === '' ? `1${per}` : `${own}${per}`;
}

function followed({ area, m1, iad }: Drift['trends']): SeriesQuantity[] {
  return [
    areaTrend(area),
    centroidTrend(m1),
    ...(iad
      ? [
          {
            name: 'shape (IAD)',
            rises: 'The shape moves away from that of the first scan: its IAD rises',
            falls: 'The shape comes back to that of the first scan: its IAD falls',
            unit: '',
            trend: iad
          }
        ]
      : [])
  ];
}
