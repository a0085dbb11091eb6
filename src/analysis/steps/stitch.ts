import { stitch } from '../../science/stitch.js';
import { choice, number } from './parameters/index.js';
import { commonAxisOf } from './average.js';
import { covered } from './covered.js';
import { estimate, ratioNumber } from './numbers.js';
import { defineStep, singleOutput } from './step.js';

/** Two ranges combined into one spectrum. */
export const stitchStep = defineStep({
  name: 'stitch',
  title: 'Join two ranges of a spectrum, the second scaled onto the first, with σ of the scale.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: { atLeast: 2, atMost: 2 },
  parameters: {
    scale: choice(['overlap', 'monitor'], {
      description:
        'How the second is scaled: on the overlap, or by 1 (both are over their monitor)',
      default: 'overlap'
    }),
    factor: number({
      description: 'Or what the second is multiplied by',
      min: 0,
      isOpen: true,
      default: null
    })
  },
  all([value, other], { scale, factor }) {
    const axis = commonAxisOf([value, other]);
    const found = stitch(value.spectrum, other.spectrum, { scale: factor ?? scale });
    return {
      ...singleOutput(covered(axis, found)),
      numbers: { scale: estimate(found.scale), ...ratioNumber(found) },
      details: { overlap: found.overlap },
      warnings: found.warnings
    };
  },
  describe: ([item, other]) => `${item} + ${other}`
});
