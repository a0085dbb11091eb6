import { totalYield } from '../../science/totalyield.js';
import { channelParameter } from './channels.js';
import { defineStep, singleOutput } from './step.js';

/** A map's total emission at each incident energy. */
export const totalYieldStep = defineStep({
  name: 'totalYield',
  title: 'The sum of a map over the emission energy at each incident energy, with σ.',
  takes: ['map'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: { channel: channelParameter },
  each({ map }) {
    const { spectrum, warnings } = totalYield(map);
    return { ...singleOutput({ kind: 'spectrum', axis: 'incident', spectrum }), warnings };
  }
});
