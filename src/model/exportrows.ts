import { scansId, stepOf, type Id, type ItemKey, type Ref } from '../analysis/document/index.js';
import { inputKeyOf } from '../analysis/evaluate/index.js';
import { refKey } from '../compute/types.js';
import type { AnalysisModel } from './analysismodel.js';
import { entryOfCut } from '../analysis/mapcuts.js';
import { labelOf, scanTitle, stepTitle, titleOfStep } from '../analysis/titles.js';
import { shownProfiles } from './shownprofiles.js';
import { cutOfProfile } from './wanted.js';

/** Which rows may be exported. */
export type ExportRows = 'selected' | 'shown';

/**
 * The results that are selected (the active one where none is), or shown: ticked, active, and the profiles of what is cut
 * on the maps that are drawn.
 */
export function rowsToExport(model: AnalysisModel, rows: ExportRows): Ref[] {
  const { activeRef, view } = model;
  const active = activeRef ? [activeRef] : [];
  if (rows === 'selected') {
    const selected = view.selected.filter(({ id }) => id !== scansId);
    return selected.length > 1 || active.length === 0 ? selected : active;
  }
  const shown = [...model.shown.map(({ ref }) => ref), ...active, ...shownProfiles(model)];
  return [...new Map(shown.map(ref => [refKey(ref), ref])).values()];
}

/** What a result is called in a file, and its file after it: what it was made of, then what it is. */
export function exportName(
  model: AnalysisModel,
  { id, channel, output }: Ref,
  key: ItemKey
): string {
  const { document } = model;
  const cut = cutOfProfile(id) ?? id;
  const step = stepOf(document, cut);
  const first = model.cuts.find(one => one.id === cut); // which no document may hold
  if (!step && !first) {
    const scan = document.scans.find(one => one.id === id);
    return [scan ? scanTitle(scan) : id, channel ?? firstOfArms(model, id)]
      .filter(Boolean)
      .join(' ');
  }
  const title = step ? titleOfStep(document, step) : first ? stepTitle(entryOfCut(first)) : id;
  const origin = inputKeyOf(key) === null ? '' : labelOf(document, key).replace(':', ' ');
  const isNamed = origin === '' || title.includes(origin);
  return [isNamed ? '' : origin, title, output].filter(Boolean).join(' ');
}

/** The arm that a scan without one is looked at by, where it has several: the first that measured what the scan is. */
function firstOfArms(model: AnalysisModel, id: Id): string | undefined {
  const { channels = [], kind } = model.scans.find(one => one.id === id)?.facts ?? {};
  return channels.length > 1 ? channels.find(one => one.kind === kind)?.name : undefined;
}
