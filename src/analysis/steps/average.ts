import { average } from '../../science/average.js';
import { XESError } from '../../science/errors.js';
import { choice, flag, numbers } from '../parameters/index.js';
import { channelParameter } from './channels.js';
import { plain } from './numbers.js';
import { spectrumStep } from './spectrum.js';
import { defineStep } from './step.js';
import type { NumberResult, ScanValue, SpectrumValue } from './values.js';

/** Several scans or spectra as one. */
export const averageStep = defineStep({
  name: 'average',
  title: 'Several spectra as one: ΣN/ΣI1 at each energy, with σ and the scatter between them.',
  takes: ['spectrum', 'scan'],
  inputs: { atLeast: 1 },
  parameters: {
    estimator: choice(['ratio-of-sums', 'mean-of-ratios', 'interpolated'], {
      description:
        'How: ΣN/ΣI1, the mean of N/I1, or the mean of interpolated N/I1; without it ΣN/ΣI1 where counts are known and the grids agree, else interpolated',
      default: null
    }),
    union: flag({
      description:
        'Over all energies that any scan covers, with a column of how many do, not only those that all cover'
    }),
    weights: numbers({
      description:
        'How much each counts, in their order, 0 leaving it out; without them all the same, which has the least noise',
      default: null
    }),
    channel: channelParameter
  },
  apply(inputs, { estimator, union, weights, channel }) {
    const spectra = inputs.map(input => spectrumOf(input, channel));
    const axis = commonAxisOf(spectra);
    const found = average(
      spectra.map(({ spectrum }) => spectrum),
      { estimator: estimator ?? undefined, union, weights }
    );
    const { chisqr, dof, redchi } = found.scatter;
    const scatter: Record<string, NumberResult> =
      dof > 0 ? { chisqr: plain(chisqr), redchi: plain(redchi) } : {};
    return {
      values: [
        {
          kind: 'spectrum',
          name: spectra.length === 1 ? spectra[0].name : `average of ${spectra.length}`,
          axis,
          spectrum: found.spectrum,
          ...(union ? { columns: { coverage: Float64Array.from(found.coverage) } } : {})
        }
      ],
      numbers: { scans: plain(spectra.length), ...scatter },
      details: { estimator: found.estimator },
      warnings: found.warnings
    };
  }
});

function spectrumOf(value: SpectrumValue | ScanValue, channel: string | null): SpectrumValue {
  return value.kind === 'spectrum'
    ? value
    : (spectrumStep.apply([value], { channel }).values[0] as SpectrumValue);
}

/** @throws XESError `step/input` where some run along Ω and others along ω */
export function commonAxisOf(spectra: readonly SpectrumValue[]): SpectrumValue['axis'] {
  const [first, ...others] = spectra;
  const other = others.find(({ axis }) => axis !== first.axis);
  if (other) {
    throw new XESError(
      'step/input',
      `"${first.name}" runs along the ${first.axis} energy and "${other.name}" along the ${other.axis} energy: they can't be taken together.`
    );
  }
  return first.axis;
}
