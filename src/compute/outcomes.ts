import type { Outcome } from '../analysis/evaluate/outcome.js';
import type { Failure } from '../analysis/steps/part.js';
import type { SentOutcome } from './protocol.js';

/** An outcome without items. */
export function emptyOutcome(state: SentOutcome['state'], error: Failure | null): SentOutcome {
  return { state, key: null, error, items: new Map(), inputs: [], outputs: [] };
}

/** Whether two outcomes are equal in everything that is displayed. */
export function isSameOutcome(a: SentOutcome | undefined, b: SentOutcome): boolean {
  return (
    a !== undefined &&
    (a === b ||
      (a.state === b.state &&
        a.key === b.key &&
        isSameFailure(a.error, b.error) &&
        a.progress?.done === b.progress?.done &&
        a.progress?.total === b.progress?.total &&
        JSON.stringify([a.blockedBy, a.inputs, a.outputs]) ===
          JSON.stringify([b.blockedBy, b.inputs, b.outputs]) &&
        haveSameItems(a.items, b.items)))
  );
}

function haveSameItems(a: Outcome['items'], b: Outcome['items']): boolean {
  if (a.size !== b.size) {
    return false;
  }
  for (const [key, { state, part, error }] of b) {
    const before = a.get(key);
    if (!before || before.state !== state || before.part !== part) {
      return false;
    }
    if (!isSameFailure(before.error, error)) {
      return false;
    }
  }
  return true;
}

export function isSameFailure(a: Failure | null, b: Failure | null): boolean {
  return a?.code === b?.code && a?.message === b?.message;
}
