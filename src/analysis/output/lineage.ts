import { idsIn } from '../document/refs.js';
import type { Id, ItemKey } from '../document/types.js';
import type { Recipe } from '../evaluate/options.js';
import type { NodeResult } from '../evaluate/outcome.js';
import type { ProcessEntry } from './provenance.js';

/**
 * Sources of items: scans by their ids, and steps with all of their parameters; in document order.
 */
export interface Lineage {
  scans: readonly Id[];
  process: readonly ProcessEntry[];
}

/** The scans and steps that items depend on, restricted to those actually used. */
export function lineageOf(
  { scans, steps }: Recipe,
  nodes: ReadonlyMap<Id, Pick<NodeResult, 'inputs'> & Partial<Pick<NodeResult, 'parameters'>>>,
  keys: readonly ItemKey[]
): Lineage {
  const seen = new Set<ItemKey>();
  const ids = new Set<Id>();
  const open = [...keys];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (!seen.has(key)) {
      seen.add(key);
      const chain = idsIn(key);
      chain.forEach(id => ids.add(id));
      // the key does not include the inputs of its origin, if that is no scan
      open.push(...(nodes.get(chain[chain.length - 1])?.inputs ?? []));
    }
  }
  return {
    scans: scans.flatMap(({ id }) => (ids.has(id) ? [id] : [])),
    process: steps
      .filter(({ id }) => ids.has(id))
      .map(({ id, step, parameters }) => ({
        id,
        step,
        parameters: nodes.get(id)?.parameters ?? parameters
      }))
  };
}
