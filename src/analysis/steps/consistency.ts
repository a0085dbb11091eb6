import { numberColumn, wordColumn } from '../../formats/columns.js';
import { XESError } from '../../base/errors.js';
import { consistency, type ScanConsistency } from '../../science/consistency.js';
import { area } from '../../science/integrate.js';
import { moments } from '../../science/moments.js';
import type { Estimate, Range, Spectrum } from '../../science/spectrum.js';
import { trendOrNone, type Trend } from '../../science/trend.js';
import { agreementOf, listed, verdictOf, type SeriesQuantity } from '../../science/verdict.js';
import { commonAxisOf, named } from './average.js';
import { placeholder } from './labels.js';
import { estimate, plain } from './numbers.js';
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
import type { TableValue } from './values.js';

/** Agreement of scans before they are averaged. */
export const consistencyStep = defineStep({
  name: 'consistency',
  version: 3,
  title:
    'Quality: how scans agree before they are averaged: shift ± σ and scale of each against the others, its area and centroid, χ²/dof, outliers, and whether the series drifts.',
  takes: ['spectrum'],
  gives: 'table',
  inputs: { atLeast: 2 },
  parameters: { range: where },
  all(inputs, options) {
    commonAxisOf(inputs);
    const spectra = inputs.map(({ spectrum }) => spectrum);
    const found = consistency(spectra, options);
    const sizes = spectra.map(spectrum => sizeOf(spectrum, options.range));
    const outliers = found.scans.flatMap(({ outlier }, i) =>
      outlier.length > 0 ? [{ name: placeholder(i), in: outlier }] : []
    );
    const { value, trends } = tableOf(found.scans, sizes);
    const verdict = [
      agreementOf(found),
      ...verdictOf(trends),
      ...outliers.map(outlier => `“${outlier.name}” stands apart in its ${listed(outlier.in)}.`)
    ];
    return [
      {
        input: null,
        ...singleOutput({ ...value, verdict }),
        numbers: { redchi: plain(found.redchi) },
        details: { outliers, verdict },
        warnings: found.warnings.map(named)
      },
      ...found.scans.map(({ shift, scale, redchi }, input) => ({
        input,
        numbers: { shift: estimate(shift, 'eV'), scale: estimate(scale), redchi: plain(redchi) }
      }))
    ];
  },
  describe: labels => `consistency of ${labels.length}`
});

interface Size {
  area: Estimate;
  m1: Estimate;
}

const unknown: Estimate = { value: NaN, sigma: NaN };

/**
 * Area and centroid of a scan; if one does not exist, as without signal, the other is not affected.
 */
function sizeOf(spectrum: Spectrum, range: Range | null): Size {
  const orNone = (of: () => Estimate) => {
    try {
      return of();
    } catch (reason) {
      if (reason instanceof XESError) {
        return unknown;
      }
      throw reason;
    }
  };
  return {
    area: orNone(() => area(spectrum, range)),
    m1: orNone(() => moments(spectrum, { range }).m1)
  };
}

function tableOf(
  scans: readonly ScanConsistency[],
  sizes: readonly Size[]
): { value: TableValue; trends: SeriesQuantity[] } {
  const times = scans.map((_, i) => i);
  const [areas, centroids] = [
    sizes.map(({ area: estimate }) => estimate),
    sizes.map(({ m1 }) => m1)
  ];
  const shifts = trendOrNone(times, scans.map(independentShift));
  const [ofArea, ofCentroid] = [trendOrNone(times, areas), trendOrNone(times, centroids)];
  const apart = (kind: ScanConsistency['outlier'][number]) =>
    scans.flatMap(({ outlier }, i) => (outlier.includes(kind) ? [i] : []));
  const value: TableValue = {
    kind: 'table',
    columns: [
      inputColumn(scans.length),
      ...estimateColumns(
        'shift',
        scans.map(({ shift }) => shift),
        'eV'
      ),
      ...estimateColumns(
        'scale',
        scans.map(({ scale }) => scale)
      ),
      ...estimateColumns('area', areas, 'eV'),
      ...estimateColumns('m1', centroids, 'eV'),
      numberColumn(
        'redchi',
        scans.map(({ redchi }) => redchi)
      ),
      numberColumn(
        'redchi_shifted',
        scans.map(({ redchiShifted }) => redchiShifted)
      ),
      wordColumn(
        'outlier',
        scans.map(({ outlier }) => outlier.join(' '))
      )
    ],
    series: {
      panels: [
        estimatePanel('shift', 'Shift', {
          expected: 0,
          outliers: apart('shift'),
          ...shiftLine(shifts, scans)
        }),
        estimatePanel('area', 'Area', { outliers: apart('scale'), ...trendLine(ofArea, times) }),
        estimatePanel('m1', 'Centroid', trendLine(ofCentroid, times)),
        { column: 'redchi', title: 'Reduced χ²', expected: 1, outliers: apart('shape') }
      ],
      perInput: []
    }
  };
  return {
    value,
    trends: [
      areaTrend(ofArea),
      centroidTrend(ofCentroid),
      {
        name: 'shift',
        rises: 'The spectra shift up',
        falls: 'The spectra shift down',
        unit: 'eV',
        trend: shifts
      }
    ]
  };
}

/**
 * The shift of a scan from the mean of all, with the σ of the scan's own position. A shift s from
 * the others includes their noise, which all shifts share. With a share w in the mean these are s(1
 * − w) and σ√(1 − w).
 */
function independentShift({ shift: { value, sigma }, share }: ScanConsistency): Estimate {
  return { value: value * (1 - share), sigma: sigma * Math.sqrt(1 - share) };
}

/** The trend of the shifts from the mean of all, expressed as shifts from the others. */
function shiftLine(found: Trend | null, scans: readonly ScanConsistency[]) {
  const { trend } = trendLine(
    found,
    scans.map((_, i) => i)
  );
  return trend ? { trend: trend.map((value, i) => value / (1 - scans[i].share)) } : {};
}
