import { background, joined, type BackgroundResult } from '../../science/background/index.js';
import { originOf } from '../../science/origin.js';
import type { Spectrum } from '../../science/spectrum.js';
import { assignments, flag, names, ranges, type ValuesOf } from './parameters/index.js';
import { joinedName } from './joinedname.js';
import { fitReasons } from './fitreasons.js';
import { fitDetails, fitNumbers, requireConverged } from './fitresults.js';
import { model } from './modelparameters.js';
import { estimate, plain, ratioNumber } from './numbers.js';
import { defineStep, singleOutput, type StepOutput } from './step.js';
import type { SpectrumValue } from './values.js';
import { weightsParameter } from './weights.js';

const parameters = {
  model: model({
    description:
      'Shapes joined by +: constant, linear, quadratic, polynomialN, exponential, endpoints; tails of pearson7, voigt, lorentzian, gaussian; edge (an absorption edge)',
    default: 'linear'
  }),
  set: assignments({
    description: 'Where parameters start, such as center=9572,sigma=3',
    of: 'model'
  }),
  fix: names({ description: 'Parameters that stay where they start', of: 'model' }),
  exclude: ranges({
    description: 'Where the lines are: these points are not fitted',
    leavesOut: true
  }),
  include: ranges({
    description: 'Windows: only these points are fitted; all where there is none'
  }),
  weights: weightsParameter,
  join: flag({ description: 'Fit to the first input with the second, a wider scan, around it' })
};

/** Background subtraction. */
export const backgroundStep = defineStep({
  name: 'background',
  title:
    'Fit a background outside the lines and take it off; area and centroid of what is left, with σ.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: ({ join }) => (join ? { atLeast: 2, atMost: 2 } : 'each'),
  furtherInput: {
    parameter: 'join',
    value: true,
    name: 'join',
    description:
      'A wider scan of the same sample, around the first: the background is fitted to both'
  },
  parameters,
  each: (value, settings) => output(value, background(value.spectrum, settings)),
  all: ([main, wide], settings) => joinedOutput(main, wide.spectrum, settings),
  miscounted: count =>
    `A background that joins a wider scan needs two inputs, the spectrum and the wide one, not ${count}.`,
  approximates: (inputs, { weights }, { details }) =>
    inputs.flatMap(({ spectrum }) => fitReasons(spectrum, weights, null, details))
});

/** A background fitted to a spectrum joined to a wider one. */
function joinedOutput(
  main: SpectrumValue,
  wide: Spectrum,
  settings: ValuesOf<typeof parameters>
): StepOutput {
  const both = joined(main.spectrum, wide);
  const result = background(main.spectrum, settings, both.spectrum);
  const found = output(main, result);
  return {
    ...found,
    // as in a fit: the measured points, and next to them the fitted curve
    aside: {
      [joinedName]: {
        kind: 'spectrum',
        axis: main.axis,
        spectrum: both.spectrum,
        columns: { fit: result.around }
      }
    },
    numbers: { ...found.numbers, scale: estimate(both.scale), ...ratioNumber(both) },
    details: { ...found.details, joinedBy: both.by },
    warnings: [...both.warnings, ...found.warnings]
  };
}

function output({ axis, spectrum }: SpectrumValue, found: BackgroundResult) {
  const { background: under, residual, deviations, fit, area, areaRanges, centroid } = found;
  requireConverged(fit);
  const { energy } = spectrum;
  return {
    ...singleOutput({
      kind: 'spectrum',
      axis,
      spectrum: { energy, intensity: residual, ...deviations, ...originOf(spectrum) },
      columns: { background: under }
    }),
    numbers: {
      area: estimate(area, 'eV'),
      centroid: estimate(centroid, 'eV'),
      redchi: plain(fit.redchi),
      ...fitNumbers(fit, found.sigmas)
    },
    details: { ...fitDetails(fit), areaRanges },
    warnings: found.warnings
  };
}
