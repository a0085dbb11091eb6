import type { Failure, Outcome } from './engine.js';

/** Whether nobody could tell two outcomes apart. */
export function isSameOutcome(one: Outcome | undefined, other: Outcome): boolean {
  return (
    one !== undefined &&
    (one === other ||
      (one.state === other.state &&
        one.key === other.key &&
        one.shownKey === other.shownKey &&
        isSameFailure(one.error, other.error) &&
        one.progress?.done === other.progress?.done &&
        one.progress?.total === other.progress?.total &&
        JSON.stringify(one.blockedBy) === JSON.stringify(other.blockedBy) &&
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
