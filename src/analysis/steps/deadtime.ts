import { withoutDeadTime } from '../../science/deadtime.js';
import { number } from './parameters/index.js';
import { defineStep, singleOutput } from './step.js';

/** Dead-time correction of counts. */
export const deadTimeStep = defineStep({
  name: 'deadTime',
  title:
    'Correct the counts of a scan for dead time: N/(1 − Nτ/t), for a detector that is not paralysed.',
  takes: ['scan'],
  ofScans: { counts: true },
  gives: 'scan',
  inputs: 'each',
  parameters: {
    tau: number({ description: 'Dead time τ of a count', unit: 's', min: 0 })
  },
  each({ scan }, { tau }) {
    const channels = scan.channels.map(arm => withoutDeadTime(arm, scan, tau));
    return singleOutput({ kind: 'scan', scan: { ...scan, channels } });
  }
});
