import { totalYield } from '../../science/totalyield.js';
import { channelParameter, mapOf } from './channels.js';
import { defineStep } from './step.js';

/** All of a map's emission at each incident energy. */
export const totalYieldStep = defineStep({
  name: 'totalYield',
  title: 'The sum of a map over the emission energy at each incident energy, with σ.',
  takes: ['map', 'scan'],
  inputs: 'each',
  parameters: { channel: channelParameter },
  apply([value], { channel }) {
    const { spectrum, warnings } = totalYield(mapOf(value, channel));
    return {
      values: [{ kind: 'spectrum', name: value.name, axis: 'incident', spectrum }],
      numbers: {},
      warnings
    };
  }
});
