import { hampel } from '../../science/hampel.js';
import { choice, integer, number } from './parameters/index.js';
import { plain } from './numbers.js';
import { defineStep, singleOutput } from './step.js';

/** Removal of spikes by a Hampel filter. */
export const despikeStep = defineStep({
  name: 'despike',
  version: 2,
  title: 'Take out spikes: points far from the median of those about them (Hampel).',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    window: integer({ description: 'Points of the window about each, odd', min: 3, default: 7 }),
    threshold: number({
      description:
        'How many σ from the median make a spike; counting alone makes one of no more than 1 in 2100 points at 3.5, 1 in 370 at 3, 1 in 1.7 million at 5',
      min: 0,
      isOpen: true,
      default: 3.5
    }),
    replace: choice(['remove', 'median'], {
      description: 'Whether spikes are left out, or the median takes their place',
      default: 'remove'
    })
  },
  each({ axis, spectrum }, options) {
    const found = hampel(spectrum, options);
    return {
      ...singleOutput({ kind: 'spectrum', axis, spectrum: found.spectrum }),
      numbers: { spikes: plain(found.spikes.length) },
      details: { spikes: found.spikes, falseAlarmRate: found.falseAlarmRate },
      warnings: found.warnings
    };
  }
});
