import type { Id, StepEntry } from '../analysis/document/types.js';
import { emptyOutcome } from './outcomes.js';
import type { ShownOutcome } from './types.js';

/** The step that has been computing for long, if it still exists and is enabled; else null. */
export function slowStep(steps: readonly StepEntry[], id: Id | null): Id | null {
  return steps.some(step => step.id === id && !step.off) ? id : null;
}

/**
 * Outcomes of scans and steps, including that of the slow step, which the worker has not reported.
 */
export function withSlow(
  outcomes: ReadonlyMap<Id, ShownOutcome>,
  id: Id | null
): ReadonlyMap<Id, ShownOutcome> {
  const before = id === null ? undefined : outcomes.get(id);
  return id === null || before?.state === 'running' || before?.state === 'off'
    ? outcomes
    : new Map(outcomes).set(id, {
        ...emptyOutcome('running', null),
        shownKey: null,
        ...before,
        error: null,
        state: 'running'
      });
}
