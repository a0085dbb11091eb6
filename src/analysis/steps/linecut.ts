import { lineCut } from '../../science/linecut.js';
import { choice, number } from './parameters/index.js';
import { channelParameter } from './channels.js';
import { defineStep, singleOutput } from './step.js';

/** A coordinate of the line's ends. */
const end = (axis: 'incident' | 'emission', description: string) =>
  number({ description, unit: 'eV', pick: 'energy', axis });

/** A cut along any line. */
export const lineCutStep = defineStep({
  name: 'lineCut',
  title:
    'A cut through an RXES map along any straight line, with σ: with a width, from the measured cells in its band; without, interpolated between cells.',
  takes: ['map'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    fromIncident: end('incident', 'Incident energy where the line begins'),
    fromEmission: end('emission', 'Emission energy where the line begins'),
    toIncident: end('incident', 'Incident energy where it ends'),
    toEmission: end('emission', 'Emission energy where it ends'),
    width: number({
      description: 'Full width of the band across the line; 0 is the line itself',
      unit: 'eV',
      min: 0,
      pick: 'width',
      default: 0
    }),
    step: number({
      description: 'Distance of the points; without it the larger step of the two axes',
      unit: 'eV',
      min: 0,
      isOpen: true,
      default: null
    }),
    value: choice(['mean', 'sum'], {
      description: 'Whether the cells in the band are averaged or summed',
      default: 'mean'
    }),
    channel: channelParameter
  },
  each({ map }, { width, step, value: combined, ...ends }) {
    const line = {
      from: { incident: ends.fromIncident, emission: ends.fromEmission },
      to: { incident: ends.toIncident, emission: ends.toEmission },
      width,
      step: step ?? undefined
    };
    const { spectrum, incident, emission, warnings } = lineCut(map, line, combined);
    const columns = { incident, emission };
    return { ...singleOutput({ kind: 'spectrum', axis: 'line', spectrum, columns }), warnings };
  }
});
