import type { Id, ItemKey } from '../document/types.js';
import { requireStep } from '../steps/registry.js';
import type { Recipe } from './options.js';
import { originOf } from './itemkeys.js';
import type { NodeResult } from './outcome.js';

/**
 * Names items for people, for results know no names: what comes from one scan is called as this scan, what several
 * were made into as its step says, such as "average of 3".
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
