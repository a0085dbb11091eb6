import { area } from '../../science/integrate.js';
import { range } from './parameters/index.js';
import { estimate } from './numbers.js';
import { defineStep } from './step.js';

/** The area under a spectrum. */
export const areaStep = defineStep({
  name: 'area',
  title: 'Area of a spectrum over a range, its ends interpolated, with σ.',
  takes: ['spectrum'],
  gives: null,
  inputs: 'each',
  parameters: {
    range: range({ description: 'Over which energies; without it all', default: null })
  },
  each({ spectrum }, { range: where }) {
    const found = area(spectrum, where);
    return { numbers: { area: estimate(found, 'eV') }, warnings: found.warnings };
  }
});
