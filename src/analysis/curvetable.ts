import {
  asRef,
  sampleIds,
  scansId,
  type AnalysisDocument,
  type Id,
  type StepEntry
} from './document/index.js';
import type { StepWarning } from './steps/part.js';
import type { SpectrumValue } from './steps/values.js';
import { version } from '../base/version.js';
import { axisComments, spectrumCsv } from '../formats/csv.js';
import { approximateComments, lostInTable, sigmaApproximate } from '../formats/sigmamark.js';

/** What a saved curve is of. */
export interface ICurveOrigin {
  document: AnalysisDocument;
  /** The scan or step that it is of. */
  id: Id;
  /** The scan that a cut is looked at through; null of any other curve. */
  scan: Id | null;
  title: string;
  /** With labels in their sentences. */
  warnings: readonly StepWarning[];
}

/**
 * A curve as CSV, with its further columns, how it was made, and why its σ is only approximately right: what the command
 * line writes of the same, but for the digests of files.
 */
export function curveTable(value: SpectrumValue, origin: ICurveOrigin): string {
  const { energy, intensity } = axisComments(value);
  const { scans, steps } = reached(origin);
  const reasons = origin.warnings.filter(({ code }) => code === sigmaApproximate);
  return spectrumCsv(value.spectrum, value.columns, [
    `title: ${origin.title}`,
    `energy: ${energy}`,
    ...(intensity ? [`intensity: ${intensity}`] : []),
    `made by: jupyterlab-xes ${version}`,
    ...scans.map(path => `source: ${path}`),
    ...steps.map(
      ({ id, step, parameters }) => `step: ${id}: ${step} ${JSON.stringify(parameters)}`
    ),
    ...approximateComments([
      ...new Set([...reasons.map(({ message }) => message), ...lostInTable(value.spectrum)])
    ])
  ]);
}

/** The paths of the scans, and the steps, that it is made of; in the document's order. */
function reached({ document, id, scan }: ICurveOrigin) {
  const ids = new Set<Id>([id]);
  const samples = sampleIds(document);
  const steps: StepEntry[] = [];
  for (const step of [...document.steps].reverse()) {
    if (ids.has(step.id)) {
      steps.unshift(step);
      step.from
        .map(asRef)
        .flatMap(from => (from.id === scansId ? (scan === null ? samples : [scan]) : [from.id]))
        .forEach(one => ids.add(one));
    }
  }
  const scans = document.scans.filter(one => ids.has(one.id)).map(({ path }) => path);
  return { scans, steps };
}
