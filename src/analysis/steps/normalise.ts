import {
  normaliseArea,
  normaliseMaximum,
  normaliseReference,
  type Normalised
} from '../../science/normalise.js';
import { choice, range } from './parameters/index.js';
import { estimate } from './numbers.js';
import { failedPart } from './part.js';
import { defineStep, singleOutput, type StepOutput } from './step.js';
import type { SpectrumValue } from './values.js';

/** A spectrum divided by its area, its maximum, or the area of another. */
export const normaliseStep = defineStep({
  name: 'normalise',
  title: 'Divide a spectrum by its area, its maximum, or the area of a reference, with σ.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: ({ by }) => (by === 'reference' ? { atLeast: 2 } : 'each'),
  furtherInput: {
    parameter: 'by',
    value: 'reference',
    name: 'reference',
    description: 'What the area is taken of, such as another scan or the other arm'
  },
  parameters: {
    by: choice(['area', 'maximum', 'reference'], {
      description:
        'What it is divided by; "reference" is the area of the last input (another scan, or the other arm)',
      default: 'area'
    }),
    range: range({ description: 'Where; without it over all', default: null })
  },
  each(value, { by, range: where }) {
    const work = by === 'maximum' ? normaliseMaximum : normaliseArea;
    return normalisedBy(value, work(value.spectrum, where));
  },
  all(inputs, { range: where }) {
    const { spectrum: reference } = inputs[inputs.length - 1];
    return inputs.slice(0, -1).map((value, input) => {
      try {
        const found = normaliseReference(value.spectrum, reference, where);
        return { input, ...normalisedBy(value, found) };
      } catch (reason) {
        return failedPart(input, reason); // others may have an area
      }
    });
  },
  miscounted: () => 'To normalise by a reference name it as the last input, after the spectra.',
  approximates: (_, { by }) =>
    by === 'maximum'
      ? [
          'The highest of many points is too high by its noise: what is divided by it is too low, at few counts by more than its σ. Divide by an area.'
        ]
      : []
});

/** The result of a normalisation. */
export function normalisedBy(
  { axis }: Pick<SpectrumValue, 'axis'>,
  { spectrum, factor, warnings }: Normalised
): StepOutput {
  return {
    ...singleOutput({ kind: 'spectrum', axis, spectrum }),
    numbers: { factor: estimate(factor) },
    warnings
  };
}
