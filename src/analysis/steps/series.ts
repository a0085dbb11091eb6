import { numberColumn, wordColumn } from '../../formats/columns.js';
import { consistency } from '../../science/consistency.js';
import { drift } from '../../science/drift.js';
import { numbers, range } from './parameters/index.js';
import { commonAxisOf } from './average.js';
import { sharingReasons } from './fitreasons.js';
import { estimate, plain } from './numbers.js';
import { placeholder } from './labels.js';
import { defineStep, made } from './step.js';

const where = range({ description: 'Over which energies; without it all', default: null });

/** How scans agree, before they are averaged. */
export const consistencyStep = defineStep({
  name: 'consistency',
  title:
    'How scans agree before they are averaged: shift ± σ and scale of each against the others, χ²/dof, outliers.',
  takes: ['spectrum'],
  gives: null,
  inputs: { atLeast: 2 },
  parameters: { range: where },
  all(inputs, options) {
    commonAxisOf(inputs);
    const found = consistency(
      inputs.map(({ spectrum }) => spectrum),
      options
    );
    const outliers = found.scans.flatMap(({ outlier }, i) =>
      outlier.length > 0 ? [{ name: placeholder(i), in: outlier }] : []
    );
    return [
      {
        input: null,
        numbers: { redchi: plain(found.redchi) },
        details: { outliers },
        warnings: found.warnings
      },
      ...found.scans.map(({ shift, scale, redchi }, input) => ({
        input,
        numbers: { shift: estimate(shift, 'eV'), scale: estimate(scale), redchi: plain(redchi) }
      }))
    ];
  },
  approximates: inputs => inputs.flatMap(({ spectrum }) => sharingReasons(spectrum))
});

/** How a series changes with time. */
export const driftStep = defineStep({
  name: 'drift',
  title:
    'How a series of scans changes: area, centroid and IAD of each, and a test of their trends.',
  takes: ['spectrum'],
  gives: 'table',
  inputs: { atLeast: 2 },
  parameters: {
    times: numbers({
      description: 'Times of the scans, in any unit; without them their order',
      default: null
    }),
    range: where
  },
  all(inputs, { times, range: inside }) {
    commonAxisOf(inputs);
    const spectra = inputs.map(({ spectrum }) => spectrum);
    const found = drift(spectra, times ?? spectra.map((_, i) => i), inside);
    const columns = [
      wordColumn(
        'scan',
        inputs.map((_, i) => placeholder(i))
      ),
      numberColumn(
        'time',
        found.points.map(({ time }) => time)
      ),
      ...(['area', 'm1', 'iad'] as const).flatMap(key => {
        const unit = key === 'iad' ? '' : 'eV';
        return [
          numberColumn(
            key,
            found.points.map(point => point[key].value),
            unit
          ),
          numberColumn(
            `${key}_sigma`,
            found.points.map(point => point[key].sigma),
            unit
          )
        ];
      })
    ];
    return [
      {
        input: null,
        ...made({ kind: 'table', columns }),
        details: { trends: found.trends },
        warnings: found.warnings
      },
      ...found.points.map(({ area, m1, iad }, input) => ({
        input,
        numbers: { area: estimate(area, 'eV'), m1: estimate(m1, 'eV'), iad: estimate(iad) }
      }))
    ];
  },
  describe: labels => `drift of ${labels.length}`
});
