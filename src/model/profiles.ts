import { XESError } from '../base/errors.js';
import type { Failure } from '../analysis/steps/part.js';
import type { DrawnItem, DrawnValue } from '../compute/types.js';
import type { Profile } from './types.js';

/** What became of the curve along a cut. */
export interface ComputedProfile {
  /** Null before it was begun. */
  readonly item: DrawnItem | null;
  readonly value: DrawnValue | null;
  /** Why there is none, with labels in it. */
  readonly failure: Failure | null;
  /** Whether none will come: what the cut goes through is no map, or all that there is is there. */
  readonly isOver: boolean;
}

/** The curve along a cut, as it is drawn. */
export function profileOf({ item, value, failure, isOver }: ComputedProfile): Profile {
  const curve = value?.kind === 'spectrum' ? value : null;
  const isStale = item?.isStale ?? false;
  if (failure && !isStale) {
    const isEmpty = failure.code === 'cut/empty';
    const error = isEmpty ? null : new XESError(failure.code, failure.message);
    return { state: isEmpty ? 'empty' : 'failed', curve: null, isStale, error };
  }
  if (isOver) {
    return { state: 'empty', curve: null, isStale, error: null };
  }
  return { state: curve && !isStale ? 'ready' : 'waiting', curve, isStale, error: null };
}
