import { defaultWidth, profile } from '../../science/cuts.js';
import { choice, number } from './parameters/index.js';
import { channelParameter } from './channels.js';
import { defineStep, made } from './step.js';

/** A cut through a map. */
export const cutStep = defineStep({
  name: 'cut',
  title: 'A cut through an RXES map: the measured cells with |q − at| ≤ width/2, with their σ.',
  takes: ['map'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    type: choice(['CIE', 'CEE', 'CET'], {
      description:
        'What is held constant: incident energy (CIE), emission energy (CEE, a HERFD spectrum) or energy transfer (CET)'
    }),
    at: number({ description: 'The constant energy', unit: 'eV', pick: 'energy' }),
    width: number({
      description:
        'Full width of the band; without it one step of the energy that is held constant',
      unit: 'eV',
      min: 0,
      pick: 'width',
      default: null
    }),
    value: choice(['mean', 'sum'], {
      description: 'Whether the cells in the band are averaged or summed',
      default: 'mean'
    }),
    channel: channelParameter
  },
  each({ map }, { type, at, width, value: combined }) {
    const { spectrum, warnings } = profile(
      map,
      { type, at, width: width ?? defaultWidth(map, type) },
      combined
    );
    const axis = type === 'CIE' ? 'emission' : 'incident';
    return { ...made({ kind: 'spectrum', axis, spectrum }), warnings };
  }
});
