import type { AnalysisDocument } from '../analysis/document/index.js';

/** The scan that is shown: the active one, else the first. */
export function activeScan({ scans, view }: AnalysisDocument) {
  return scans.find(({ id }) => id === view.active?.id) ?? scans[0] ?? null;
}

/** The step whose result is active; null where a scan is. */
export function activeStep({ steps, view }: AnalysisDocument) {
  return steps.find(({ id }) => id === view.active?.id) ?? null;
}
