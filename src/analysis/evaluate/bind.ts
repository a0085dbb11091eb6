import { XESError } from '../../base/errors.js';
import { scansId } from '../document/ids.js';
import { asRef } from '../document/refs.js';
import type { Id, Ref, ScanEntry, StepEntry } from '../document/types.js';
import type { Recipe } from './options.js';

/**
 * A recipe with its scans, all but references, replaced by others.
 * @param scans entries with their own ids (any text without `/` and `:`), by which results will be
 * named.
 * @param replaced new ids of scans that steps refer to; a step must not refer to any other replaced
 * scan.
 * @throws XESError `recipe/names-scans`
 */
export function bindScans(
  { scans: before, steps }: Recipe,
  scans: readonly ScanEntry[],
  replaced: ReadonlyMap<Id, Id> = new Map()
): Recipe {
  const references = before.filter(({ role }) => role === 'reference');
  const known = new Set([scansId, ...references.map(({ id }) => id), ...steps.map(({ id }) => id)]);
  const rebound = (step: StepEntry, source: Id | Ref): Id | Ref => {
    const { id } = asRef(source);
    const other = known.has(id) ? id : replaced.get(id);
    if (other === undefined) {
      throw namesScans(step, id);
    }
    return typeof source === 'string' ? other : { ...source, id: other };
  };
  return {
    scans: [...references, ...scans],
    steps: steps.map(step => ({ ...step, from: step.from.map(source => rebound(step, source)) }))
  };
}

function namesScans({ id: step }: StepEntry, id: Id): XESError {
  return new XESError(
    'recipe/names-scans',
    `Step "${step}" works on the scan "${id}" alone, not on all scans: say which file takes its place (--replace ${id}=FILE), or let the step work on "scans".`
  );
}
