import type { Id, StepEntry } from '../analysis/document/types.js';
import { nothing } from './outcomes.js';
import type { ShownOutcome } from './types.js';

/** A step that is computed for long, where it is still there and switched on; else null. */
export function slowStep(steps: readonly StepEntry[], id: Id | null): Id | null {
  return steps.some(step => step.id === id && !step.off) ? id : null;
}

/** What became of scans and steps, where the worker said nothing of the one that it is at. */
export function withSlow(
  outcomes: ReadonlyMap<Id, ShownOutcome>,
  id: Id | null
): ReadonlyMap<Id, ShownOutcome> {
  const before = id === null ? undefined : outcomes.get(id);
  return id === null || before?.state === 'running' || before?.state === 'off'
    ? outcomes
    : new Map(outcomes).set(id, {
        ...nothing('running', null),
        shownKey: null,
        ...before,
        error: null,
        state: 'running'
      });
}
