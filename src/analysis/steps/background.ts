import { background, joined, type BackgroundResult } from '../../science/background/index.js';
import { XESError } from '../../science/errors.js';
import { markOf } from '../../science/noise.js';
import type { Spectrum } from '../../science/spectrum.js';
import { assignments, flag, names, ranges, text, type ValuesOf } from '../parameters/index.js';
import { fitReasons } from './fitreasons.js';
import { fitDetails, fitNumbers, requireConverged } from './fitresults.js';
import { estimate, plain, ratioNumber } from './numbers.js';
import { defineStep, each, type StepOutput } from './step.js';
import type { SpectrumValue } from './values.js';
import { weightsParameter } from './weights.js';

const parameters = {
  model: text({
    description:
      'Shapes joined by +: constant, linear, quadratic, polynomialN, exponential, endpoints; tails of pearson7, voigt, lorentzian, gaussian; edge (an absorption edge)',
    default: 'linear'
  }),
  set: assignments({ description: 'Where parameters start, such as center=9572,sigma=3' }),
  fix: names({ description: 'Parameters that stay where they start' }),
  exclude: ranges({ description: 'Where the lines are: these points are not fitted' }),
  include: ranges({
    description: 'Windows: only these points are fitted; all where there is none'
  }),
  weights: weightsParameter,
  join: flag({ description: 'Fit to the first input with the second, a wider scan, around it' })
};

/** A background taken off. */
export const backgroundStep = defineStep({
  name: 'background',
  title:
    'Fit a background outside the lines and take it off; area and centroid of what is left, with σ.',
  takes: ['spectrum'],
  inputs: { atLeast: 1 },
  parameters,
  apply(inputs, { join, ...settings }) {
    if (!join) {
      return each(inputs, value => output(value, background(value.spectrum, settings)));
    }
    if (inputs.length !== 2) {
      throw new XESError(
        'step/input',
        `A background that joins a wider scan needs two inputs, the spectrum and the wide one, not ${inputs.length}.`
      );
    }
    const [main, wide] = inputs;
    return joinedOutput(main, wide.spectrum, settings);
  },
  approximates: (inputs, { weights }, { details }) =>
    inputs.flatMap(({ spectrum }) => fitReasons(spectrum, weights, null, details)),
  areNumbersOfInputs: true
});

/** A background fitted to a spectrum with a wider one around it. */
function joinedOutput(
  main: SpectrumValue,
  wide: Spectrum,
  settings: Omit<ValuesOf<typeof parameters>, 'join'>
): StepOutput {
  const both = joined(main.spectrum, wide);
  const made = output(main, background(main.spectrum, settings, both.spectrum));
  return {
    ...made,
    numbers: { ...made.numbers, scale: estimate(both.scale), ...ratioNumber(both) },
    details: { ...made.details, joinedBy: both.by },
    warnings: [...both.warnings, ...made.warnings]
  };
}

function output(
  { name, axis, spectrum }: SpectrumValue,
  { background: under, residual, fit, area, areaRanges, centroid, warnings }: BackgroundResult
): StepOutput {
  requireConverged(fit);
  const { energy, sigma } = spectrum;
  return {
    values: [
      {
        kind: 'spectrum',
        name,
        axis,
        // the background's own uncertainty is shared by all points
        spectrum: {
          energy,
          intensity: residual,
          sigma,
          ...markOf(spectrum),
          ...(fit.nvarys > 0 ? { isCorrelated: true } : {})
        },
        columns: { background: under }
      }
    ],
    numbers: {
      area: estimate(area, 'eV'),
      centroid: estimate(centroid, 'eV'),
      redchi: plain(fit.redchi),
      ...fitNumbers(fit)
    },
    details: { ...fitDetails(fit), areaRanges },
    warnings
  };
}
