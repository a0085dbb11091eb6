import { InputError } from './labels.js';
import { atInput, failedPart, type StepPart } from './part.js';
import { inputsOf, type Completed, type Step } from './step.js';
import type { Value } from './values.js';

/**
 * What a step makes of some inputs, each alone or all together, as parts with the indexes of these inputs. It never
 * throws: what is refused is the `error` of a part. @param completed all parameters, as `complete` gives them.
 */
export function applyStep(step: Step, inputs: readonly Value[], completed: Completed): StepPart[] {
  if (inputsOf(step, completed) !== 'each') {
    return step.applyAll(inputs, completed);
  }
  return inputs.length === 0
    ? [failedPart(null, noInput(step))]
    : inputs.map((input, i) => atInput(step.applyEach(input, completed), i));
}

function noInput({ name }: Step): InputError {
  return new InputError('step/input', `The step "${name}" needs at least 1 input(s), not 0.`);
}
