import { XESError } from '../../science/errors.js';
import {
  normaliseArea,
  normaliseMaximum,
  normaliseReference,
  type Normalised
} from '../../science/normalise.js';
import type { Range } from '../../science/spectrum.js';
import { choice, range } from '../parameters/index.js';
import { estimate } from './numbers.js';
import { defineStep, each, type StepOutput } from './step.js';
import type { SpectrumValue } from './values.js';

/** A spectrum over its area, its maximum, or the area of another. */
export const normaliseStep = defineStep({
  name: 'normalise',
  title: 'Divide a spectrum by its area, its maximum, or the area of a reference, with σ.',
  takes: ['spectrum'],
  inputs: { atLeast: 1 },
  parameters: {
    by: choice(['area', 'maximum', 'reference'], {
      description:
        'What it is divided by; "reference" is the area of the last input (another scan, or the other arm)',
      default: 'area'
    }),
    range: range({ description: 'Where; without it over all', default: null })
  },
  apply(inputs, { by, range: where }) {
    if (by !== 'reference') {
      const work = by === 'area' ? normaliseArea : normaliseMaximum;
      return each(inputs, value => normalisedOutput(value, work(value.spectrum, where)));
    }
    const reference = inputs[inputs.length - 1];
    if (inputs.length < 2) {
      throw new XESError(
        'step/input',
        'To normalise by a reference name it as the last input, after the spectra.'
      );
    }
    return each(inputs.slice(0, -1), value =>
      normalisedOutput(value, byReference(value, reference, where))
    );
  },
  approximates: (_, { by }) =>
    by === 'maximum'
      ? [
          'The highest of many points is too high by its noise: what is divided by it is too low, at few counts by more than its σ. Divide by an area.'
        ]
      : []
});

function byReference(
  { spectrum }: SpectrumValue,
  reference: SpectrumValue,
  where: Range | null
): Normalised {
  return normaliseReference(spectrum, reference.spectrum, where);
}

/** What a normalisation gives. */
export function normalisedOutput(
  value: SpectrumValue,
  { spectrum, factor, warnings }: Normalised
): StepOutput {
  const { name, axis } = value;
  return {
    values: [{ kind: 'spectrum', name, axis, spectrum }],
    numbers: { factor: estimate(factor) },
    warnings
  };
}
