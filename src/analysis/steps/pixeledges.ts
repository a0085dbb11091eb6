import { numberColumn } from '../../formats/columns.js';
import { mapEdges } from '../../science/grid.js';
import { choice } from '../parameters/index.js';
import { channelParameter, mapOf } from './channels.js';
import { defineStep, made } from './step.js';

/** Where the cells of a map meet. */
export const pixelEdgesStep = defineStep({
  name: 'pixelEdges',
  title:
    'Edges of the cells of an RXES map along one axis, the midpoints between neighbouring energies: n + 1 for n cells.',
  takes: ['map', 'scan'],
  inputs: 'each',
  parameters: {
    axis: choice(['incident', 'emission'], { description: 'Along which energy' }),
    channel: channelParameter
  },
  apply([value], { axis, channel }) {
    const edges = mapEdges(mapOf(value, channel))[axis];
    return made({ kind: 'table', name: value.name, columns: [numberColumn(axis, edges, 'eV')] });
  }
});
