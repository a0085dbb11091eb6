import { isWithin } from '../../science/equalenergies.js';
import { asXESError } from '../../base/errors.js';
import { moments } from '../../science/moments.js';
import { peakPosition, type PeakResult } from '../../science/peak.js';
import type { Range, Spectrum } from '../../science/spectrum.js';
import { fullWidth } from '../../science/width.js';
import { choice, number, range } from './parameters/index.js';
import { estimate } from './numbers.js';
import type { StepWarning } from './part.js';
import { defineStep } from './step.js';
import type { NumberResult } from './values.js';

/** Moments and width of a line. */
export const momentsStep = defineStep({
  name: 'moments',
  title: 'Area M0, centroid M1, variance M2, peak position and full width at half maximum, with σ.',
  takes: ['spectrum'],
  gives: null,
  inputs: 'each',
  parameters: {
    range: range({ description: 'Over which energies; without it all', default: null }),
    threshold: number({
      description: 'Only the points about the highest that reach this fraction of it',
      min: 0,
      max: 1,
      default: null
    }),
    ends: choice(['points', 'crossings'], {
      description:
        'Where the line above the threshold ends: at its last points, or interpolated where it is crossed',
      default: 'points'
    })
  },
  each({ spectrum }, { range: where, threshold, ends }) {
    const { m0, m1, m2, warnings } = moments(spectrum, {
      range: where,
      threshold: threshold ?? undefined,
      ends
    });
    const peak = attempt('position', () => peakPosition(spectrum, { range: where }));
    const width = attempt('fwhm', () => fullWidth(spectrum, where));
    return {
      numbers: {
        m0: estimate(m0, 'eV'),
        ...(Number.isNaN(m1.value) ? {} : { m1: estimate(m1, 'eV'), m2: estimate(m2, 'eV²') }),
        ...peak.numbers,
        ...width.numbers
      },
      warnings: [...warnings, ...peak.warnings, ...width.warnings]
    };
  },
  approximates: (inputs, { range: where, threshold }) =>
    threshold && inputs.some(({ spectrum }) => highestRatio(spectrum, where) < fewSigma)
      ? [
          'At so few counts noise decides which points reach the threshold. The line ends where one of its points happens to fall below it: area and variance are too small; so is σ, several times where the highest point has some counts. Take a range.'
        ]
      : []
});

/**
 * Below this ratio (100 counts) the highest point does not show which others belong to its line.
 */
const fewSigma = 10;

/** The highest point in a range divided by its σ. */
function highestRatio({ energy, intensity, sigma }: Spectrum, where: Range | null): number {
  let highest = -1;
  energy.forEach((e, i) => {
    const isIn = !where || isWithin(e, where);
    highest = isIn && !(intensity[i] <= intensity[highest]) ? i : highest;
  });
  return intensity[highest] / sigma[highest];
}

/**
 * A curve without a peak still has moments: what is missing becomes a warning, not an exception.
 */
function attempt(
  name: string,
  work: () => PeakResult
): { numbers: Record<string, NumberResult>; warnings: readonly StepWarning[] } {
  try {
    const found = work();
    // the moments already report problems with the points themselves
    const warnings = found.warnings.filter(({ code }) => /^(width|position)\//.test(code));
    return { numbers: { [name]: estimate(found, 'eV') }, warnings };
  } catch (reason) {
    const { code, message } = asXESError(reason);
    return { numbers: {}, warnings: [{ code, message: `No ${name}: ${message}` }] };
  }
}
