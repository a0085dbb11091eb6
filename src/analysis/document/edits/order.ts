import { idOf } from '../refs.js';
import type { AnalysisDocument, Id, ScanEntry, StepEntry } from '../types.js';
import { changed, nameOf, refused } from './change.js';
import { withLists } from './perinput.js';

/** Ids of the steps that depend on a scan or a step, directly or indirectly. */
export function dependents(steps: readonly StepEntry[], id: Id): Set<Id> {
  const found = new Set<Id>();
  for (const step of steps) {
    if (step.from.some(source => idOf(source) === id || found.has(idOf(source)))) {
      found.add(step.id);
    }
  }
  return found;
}

/**
 * Steps in an order in which they can be done, as close as possible to the present one. There must
 * be no cycle.
 */
export function ordered(steps: readonly StepEntry[]): StepEntry[] {
  const byId = new Map(steps.map(step => [step.id, step]));
  const done = new Set<StepEntry>();
  const visit = (step: StepEntry) => {
    if (!done.has(step)) {
      step.from.forEach(source => {
        const before = byId.get(idOf(source));
        if (before && before !== step) {
          visit(before);
        }
      });
      done.add(step);
    }
  };
  steps.forEach(visit);
  return [...done];
}

/**
 * Move a scan among the scans, or a step among the steps.
 * @param before the id that it is moved in front of; null for the end.
 * @throws XESError `analysis/edit` if a step would precede its input.
 */
export function reorder(document: AnalysisDocument, id: Id, before: Id | null): AnalysisDocument {
  const { scans, steps } = document;
  const isScan = scans.some(scan => scan.id === id);
  return isScan
    ? withOrder(document, 'scans', moved(scans, id, before))
    : withOrder(document, 'steps', checkedOrder(moved(steps, id, before)));
}

function withOrder<K extends 'scans' | 'steps'>(
  document: AnalysisDocument,
  key: K,
  list: AnalysisDocument[K]
): AnalysisDocument {
  const isSame = list.every((entry, i) => entry === document[key][i]);
  return isSame ? document : withLists(document, changed(document, { [key]: list }));
}

function moved<T extends ScanEntry | StepEntry>(
  list: readonly T[],
  id: Id,
  before: Id | null
): T[] {
  const entry = list.find(item => item.id === id);
  if (!entry) {
    throw refused(`there is no "${id}"`);
  }
  if (before === id) {
    return [...list];
  }
  const others = list.filter(item => item !== entry);
  const index = before === null ? others.length : others.findIndex(item => item.id === before);
  if (index < 0) {
    throw refused(`"${nameOf(entry)}" can't come before "${before}", which is not of its list`);
  }
  return [...others.slice(0, index), entry, ...others.slice(index)];
}

function checkedOrder(steps: readonly StepEntry[]): readonly StepEntry[] {
  const byId = new Map(steps.map(step => [step.id, step]));
  const before = new Set<Id>();
  for (const step of steps) {
    const later = step.from
      .map(source => byId.get(idOf(source)))
      .find(source => source && !before.has(source.id));
    if (later) {
      throw refused(
        `"${nameOf(step)}" works on the result of "${nameOf(later)}", and so must come after it`
      );
    }
    before.add(step.id);
  }
  return steps;
}
