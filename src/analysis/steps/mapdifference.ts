import { mapDifference } from '../../science/mapdifference.js';
import { channelParameter } from './channels.js';
import { InputError, placeholder } from './labels.js';
import { defineStep, singleOutput } from './step.js';

/** One map minus another. */
export const mapDifferenceStep = defineStep({
  name: 'mapDifference',
  title:
    'The first map less the second, cell by cell, with σ; their grids must be equal, for nothing is interpolated.',
  takes: ['map'],
  gives: 'map',
  inputs: { atLeast: 2, atMost: 2 },
  parameters: { channel: channelParameter },
  all([value, other]) {
    if (value.view !== other.view) {
      throw new InputError(
        'step/input',
        `One of "${placeholder(0)}" and "${placeholder(1)}" is written over the energy transfer and the other is not: make both in one view.`
      );
    }
    const { map, warnings } = mapDifference(value.map, other.map);
    const view = value.view ? { view: value.view } : {};
    return { ...singleOutput({ kind: 'map', map, ...view, isDifference: true }), warnings };
  },
  describe: ([item, other]) => `${item} − ${other}`
});
