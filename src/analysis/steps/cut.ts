import { XESError } from '../../base/errors.js';
import { defaultWidth, profile } from '../../science/cuts.js';
import type { Cut, CutType, CutValue, RXESMap } from '../../science/map.js';
import type { Range } from '../../science/spectrum.js';
import { choice, number } from './parameters/index.js';
import { channelParameter } from './channels.js';
import { defineStep, singleOutput } from './step.js';

/** A cut through a map. */
export const cutStep = defineStep({
  name: 'cut',
  title: 'A cut through an RXES map: the measured cells with |q − at| ≤ width/2, with their σ.',
  takes: ['map'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    type: choice(['CIE', 'CEE', 'CET'], {
      description:
        'What is held constant: incident energy (CIE), emission energy (CEE, a HERFD spectrum) or energy transfer (CET)'
    }),
    at: number({ description: 'The constant energy', unit: 'eV', pick: 'energy' }),
    width: number({
      description:
        'Full width of the band; without it one step of the energy that is held constant',
      unit: 'eV',
      min: 0,
      pick: 'width',
      default: null
    }),
    value: choice(['mean', 'sum'], {
      description: 'Whether the cells in the band are averaged or summed',
      default: 'mean'
    }),
    channel: channelParameter
  },
  each({ map }, { type, at, width, value: combined }) {
    const where = { type, at, width: width ?? defaultWidth(map, type) };
    const { spectrum, warnings } = profileOf(map, where, combined);
    const axis = type === 'CIE' ? 'emission' : 'incident';
    return { ...singleOutput({ kind: 'spectrum', axis, spectrum }), warnings };
  }
});

/** @throws XESError `cut/empty`, with the energy range of the map */
function profileOf(map: RXESMap, where: Cut, value: CutValue) {
  try {
    return profile(map, where, value);
  } catch (error) {
    if (!(error instanceof XESError) || error.code !== 'cut/empty') {
      throw error;
    }
    const [low, high] = energiesOf(map, where.type).map(value => Number(value.toFixed(4)));
    throw new XESError(
      error.code,
      `No measured point lies in this cut at ${where.at} eV: ${held[where.type]} of the map go from ${low} to ${high} eV. Move it, or make it wider.`,
      { cause: error }
    );
  }
}

const held: Readonly<Record<CutType, string>> = {
  CIE: 'the incident energies',
  CEE: 'the emission energies',
  CET: 'the energy transfers'
};

function energiesOf({ incident, emission }: RXESMap, type: CutType): Range {
  const [incidents, emissions] = [incident, emission].map(extent);
  return type === 'CIE'
    ? incidents
    : type === 'CEE'
      ? emissions
      : [incidents[0] - emissions[1], incidents[1] - emissions[0]];
}

function extent(energies: Float64Array): Range {
  return [energies[0], energies[energies.length - 1]];
}
