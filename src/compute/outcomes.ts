import type { Outcome } from '../analysis/evaluate/outcome.js';
import type { Failure } from '../analysis/steps/part.js';
import type { SentOutcome } from './protocol.js';

/** An outcome without items. */
export function nothing(state: SentOutcome['state'], error: Failure | null): SentOutcome {
  return { state, key: null, error, items: new Map(), inputs: [], outputs: [] };
}

/** Whether two outcomes are equal in everything that is displayed. */
export function isSameOutcome(one: SentOutcome | undefined, other: SentOutcome): boolean {
  return (
    one !== undefined &&
    (one === other ||
      (one.state === other.state &&
        one.key === other.key &&
        isSameFailure(one.error, other.error) &&
        one.progress?.done === other.progress?.done &&
        one.progress?.total === other.progress?.total &&
        JSON.stringify([one.blockedBy, one.inputs, one.outputs]) ===
          JSON.stringify([other.blockedBy, other.inputs, other.outputs]) &&
        haveSameItems(one.items, other.items)))
  );
}

function haveSameItems(one: Outcome['items'], other: Outcome['items']): boolean {
  if (one.size !== other.size) {
    return false;
  }
  for (const [key, { state, part, error }] of other) {
    const before = one.get(key);
    if (!before || before.state !== state || before.part !== part) {
      return false;
    }
    if (!isSameFailure(before.error, error)) {
      return false;
    }
  }
  return true;
}

export function isSameFailure(one: Failure | null, other: Failure | null): boolean {
  return one?.code === other?.code && one?.message === other?.message;
}
