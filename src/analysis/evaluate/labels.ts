import type { Id, ItemKey } from '../document/types.js';
import { requireStep } from '../steps/registry.js';
import type { Recipe } from './options.js';
import { originOf } from './itemkeys.js';
import type { NodeResult } from './outcome.js';

/**
 * Returns a function that labels items, since results hold keys only: an item of one scan has the
 * label of that scan, a combination of several the description by its step, such as "average of 3".
 * @param scanLabel the name of a scan.
 */
export function labeller(
  { steps }: Recipe,
  nodes: ReadonlyMap<Id, NodeResult>,
  scanLabel: (id: Id) => string
): (key: ItemKey) => string {
  const known = new Map<Id, string>();
  const labelOfStep = (id: Id): string => {
    const entry = steps.find(step => step.id === id);
    const node = nodes.get(id);
    if (!entry || !node) {
      return scanLabel(id);
    }
    return entry.label ?? described(entry.step, node.inputs.map(label)) ?? id;
  };
  const label = (key: ItemKey): string => {
    const { id, channel } = originOf(key);
    const found = known.get(id) ?? labelOfStep(id);
    known.set(id, found);
    return channel === null ? found : `${found}:${channel}`;
  };
  return label;
}

function described(step: string, labels: readonly string[]): string | undefined {
  return requireStep(step).describe?.(labels);
}
