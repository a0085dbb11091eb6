import { isEqual } from './json.js';
import type { AnalysisDocument, View } from './types.js';

/** The parts of a view that are the user's work, like scans and steps; the rest is only display. */
export type ViewWork = Pick<View, 'firstCuts' | 'lines'>;

/** How an analysis is displayed, without the work in its view. */
export type ViewLook = Omit<View, keyof ViewWork>;

export function workInView({ firstCuts, lines }: View): ViewWork {
  return { firstCuts, ...(lines ? { lines } : {}) };
}

export function lookOf({ firstCuts: _, lines: __, ...look }: View): ViewLook {
  return look;
}

/**
 * Whether an edit did not change the work: two documents of one history share scans, steps and
 * known energies.
 */
export function isSameWork(one: AnalysisDocument, other: AnalysisDocument): boolean {
  return (
    one.scans === other.scans &&
    one.steps === other.steps &&
    one.view.firstCuts === other.view.firstCuts &&
    one.view.lines === other.view.lines
  );
}

/** Whether two documents, of any origin, have equal scans, steps, first cuts and known energies. */
export function holdsSameWork(one: AnalysisDocument, other: AnalysisDocument): boolean {
  return (
    isEqual(
      [one.scans, one.steps, one.view.lines ?? []],
      [other.scans, other.steps, other.view.lines ?? []]
    ) && one.view.firstCuts === other.view.firstCuts
  );
}
