import type { AnalysisDocument } from '../analysis/document/index.js';
import { modelKeys, type ModelKey } from './types.js';

interface Entry {
  readonly id: string;
}

/** The keys of all differences between two documents. Entries never change in place. */
export function changedKeys(before: AnalysisDocument, after: AnalysisDocument): Set<ModelKey> {
  const keys = new Set<ModelKey>();
  for (const list of ['scans', 'steps'] as const) {
    if (before[list] !== after[list]) {
      compare(list, before[list], after[list], keys);
    }
  }
  return keys;
}

function compare(
  name: 'scans' | 'steps',
  before: readonly Entry[],
  after: readonly Entry[],
  keys: Set<ModelKey>
): void {
  const old = new Map(before.map(entry => [entry.id, entry]));
  after.filter(entry => old.get(entry.id) !== entry).forEach(({ id }) => keys.add(id));
  const present = new Set(after.map(({ id }) => id));
  before.filter(({ id }) => !present.has(id)).forEach(({ id }) => keys.add(id));
  if (before.length !== after.length || before.some(({ id }, i) => after[i].id !== id)) {
    keys.add(modelKeys[name]);
  }
}
