import { scansId } from '../analysis/document/ids.js';
import type { Id } from '../analysis/document/types.js';
import type { AnalysisModel } from '../model/index.js';

/** Ids of the selected scans and steps, each once; of the active row if none is selected. */
export function selectedEntries(model: AnalysisModel | null): Id[] {
  const { selected = [], active = null } = model?.view ?? {};
  const ids = selected.map(({ id }) => id).filter(id => id !== scansId);
  return ids.length > 0 ? [...new Set(ids)] : active ? [active.id] : [];
}
