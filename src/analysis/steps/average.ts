import { average } from '../../science/average.js';
import type { RepeatWarning } from '../../science/repeats.js';
import type { Warning } from '../../science/spectrum.js';
import { covered } from './covered.js';
import { choice, flag, numbers } from './parameters/index.js';
import { channelParameter } from './channels.js';
import { InputError, placeholder } from './labels.js';
import { plain } from './numbers.js';
import { spectrumOfScan } from './spectrum.js';
import { defineStep, singleOutput } from './step.js';
import type { NumberResult, SpectrumAxis, SpectrumValue } from './values.js';

/** Several scans or spectra combined into one. */
export const averageStep = defineStep({
  name: 'average',
  title: 'Several spectra as one: ΣN/ΣI1 at each energy, with σ and the scatter between them.',
  takes: ['spectrum', 'scan'],
  gives: 'spectrum',
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
  all(inputs, { estimator, union, weights, channel }) {
    const spectra = inputs.map((input, i) =>
      input.kind === 'spectrum' ? input : spectrumOfScan(input.scan, channel, i).value
    );
    const axis = commonAxisOf(spectra);
    const found = average(
      spectra.map(({ spectrum }) => spectrum),
      { estimator: estimator ?? undefined, union, weights }
    );
    const { chisqr, dof, redchi } = found.scatter;
    const scatter: Record<string, NumberResult> =
      dof > 0 ? { chisqr: plain(chisqr), redchi: plain(redchi) } : {};
    return {
      ...singleOutput(
        union ? covered(axis, found) : { kind: 'spectrum', axis, spectrum: found.spectrum }
      ),
      numbers: { scans: plain(spectra.length), ...scatter },
      details: { estimator: found.estimator },
      warnings: found.warnings.map(named)
    };
  },
  describe: labels => (labels.length === 1 ? labels[0] : `average of ${labels.length}`)
});

/** A warning about two scans, with placeholders for their labels. */
export function named(warning: Warning | RepeatWarning) {
  if (!('scans' in warning)) {
    return warning;
  }
  const { code, scans, predicate } = warning;
  const [item, other] = scans.map(placeholder);
  return {
    code,
    message: `"${item}" and "${other}" ${predicate}`,
    inputs: scans,
    hasPlaceholders: true
  };
}

/**
 * @param spectra of the inputs, in order.
 * @throws InputError `step/input` if some are over Ω and others over ω
 */
export function commonAxisOf(spectra: readonly Pick<SpectrumValue, 'axis'>[]): SpectrumAxis {
  const axes = spectra.map(({ axis }) => axis);
  const other = axes.findIndex(axis => axis !== axes[0]);
  if (other >= 0) {
    throw new InputError(
      'step/input',
      `"${placeholder(0)}" runs along the ${axes[0]} energy and "${placeholder(other)}" along the ${axes[other]} energy: they can't be taken together.`
    );
  }
  return axes[0];
}
