import type { AnalysisDocument } from '../analysis/document/index.js';

/** The displayed scan: the active one, else the first. */
export function activeScan({ scans, view }: AnalysisDocument) {
  return scans.find(({ id }) => id === view.active?.id) ?? scans[0] ?? null;
}

/** The step whose result is active; null if a scan is active. */
export function activeStep({ steps, view }: AnalysisDocument) {
  return steps.find(({ id }) => id === view.active?.id) ?? null;
}
