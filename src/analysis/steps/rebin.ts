import { XESError } from '../../base/errors.js';
import { equalBins, rebin, waveNumberBins } from '../../science/rebin.js';
import type { Range, Spectrum } from '../../science/spectrum.js';
import { extent } from '../../science/statistics.js';
import { covered } from './covered.js';
import { number, range } from './parameters/index.js';
import { defineStep, singleOutput } from './step.js';

/** Points combined into bins. */
export const rebinStep = defineStep({
  name: 'rebin',
  title: 'Put points together in bins: ΣN/ΣI1 in each, no count lost or made.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    width: number({
      description: 'Width of a bin',
      unit: 'eV',
      min: 0,
      isOpen: true,
      pick: 'width'
    }),
    range: range({ description: 'From where to where; without it over all', default: null }),
    e0: number({
      description: 'Absorption edge, above which bins are of one width in wave number',
      unit: 'eV',
      pick: 'energy',
      axis: 'incident',
      default: null
    }),
    kStep: number({
      description: 'Width of a bin in wave number above the edge',
      unit: '1/Å',
      min: 0,
      isOpen: true,
      default: 0.05
    })
  },
  each({ axis, spectrum }, { width, range: where, e0, kStep }) {
    const all = where ?? rangeOf(spectrum, width);
    const edges = e0 === null ? equalBins(all, width) : waveNumberBins(all, e0, width, kStep);
    const found = rebin(spectrum, edges);
    return {
      ...singleOutput(covered(axis, found)),
      warnings: found.warnings
    };
  }
});

/** The range of all points, at least one bin wide. */
function rangeOf({ energy }: Spectrum, width: number): Range {
  const found = extent(energy);
  if (!found) {
    throw new XESError('spectrum/too-few', 'This spectrum has no point to put into bins.');
  }
  return [found[0], Math.max(found[1], found[0] + width)];
}
