import { stepOf } from '../document/lookup.js';
import { asRef } from '../document/refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref } from '../document/types.js';
import { inputKeyOf, ownerOf, withoutOutput } from '../evaluate/itemkeys.js';
import { requireStep } from '../steps/registry.js';
import { inputsOf } from '../steps/step.js';

/** The items of a step that are needed. */
export type Demand = ReadonlySet<ItemKey> | 'all';

/** The steps that results depend on, with the needed items of each. */
export function demandOf(
  document: Pick<AnalysisDocument, 'scans' | 'steps'>,
  refs: readonly Ref[]
): ReadonlyMap<Id, Demand> {
  const demand = new Map<Id, Demand>();
  const add = (id: Id, wanted: Demand) => {
    const known = demand.get(id);
    demand.set(id, known === undefined ? wanted : union(known, wanted));
  };
  for (const { id, only } of refs.filter(ref => stepOf(document, ref.id))) {
    add(id, only ? new Set(only) : 'all');
  }
  for (const { id, step: name, from, parameters } of [...document.steps].reverse()) {
    const wanted = demand.get(id);
    if (wanted === undefined) {
      continue;
    }
    const step = requireStep(name);
    const isEach = inputsOf(step, step.complete(parameters)) === 'each';
    const keys = isEach ? keysWithin(wanted) : null;
    for (const { id: source, only } of from.map(asRef)) {
      if (stepOf(document, source)) {
        const own = keys?.filter(key => ownerOf(key) === source).map(withoutOutput) ?? only;
        add(source, own ? new Set(own) : 'all');
      }
    }
  }
  return demand;
}

/** Ids of the steps that results depend on. */
export function stepsNeeded(
  document: Pick<AnalysisDocument, 'scans' | 'steps'>,
  refs: readonly Ref[]
): Id[] {
  return [...demandOf(document, refs).keys()];
}

/** Input keys of the needed items; null: of all. */
export function keysWithin(wanted: Demand): ItemKey[] | null {
  return wanted === 'all' ? null : [...wanted].flatMap(key => inputKeyOf(key) ?? []);
}

function union(a: Demand, b: Demand): Demand {
  return a === 'all' || b === 'all' ? 'all' : new Set([...a, ...b]);
}
