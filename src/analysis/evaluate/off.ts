import type { NodeFacts } from './nodes.js';
import { keyWithin } from './itemkeys.js';
import type { Task } from './task.js';

/**
 * A step that is switched off hands on what it works on, under its own keys, where it gives the kind that it takes;
 * else what follows from it is blocked.
 */
export function handedOn({ entry, step, rule, inputs }: Task): Pick<NodeFacts, 'items' | 'state'> {
  const isOneToOne = rule === 'each' || inputs.length === 1;
  const items = inputs.flatMap(({ key, state, error, value, valueKey }) =>
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
