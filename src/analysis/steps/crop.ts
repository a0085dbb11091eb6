import { cropMap } from '../../science/crop.js';
import { XESError } from '../../base/errors.js';
import { channelParameter } from './channels.js';
import { range } from './parameters/index.js';
import { defineStep, singleOutput } from './step.js';

/** A part of a map. */
export const cropStep = defineStep({
  name: 'crop',
  title:
    'The part of a map whose cells lie in ranges of Ω, ω and Δ: measured cells as they are, with their counts.',
  takes: ['map'],
  gives: 'map',
  inputs: 'each',
  parameters: {
    incident: range({
      description: 'Which incident energies Ω stay; without it all',
      axis: 'incident',
      isOfInputs: true,
      default: null
    }),
    emission: range({
      description: 'Which emission energies ω stay; without it all',
      axis: 'emission',
      isOfInputs: true,
      default: null
    }),
    transfer: range({
      description:
        'Which energy transfers Δ = Ω − ω stay; without it all. Cells beside the band become empty',
      axis: 'transfer',
      isOfInputs: true,
      default: null
    }),
    channel: channelParameter
  },
  each(value, { incident, emission, transfer }) {
    if (!incident && !emission && !transfer) {
      throw new XESError(
        'step/parameter',
        'Nothing would be cropped: give a range of Ω (incident), of ω (emission) or of Δ (transfer).'
      );
    }
    return singleOutput({ ...value, map: cropMap(value.map, { incident, emission, transfer }) });
  }
});
