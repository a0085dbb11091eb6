import { XESError } from '../../science/errors.js';
import { cutStep } from './cut.js';
import { mapStep } from './map.js';
import { spectrumStep } from './spectrum.js';
import type { Step } from './step.js';

/** All steps, each registered here and nowhere else; in the order in which they are listed. */
export const steps: readonly Step[] = [spectrumStep, mapStep, cutStep];

/** The step of that name. @throws XESError `step/unknown`, naming those there are. */
export function requireStep(name: string): Step {
  const found = steps.find(step => step.name === name);
  if (!found) {
    const known = steps.map(step => step.name).join(', ');
    throw new XESError('step/unknown', `There is no step "${name}"; there are ${known}.`);
  }
  return found;
}
