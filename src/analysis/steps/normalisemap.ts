import { divideByArea } from '../../science/mapdivision.js';
import { channelParameter } from './channels.js';
import { InputError, placeholder } from './labels.js';
import { estimate } from './numbers.js';
import { range } from './parameters/index.js';
import { failedPart } from './part.js';
import { defineStep, singleOutput, type OutputOfInput } from './step.js';
import type { MapValue, SpectrumValue } from './values.js';

/** Maps divided by the area of an emission spectrum. */
export const normaliseMapStep = defineStep({
  name: 'normaliseMap',
  title:
    'Divide maps by the area of the one emission spectrum among the inputs, such as an XES scan of the same sample, with σ.',
  takes: ['map', 'spectrum'],
  gives: 'map',
  inputs: { atLeast: 2 },
  needsEachKind: true,
  parameters: {
    range: range({
      description: 'Over which emission energies the area is taken; without it all',
      axis: 'emission',
      isOfInputs: true,
      default: null
    }),
    channel: channelParameter
  },
  all(inputs, { range: where }) {
    const at = divisorAmong(inputs);
    const { spectrum } = inputs[at] as SpectrumValue;
    return inputs.flatMap((value, input): OutputOfInput[] => {
      if (value.kind !== 'map') {
        return [];
      }
      try {
        const { map, factor, warnings } = divideByArea(value.map, spectrum, where);
        return [
          {
            input,
            ...singleOutput({ ...value, map }),
            numbers: { factor: estimate(factor, 'eV') },
            warnings
          }
        ];
      } catch (reason) {
        return [failedPart(input, reason)]; // others may have the right unit
      }
    });
  }
});

/**
 * Index of the spectrum that the maps are divided by.
 * @throws InputError `step/input` if there is none, or several
 */
function divisorAmong(inputs: readonly (MapValue | SpectrumValue)[]): number {
  const spectra = [...inputs.keys()].filter(i => inputs[i].kind === 'spectrum');
  const [at, another] = spectra;
  if (spectra.length !== 1) {
    throw new InputError(
      'step/input',
      spectra.length === 0
        ? 'All inputs are maps: select also the XES scan by whose area they are divided.'
        : `Both "${placeholder(at)}" and "${placeholder(another)}" are spectra: name the one by whose area the maps are divided, and no other.`
    );
  }
  const spectrum = inputs[at];
  if (spectrum.kind === 'spectrum' && spectrum.axis !== 'emission') {
    throw new InputError(
      'step/input',
      `"${placeholder(at)}" does not run along the emission energy: maps are divided by the area of an emission spectrum (XES).`
    );
  }
  return at;
}
