import type { Id } from '../analysis/document/types.js';
import { nothing } from './outcomes.js';
import type { ShownOutcome } from './types.js';

/** What became of scans and steps, where the worker said nothing of the one that it is at. */
export function withSlow(
  outcomes: ReadonlyMap<Id, ShownOutcome>,
  id: Id | null
): ReadonlyMap<Id, ShownOutcome> {
  const before = id === null ? undefined : outcomes.get(id);
  return id === null || before?.state === 'running'
    ? outcomes
    : new Map(outcomes).set(id, {
        ...nothing('running', null),
        shownKey: null,
        ...before,
        error: null,
        state: 'running'
      });
}
