import type { PassContext } from './context.js';
import { awaited } from './inputs.js';
import type { NodeFacts } from './nodes.js';
import { keyWithin } from './itemkeys.js';
import type { Task } from './task.js';

/**
 * A disabled step passes on its inputs, under their own keys, if its output is of the kind that it
 * takes; else its dependents are blocked.
 */
export function passedThrough(
  pass: PassContext,
  { entry, step, rule, inputs }: Task
): Pick<NodeFacts, 'items' | 'state'> {
  const isOneToOne = rule === 'each' || inputs.length === 1;
  // an evicted scan is passed on once it is read again
  const present = inputs.map(input =>
    input.state === 'done' && !input.value ? awaited(pass, input) : input
  );
  const items = present.flatMap(({ key, state, error, value, valueKey }) =>
    isOneToOne && (value ? value.kind === step.gives : state !== 'done')
      ? [
          {
            key: keyWithin(entry.id, key),
            state,
            error,
            value,
            valueKey,
            part: null,
            partKey: null
          }
        ]
      : []
  );
  return { items, state: 'off' };
}
