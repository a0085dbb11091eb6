import { idsIn } from './document/refs.js';
import { asRef, scansId, stepOf } from './document/index.js';
import type { AnalysisDocument, Id, ItemKey } from './document/index.js';

type Contents = Pick<AnalysisDocument, 'scans' | 'steps'>;

/**
 * The user's label of the last step on an item's way, of the steps that have this item alone: a
 * label of a step with several items does not distinguish them. Null if there is none.
 */
export function userLabelOf(document: Contents, key: ItemKey): string | null {
  const named = idsIn(key).find(
    id => stepOf(document, id)?.label !== undefined && isOfOne(document, id)
  );
  return named === undefined ? null : (stepOf(document, named)?.label ?? null);
}

/** Whether a step has one item, whatever scans are in the document. */
function isOfOne(document: Contents, id: Id): boolean {
  const from = stepOf(document, id)?.from ?? [];
  if (from.length !== 1) {
    return false;
  }
  const { id: source, only } = asRef(from[0]);
  const isScan = source !== scansId && stepOf(document, source) === null;
  return only?.length === 1 || isScan || isOfOne(document, source);
}
