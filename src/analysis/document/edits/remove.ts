import { asRef, asSource, idOf, idsIn, parseItemKey, refText } from '../refs.js';
import type { AnalysisDocument, Id, ItemKey, Ref, ScanEntry, StepEntry, View } from '../types.js';
import { changed, nameOf, refused } from './change.js';
import { withLists } from './perinput.js';

/**
 * The fate of a step that works on removed rows: the removal is refused (`refuse`), the step is
 * removed as well (`remove`), or it continues with its other inputs and is removed if it has none
 * (`detach`).
 */
export type Dependents = 'refuse' | 'remove' | 'detach';

/**
 * Remove scans and steps, and update the view. A step that works on `scans` does not depend on
 * individual scans.
 * @throws XESError `analysis/edit` if an id does not exist, or, with `refuse`, if other steps work
 * on one.
 */
export function remove(
  document: AnalysisDocument,
  ids: readonly Id[],
  dependents: Dependents = 'refuse'
): AnalysisDocument {
  const all = [...document.scans, ...document.steps];
  const byId = new Map(all.map(entry => [entry.id, entry]));
  const missing = ids.find(id => !byId.has(id));
  if (missing !== undefined) {
    throw refused(`there is no "${missing}"`);
  }
  if (ids.length === 0) {
    return document;
  }
  const removed = new Set(ids);
  const steps = document.steps.flatMap(step => {
    const left = removed.has(step.id) ? null : stepWithout(step, removed, dependents, byId);
    if (!left) {
      removed.add(step.id);
    }
    return left ?? [];
  });
  const scans = document.scans.filter(({ id }) => !removed.has(id));
  const after = changed(document, { scans, steps, view: viewWithout(document, removed) });
  return withLists(document, after);
}

/**
 * The consequences of a removal: steps without other inputs, which are removed as well, and steps
 * that continue with fewer inputs.
 */
export interface Removal {
  readonly removed: readonly Id[];
  readonly less: readonly Id[];
}

/** The effect of a removal with `detach` on other steps. */
export function removalOf({ steps }: AnalysisDocument, ids: readonly Id[]): Removal {
  const chosen = new Set(ids);
  const all = new Set(ids);
  const less: Id[] = [];
  for (const step of steps.filter(({ id }) => !chosen.has(id))) {
    const left = stepWithout(step, all, 'detach', new Map());
    if (!left) {
      all.add(step.id);
    } else if (left !== step) {
      less.push(step.id);
    }
  }
  return { removed: [...all].filter(id => !chosen.has(id)), less };
}

/** @returns null if the step is to be removed as well. */
function stepWithout(
  step: StepEntry,
  removed: ReadonlySet<Id>,
  dependents: Dependents,
  byId: ReadonlyMap<Id, ScanEntry | StepEntry>
): StepEntry | null {
  const refs = step.from.map(asRef);
  const sources = refs.map(ref => refWithout(ref, removed));
  const isDependent = sources.includes(null);
  if (isDependent && dependents === 'refuse') {
    const lost = byId.get(idOf(step.from[sources.indexOf(null)]));
    throw refused(
      `"${nameOf(step)}" works on "${lost ? nameOf(lost) : ''}". Let it work on something else, or remove it as well`
    );
  }
  const left = distinct(sources.filter(source => source !== null));
  if (left.length === 0 || (isDependent && dependents === 'remove')) {
    return null;
  }
  const isSame = left.length === step.from.length && left.every((ref, i) => ref === refs[i]);
  return isSame ? step : { ...step, from: left.map(asSource) };
}

/** A Ref without removed items; null if nothing is left. */
function refWithout(ref: Ref, removed: ReadonlySet<Id>): Ref | null {
  const { only, except, ...rest } = ref;
  const stays = (key: ItemKey) => !parseItemKey(key).ids.some(id => removed.has(id));
  if (removed.has(ref.id)) {
    return null;
  }
  if ((only ?? except ?? []).every(stays)) {
    return ref;
  }
  const left = (only ?? except ?? []).filter(stays);
  if (only) {
    return left.length > 0 ? { ...rest, only: left } : null;
  }
  return left.length > 0 ? { ...rest, except: left } : rest;
}

/** Refs that have become equal are merged. */
function distinct(refs: readonly Ref[]): Ref[] {
  return [...new Map(refs.map(ref => [refText(ref), ref])).values()];
}

/** If the active scan is removed, the next one, else the previous one, becomes active. */
function viewWithout(document: AnalysisDocument, removed: ReadonlySet<Id>): View {
  const { view } = document;
  const left = (refs: readonly Ref[]) =>
    distinct(refs.flatMap(ref => refWithout(ref, removed) ?? []));
  const shown = left(view.shown);
  const active = view.active && refWithout(view.active, removed);
  const next = active ?? shown.at(0) ?? nextScan(document, removed);
  const isOther = view.active !== null && active === null;
  return {
    ...view,
    shown,
    selected: left(view.selected),
    active: isOther ? next : view.active && active,
    map: isOther ? { ...view.map, zoom: null } : view.map,
    ...colorsWithout(view, removed)
  };
}

/** A later row may get the id of a removed one. */
function colorsWithout({ colors }: View, removed: ReadonlySet<Id>): Pick<View, 'colors'> {
  const stays = ([key]: [ItemKey, string]) => !idsIn(key).some(id => removed.has(id));
  return colors ? { colors: Object.fromEntries(Object.entries(colors).filter(stays)) } : {};
}

function nextScan({ scans, view }: AnalysisDocument, removed: ReadonlySet<Id>): Ref | null {
  const index = scans.findIndex(({ id }) => id === view.active?.id);
  const stays = ({ id }: { id: Id }) => !removed.has(id);
  const next = scans.slice(Math.max(index, 0)).find(stays) ?? scans.filter(stays).at(-1);
  const { channel } = view.active ?? {};
  return next ? { id: next.id, ...(channel === undefined ? {} : { channel }) } : null;
}
