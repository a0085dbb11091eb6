import { hampel } from '../../science/hampel.js';
import { choice, integer, number } from './parameters/index.js';
import { plain } from './numbers.js';
import { defineStep, made } from './step.js';

/** Hampel's rule. */
export const despikeStep = defineStep({
  name: 'despike',
  title: 'Take out spikes: points far from the median of those about them (Hampel).',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    window: integer({ description: 'Points of the window about each, odd', min: 3, default: 7 }),
    threshold: number({
      description: 'How many σ from the median make a spike',
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
      ...made({ kind: 'spectrum', axis, spectrum: found.spectrum }),
      numbers: { spikes: plain(found.spikes.length) },
      details: { spikes: found.spikes },
      warnings: found.warnings
    };
  }
});
