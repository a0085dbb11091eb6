import { isEqual } from '../document/json.js';
import type { ItemKey } from '../document/types.js';
import type { Completed, Step } from '../steps/step.js';

/**
 * What a step works on, each thing once: `scans` and one of them by its id are not two measurements. The further input that
 * a parameter asks for, such as a reference, may be one of the others, and stays where it is: the last.
 */
export function eachOnce<T extends { readonly key: ItemKey }>(
  inputs: readonly T[],
  { furtherInput }: Pick<Step, 'furtherInput'>,
  parameters: Completed
): T[] {
  const isAsked = furtherInput && isEqual(parameters[furtherInput.parameter], furtherInput.value);
  const further = isAsked ? inputs.slice(-1) : [];
  const others = inputs.slice(0, inputs.length - further.length);
  const keys = others.map(({ key }) => key);
  return [...others.filter(({ key }, i) => keys.indexOf(key) === i), ...further];
}
