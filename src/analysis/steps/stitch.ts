import { stitch } from '../../science/stitch.js';
import { choice, number } from './parameters/index.js';
import { commonAxisOf } from './average.js';
import { covered } from './covered.js';
import { estimate, ratioNumber } from './numbers.js';
import { defineStep, made } from './step.js';

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
  all([one, other], { scale, factor }) {
    const axis = commonAxisOf([one, other]);
    const found = stitch(one.spectrum, other.spectrum, { scale: factor ?? scale });
    return {
      ...made(covered(axis, found)),
      numbers: { scale: estimate(found.scale), ...ratioNumber(found) },
      details: { overlap: found.overlap },
      warnings: found.warnings
    };
  },
  describe: ([one, other]) => `${one} + ${other}`
});
