import { isEqual } from '../document/json.js';
import type { ItemKey } from '../document/types.js';
import type { Completed, Step } from '../steps/step.js';

/**
 * The inputs of a step, each once: a scan included in `scans` and also given by its id is a single
 * measurement. The further input that a parameter requires, such as a reference, may equal one of
 * the others, and stays last.
 */
export function eachOnce<T extends { readonly key: ItemKey }>(
  inputs: readonly T[],
  { furtherInput }: Pick<Step, 'furtherInput'>,
  parameters: Completed
): T[] {
  const isRequired =
    furtherInput && isEqual(parameters[furtherInput.parameter], furtherInput.value);
  const further = isRequired ? inputs.slice(-1) : [];
  const others = inputs.slice(0, inputs.length - further.length);
  const keys = others.map(({ key }) => key);
  return [...others.filter(({ key }, i) => keys.indexOf(key) === i), ...further];
}
