import { idsIn } from './document/refs.js';
import { asRef, scansId, stepOf } from './document/index.js';
import type { AnalysisDocument, Id, ItemKey } from './document/index.js';

type Contents = Pick<AnalysisDocument, 'scans' | 'steps'>;

/**
 * The label that a person gave to the last step through which an item came, of those that made this item alone: a label
 * of a step with several items tells none of them apart. Null where there is none.
 */
export function ownLabelOf(document: Contents, key: ItemKey): string | null {
  const named = idsIn(key).find(
    id => stepOf(document, id)?.label !== undefined && isOfOne(document, id)
  );
  return named === undefined ? null : (stepOf(document, named)?.label ?? null);
}

/** Whether a step works on one item, whatever scans there are. */
function isOfOne(document: Contents, id: Id): boolean {
  const from = stepOf(document, id)?.from ?? [];
  if (from.length !== 1) {
    return false;
  }
  const { id: source, only } = asRef(from[0]);
  const isScan = source !== scansId && stepOf(document, source) === null;
  return only?.length === 1 || isScan || isOfOne(document, source);
}
