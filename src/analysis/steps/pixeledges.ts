import { numberColumn } from '../../formats/columns.js';
import { mapEdges } from '../../science/grid.js';
import { choice } from './parameters/index.js';
import { channelParameter } from './channels.js';
import { defineStep, singleOutput } from './step.js';

/** Boundaries between the cells of a map. */
export const pixelEdgesStep = defineStep({
  name: 'pixelEdges',
  title:
    'Edges of the cells of an RXES map along one axis, the midpoints between neighbouring energies: n + 1 for n cells.',
  takes: ['map'],
  gives: 'table',
  inputs: 'each',
  parameters: {
    axis: choice(['incident', 'emission'], { description: 'Along which energy' }),
    channel: channelParameter
  },
  each: ({ map }, { axis }) =>
    singleOutput({ kind: 'table', columns: [numberColumn(axis, mapEdges(map)[axis], 'eV')] })
});
