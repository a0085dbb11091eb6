import { savitzkyGolay } from '../../science/smooth.js';
import { integer } from './parameters/index.js';
import { defineStep, singleOutput } from './step.js';

/** Savitzky–Golay filter. */
export const smoothStep = defineStep({
  name: 'smooth',
  title:
    'Smooth a spectrum by polynomials through windows (Savitzky–Golay), or differentiate it, with σ.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    window: integer({ description: 'Points of a window, odd', min: 1, default: 7 }),
    order: integer({
      description: 'Degree of the polynomials, below the window',
      min: 0,
      default: 3
    }),
    derivative: integer({
      description: 'Which derivative by energy; 0 is the curve itself',
      min: 0,
      default: 0
    })
  },
  each({ axis, spectrum }, options) {
    const smoothed = savitzkyGolay(spectrum, options);
    return {
      ...singleOutput({ kind: 'spectrum', axis, spectrum: smoothed.spectrum }),
      warnings: smoothed.warnings
    };
  }
});
