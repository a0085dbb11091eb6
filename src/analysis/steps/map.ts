import { scanMap } from '../../science/grid.js';
import { channelParameter, requireChannel } from './channels.js';
import { defineStep, made } from './step.js';

/** A scan's points as a map. */
export const mapStep = defineStep({
  name: 'map',
  title:
    'The points of an RXES scan as a map on its measured grid: ΣN/ΣI1 in each cell, with its σ.',
  takes: ['scan'],
  inputs: 'each',
  parameters: { channel: channelParameter },
  apply([{ name, scan }], { channel }) {
    return made({ kind: 'map', name, map: scanMap(scan, requireChannel(scan, channel)) });
  }
});
