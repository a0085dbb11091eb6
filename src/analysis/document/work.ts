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
export function isSameWork(a: AnalysisDocument, b: AnalysisDocument): boolean {
  return (
    a.scans === b.scans &&
    a.steps === b.steps &&
    a.view.firstCuts === b.view.firstCuts &&
    a.view.lines === b.view.lines
  );
}

/** Whether two documents, of any origin, have equal scans, steps, first cuts and known energies. */
export function holdsSameWork(a: AnalysisDocument, b: AnalysisDocument): boolean {
  return (
    isEqual([a.scans, a.steps, a.view.lines ?? []], [b.scans, b.steps, b.view.lines ?? []]) &&
    a.view.firstCuts === b.view.firstCuts
  );
}
