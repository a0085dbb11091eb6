import { scanMap } from '../../science/grid.js';
import { choice } from './parameters/index.js';
import { channelParameter, requireChannel } from './channels.js';
import { defineStep, singleOutput } from './step.js';

/** A scan's points as a map. */
export const mapStep = defineStep({
  name: 'map',
  title:
    'The points of an RXES scan as a map on its measured grid: ΣN/ΣI1 in each cell, with its σ.',
  takes: ['scan'],
  ofScans: { kind: 'map' },
  gives: 'map',
  inputs: 'each',
  parameters: {
    view: choice(['incident', 'transfer'], {
      description: 'Second energy: emission ω, or energy transfer Ω − ω, each cell its own',
      default: 'incident'
    }),
    channel: channelParameter
  },
  each({ scan }, { channel, view }) {
    const map = scanMap(scan, requireChannel(scan, channel));
    return singleOutput({ kind: 'map', map, ...(view === 'transfer' ? { view } : {}) });
  }
});
