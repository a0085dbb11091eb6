import { isEqual } from './json.js';
import type { AnalysisDocument, View } from './types.js';

/** What of a view is a person's work, as scans and steps are: the rest is how these are looked at. */
export type ViewWork = Pick<View, 'firstCuts' | 'lines'>;

/** How an analysis is looked at, without the work that a view holds. */
export type ViewLook = Omit<View, keyof ViewWork>;

export function workInView({ firstCuts, lines }: View): ViewWork {
  return { firstCuts, ...(lines ? { lines } : {}) };
}

export function lookOf({ firstCuts: _, lines: __, ...look }: View): ViewLook {
  return look;
}

/** Whether an edit left the work alone: two documents of one history that share scans, steps and known energies. */
export function isSameWork(one: AnalysisDocument, other: AnalysisDocument): boolean {
  return (
    one.scans === other.scans &&
    one.steps === other.steps &&
    one.view.firstCuts === other.view.firstCuts &&
    one.view.lines === other.view.lines
  );
}

/** Whether two documents, of wherever, have equal scans, steps, first cuts and known energies. */
export function holdsSameWork(one: AnalysisDocument, other: AnalysisDocument): boolean {
  return (
    isEqual(
      [one.scans, one.steps, one.view.lines ?? []],
      [other.scans, other.steps, other.view.lines ?? []]
    ) && one.view.firstCuts === other.view.firstCuts
  );
}
