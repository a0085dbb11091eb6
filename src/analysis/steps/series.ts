import { numberColumn, wordColumn } from '../../formats/columns.js';
import { consistency } from '../../science/consistency.js';
import { drift } from '../../science/drift.js';
import { numbers, range } from '../parameters/index.js';
import { commonAxisOf } from './average.js';
import { sharingReasons } from './fitreasons.js';
import { estimate, plain } from './numbers.js';
import { defineStep } from './step.js';
import type { NumberResult } from './values.js';

const where = range({ description: 'Over which energies; without it all', default: null });

/** How scans agree, before they are averaged. */
export const consistencyStep = defineStep({
  name: 'consistency',
  title:
    'How scans agree before they are averaged: shift ± σ and scale of each against the others, χ²/dof, outliers.',
  takes: ['spectrum'],
  inputs: { atLeast: 2 },
  parameters: { range: where },
  apply(inputs, options) {
    commonAxisOf(inputs);
    const found = consistency(
      inputs.map(({ spectrum }) => spectrum),
      options
    );
    const each = found.scans.flatMap(({ shift, scale, redchi }, i) => [
      [`${inputs[i].name}.shift`, estimate(shift, 'eV')],
      [`${inputs[i].name}.scale`, estimate(scale)],
      [`${inputs[i].name}.redchi`, plain(redchi)]
    ]);
    const outliers = found.scans.flatMap(({ outlier }, i) =>
      outlier.length > 0 ? [{ name: inputs[i].name, in: outlier }] : []
    );
    return {
      values: [],
      numbers: {
        redchi: plain(found.redchi),
        ...(Object.fromEntries(each) as Record<string, NumberResult>)
      },
      details: { outliers },
      warnings: found.warnings
    };
  },
  approximates: inputs => inputs.flatMap(({ spectrum }) => sharingReasons(spectrum))
});

/** How a series changes with time. */
export const driftStep = defineStep({
  name: 'drift',
  title:
    'How a series of scans changes: area, centroid and IAD of each, and a test of their trends.',
  takes: ['spectrum'],
  inputs: { atLeast: 2 },
  parameters: {
    times: numbers({
      description: 'Times of the scans, in any unit; without them their order',
      default: null
    }),
    range: where
  },
  apply(inputs, { times, range: inside }) {
    commonAxisOf(inputs);
    const spectra = inputs.map(({ spectrum }) => spectrum);
    const found = drift(spectra, times ?? spectra.map((_, i) => i), inside);
    const each = found.points.flatMap(({ area, m1, iad }, i) => [
      [`${inputs[i].name}.area`, estimate(area, 'eV')],
      [`${inputs[i].name}.m1`, estimate(m1, 'eV')],
      [`${inputs[i].name}.iad`, estimate(iad)]
    ]);
    const columns = [
      wordColumn(
        'scan',
        inputs.map(({ name }) => name)
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
    return {
      values: [{ kind: 'table', name: `drift of ${inputs.length}`, columns }],
      numbers: Object.fromEntries(each) as Record<string, NumberResult>,
      details: { trends: found.trends },
      warnings: found.warnings
    };
  }
});
