import {
  isSameRef,
  refText,
  type ItemKey,
  type Ref,
  type View
} from '../analysis/document/index.js';
import { refKey, type ComputeUpdate, type ShownOutcome } from '../compute/types.js';

/**
 * Remove items from a view that its steps no longer have. If for example their inputs have been
 * combined since, a step has a single item, to which the view refers instead. Returns the same view
 * if nothing changes.
 * @param update answers the current request.
 */
export function withoutMissingItems(view: View, update: ComputeUpdate): View {
  const { shown, selected, active } = view;
  const left = (refs: readonly Ref[]) => {
    const next = refs.flatMap(ref => remainingPart(ref, update) ?? []);
    const isSame = next.length === refs.length && next.every((ref, i) => ref === refs[i]);
    return isSame ? refs : [...new Map(next.map(ref => [refText(ref), ref])).values()];
  };
  const next = {
    ...view,
    shown: left(shown),
    selected: left(selected),
    active: active && (remainingPart(active, update) ?? { id: active.id })
  };
  const isSame =
    next.shown === shown &&
    next.selected === selected &&
    (active === null || next.active === null || isSameRef(next.active, active));
  return isSame ? view : next;
}

/** The remaining part of a Ref; null if there is none. */
function remainingPart(ref: Ref, { outcomes, items }: ComputeUpdate): Ref | null {
  const outcome = outcomes.get(ref.id);
  const demanded = items.get(refKey(ref));
  if (!ref.only || !outcome || !demanded || !isWhole(outcome)) {
    return ref;
  }
  const present = new Set(demanded.map(({ key }) => key));
  const only = ref.only.filter(key => present.has(key) || outcome.items.has(key));
  if (only.length === ref.only.length) {
    return ref;
  }
  return only.length > 0
    ? { ...ref, only }
    : isOfAll(ref.id, outcome.items)
      ? { id: ref.id }
      : null;
}

/** Whether everything demanded of a step is available, or failed. */
function isWhole({ state, items }: ShownOutcome): boolean {
  return state === 'done' || ((state === 'partly' || state === 'failed') && items.size > 0);
}

/** Whether a step computes one result from all of its inputs. */
export function isOfAll(id: string, items: ReadonlyMap<ItemKey, unknown>): boolean {
  return items.has(id);
}
