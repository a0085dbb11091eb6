import type { AnalysisDocument, Id, ScanEntry, StepEntry } from './types.js';

type Contents = Pick<AnalysisDocument, 'scans' | 'steps'>;

// a document is never changed in place, so an index stays valid
const indexes = new WeakMap<readonly (ScanEntry | StepEntry)[], ReadonlyMap<Id, unknown>>();

/** The scan with this id, in constant time; null if there is none. */
export function scanOf({ scans }: Pick<Contents, 'scans'>, id: Id | undefined): ScanEntry | null {
  return found(scans, id);
}

/** The step with this id; null if there is none. */
export function stepOf({ steps }: Pick<Contents, 'steps'>, id: Id | undefined): StepEntry | null {
  return found(steps, id);
}

/** Ids of the scans that a recipe is run on, in order: all but references. */
export function sampleIds({ scans }: Pick<Contents, 'scans'>): Id[] {
  return scans.filter(({ role }) => role === undefined).map(({ id }) => id);
}

function found<T extends ScanEntry | StepEntry>(entries: readonly T[], id: Id | undefined) {
  let index = indexes.get(entries) as ReadonlyMap<Id, T> | undefined;
  if (!index) {
    index = new Map(entries.map(entry => [entry.id, entry]));
    indexes.set(entries, index);
  }
  return (id !== undefined && index.get(id)) || null;
}
