import { XESError } from '../../../base/errors.js';
import { sourcesProblem, type KnownIds } from '../checks.js';
import { readStep } from '../readentries.js';
import type { AnalysisDocument, Id, ScanEntry, StepEntry } from '../types.js';

/** The error for an edit that a document can't store. */
export function refused(what: string): XESError {
  return new XESError('analysis/edit', `The analysis can't be changed so: ${what}.`);
}

/** The document with other scans or steps; digests are removed, as results may differ. */
export function changed(
  { results: _, ...document }: AnalysisDocument,
  patch: Partial<Pick<AnalysisDocument, 'scans' | 'steps' | 'view'>>
): AnalysisDocument {
  return { ...document, ...patch };
}

/** Ids of scans, and of the steps before an index. */
export function knownBefore(
  { scans, steps }: Pick<AnalysisDocument, 'scans' | 'steps'>,
  index = steps.length
): KnownIds {
  return {
    scans: new Set(scans.map(({ id }) => id)),
    steps: new Set(steps.slice(0, index).map(({ id }) => id))
  };
}

/** Ids that the inputs of a step can refer to. */
export function knownFor(document: AnalysisDocument, id: Id): KnownIds {
  return knownBefore(
    document,
    document.steps.findIndex(step => step.id === id)
  );
}

/** @throws XESError `analysis/edit` if there is no such step. */
export function requireStep({ steps }: AnalysisDocument, id: Id): StepEntry {
  const entry = steps.find(step => step.id === id);
  if (!entry) {
    throw refused(`there is no step "${id}"`);
  }
  return entry;
}

/** The document with the step of this id replaced. */
export function withStep(document: AnalysisDocument, entry: StepEntry): AnalysisDocument {
  return changed(document, {
    steps: document.steps.map(step => (step.id === entry.id ? entry : step))
  });
}

/** A valid step, whose inputs are all known. @throws XESError `analysis/edit` */
export function checkedStep(entry: StepEntry, known: KnownIds): StepEntry {
  const checked = readStep(entry, refused);
  const problem = sourcesProblem(checked.from, known);
  if (problem) {
    throw refused(`"${nameOf(checked)}" can't work on this: ${problem}`);
  }
  return checked;
}

/** The name of an entry in messages: its label, else its path or id. */
export function nameOf(entry: ScanEntry | StepEntry): string {
  return entry.label ?? ('path' in entry ? entry.path : entry.id);
}
