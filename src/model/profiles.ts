import { XESError } from '../base/errors.js';
import type { Failure } from '../analysis/steps/part.js';
import type { DrawnItem, DrawnValue } from '../compute/types.js';
import type { Profile } from './types.js';

/** The outcome of the curve along a cut. */
export interface ComputedProfile {
  /** Null before its computation. */
  readonly item: DrawnItem | null;
  readonly value: DrawnValue | null;
  /** Why there is none, with labels. */
  readonly failure: Failure | null;
  /** Whether there will be none: the cut goes through no map, or its results are complete. */
  readonly isOver: boolean;
}

/** The curve along a cut, as drawn. */
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
