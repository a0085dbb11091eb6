import { difference } from '../../science/difference.js';
import { XESError } from '../../base/errors.js';
import { iad, type IntegratedDifference } from '../../science/iad.js';
import type { Range, Warning } from '../../science/spectrum.js';
import { choice, flag, range } from './parameters/index.js';
import { commonAxisOf } from './average.js';
import { estimate, plain } from './numbers.js';
import { defineStep, singleOutput } from './step.js';
import type { NumberResult, SpectrumValue } from './values.js';

const shared = range({
  description: 'Over which energies; without it all that both cover',
  default: null
});

/** One spectrum minus another. */
export const differenceStep = defineStep({
  name: 'difference',
  version: 2,
  title: 'The first spectrum less the second, where both were measured, with σ.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: { atLeast: 2, atMost: 2 },
  parameters: {
    range: shared,
    normalise: choice(['none', 'area'], {
      description: 'Whether each is divided by its own area first',
      default: 'none'
    }),
    iad: flag({ description: 'Give their IAD beside it, as the step `iad` has it' })
  },
  all([value, other], { range: where, normalise, iad: isWanted }) {
    const axis = commonAxisOf([value, other]);
    const found = difference(value.spectrum, other.spectrum, { range: where, normalise });
    return {
      ...singleOutput({ kind: 'spectrum', axis, spectrum: found.spectrum }),
      ...(isWanted ? distance(value, other, where, found.warnings) : { warnings: found.warnings })
    };
  },
  describe: ([item, other]) => `${item} − ${other}`
});

/** Integrated absolute difference of two spectra. */
export const iadStep = defineStep({
  name: 'iad',
  version: 2,
  title:
    'Integrated absolute difference of two spectra of area 1, with σ and what noise alone would give.',
  takes: ['spectrum'],
  gives: null,
  inputs: { atLeast: 2, atMost: 2 },
  parameters: {
    range: shared
  },
  all([value, other], { range: where }) {
    commonAxisOf([value, other]);
    const found = iad(value.spectrum, other.spectrum, where);
    return { numbers: iadNumbers(found), warnings: found.warnings };
  }
});

/**
 * The integrated absolute difference of the two spectra, as in step `iad`, with the warnings of
 * both; if there is none, as for a spectrum without area, the reason is among the warnings.
 */
function distance(
  a: SpectrumValue,
  b: SpectrumValue,
  where: Range | null,
  warnings: readonly Warning[]
) {
  try {
    const found = iad(a.spectrum, b.spectrum, where);
    const all = [...warnings, ...found.warnings];
    return {
      numbers: iadNumbers(found),
      warnings: [...new Map(all.map(warning => [warning.message, warning])).values()]
    };
  } catch (reason) {
    if (reason instanceof XESError) {
      const { code, message } = reason;
      return { warnings: [...warnings, { code, message: `No IAD: ${message}` }] };
    }
    throw reason;
  }
}

function iadNumbers(found: IntegratedDifference): Record<string, NumberResult> {
  return { iad: estimate(found), ...noiseNumbers(found) };
}

/** Facts about the noise: none if points have no σ. */
function noiseNumbers(found: IntegratedDifference): Record<string, NumberResult> {
  return Number.isFinite(found.noiseBias)
    ? {
        noiseBias: plain(found.noiseBias),
        debiased: estimate({ value: found.debiased, sigma: found.debiasedSigma })
      }
    : {};
}
