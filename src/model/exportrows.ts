import { scansId, stepOf, type Id, type ItemKey, type Ref } from '../analysis/document/index.js';
import { inputKeyOf } from '../analysis/evaluate/index.js';
import { channelKey } from '../analysis/evaluate/itemkeys.js';
import { refKey } from '../compute/types.js';
import type { AnalysisModel } from './analysismodel.js';
import { entryOfCut } from '../analysis/mapcuts.js';
import { scanTitle } from '../analysis/scantitles.js';
import { labelOf, stepTitle, titleOfStep } from '../analysis/titles.js';
import { profilesOf, shownProfiles } from './shownprofiles.js';
import { channelShown } from './shownchannel.js';
import { cutOfProfile } from './wanted.js';

/** Which rows are exported. */
export type ExportRows = 'selected' | 'shown';

/**
 * The selected results (the active one if none), or the shown ones: ticked, active, and the
 * profiles of cuts on the drawn maps. A selected cut stands for its profiles through these maps.
 */
export function rowsToExport(model: AnalysisModel, rows: ExportRows): Ref[] {
  const { activeRef, view } = model;
  const active = activeRef ? [activeRef] : [];
  if (rows === 'selected') {
    const selected = view.selected.filter(({ id }) => id !== scansId);
    // the active Ref includes the displayed arm of its row
    const rest = selected.map(ref => (activeRef && isRowOf(ref, activeRef) ? activeRef : ref));
    return selected.length === 0 ? active : rest.flatMap(ref => ofRow(model, ref));
  }
  const shown = [...model.shown.map(({ ref }) => ref), ...active, ...shownProfiles(model)];
  return [...new Map(shown.map(ref => [refKey(ref), ref])).values()];
}

/** Whether a row is a whole scan or step that includes a part. */
function isRowOf({ id, channel, only, output }: Ref, part: Ref): boolean {
  return id === part.id && channel === undefined && only === undefined && output === undefined;
}

/**
 * The results that a row stands for: of a selected cut without its own result the profiles next to
 * the maps.
 */
function ofRow(model: AnalysisModel, ref: Ref): readonly Ref[] {
  const profiles = ref.only === undefined ? profilesOf(model, ref.id) : [];
  return profiles.length > 0 ? profiles : [ref];
}

/** The name of a result in a file, and of its own file: its sources, then its kind. */
export function exportName(
  model: AnalysisModel,
  { id, channel, output }: Ref,
  key: ItemKey
): string {
  const { document } = model;
  const cut = cutOfProfile(id) ?? id;
  const step = stepOf(document, cut);
  const first = model.cuts.find(item => item.id === cut); // which may be in no document
  if (!step && !first) {
    const scan = document.scans.find(scan => scan.id === id);
    return [scan ? scanTitle(scan, document.scans) : id, channel ?? firstOfArms(model, id)]
      .filter(Boolean)
      .join(' ');
  }
  const title = step ? titleOfStep(document, step) : first ? stepTitle(entryOfCut(first)) : id;
  const origin = inputKeyOf(key) === null ? '' : labelOf(document, key).replace(':', ' ');
  const isNamed = origin === '' || title.includes(origin);
  return [isNamed ? '' : origin, title, output].filter(Boolean).join(' ');
}

/**
 * The displayed arm of a scan given without one, if it has several or is a map: file names of its
 * cuts include it.
 */
function firstOfArms(model: AnalysisModel, id: Id): string | undefined {
  const { channels = [], kind } = model.scans.find(scan => scan.id === id)?.facts ?? {};
  const name = channels.find(channel => channel.kind === kind)?.name;
  const isNamed = channels.length > 1 || (kind === 'RXES' && name !== 'default');
  return isNamed ? name : undefined;
}

/**
 * Items without curves of cuts that are also present as profiles next to the drawn map: the
 * profiles are over the displayed energy.
 */
export function withoutTwins<T extends { ref: Ref; key: ItemKey }>(
  model: AnalysisModel,
  items: readonly T[]
): T[] {
  const origin = (cut: Id, key: ItemKey) => `${cut} ${throughOf(model, key)}`;
  const profiles = new Set(
    items.flatMap(({ ref, key }) => {
      const cut = cutOfProfile(ref.id);
      return cut === null ? [] : [origin(cut, key)];
    })
  );
  return items.filter(
    ({ ref, key }) => cutOfProfile(ref.id) !== null || !profiles.has(origin(ref.id, key))
  );
}

/** The source of a cut's curve; for a scan always with its arm. */
function throughOf({ scans }: AnalysisModel, key: ItemKey): ItemKey {
  const input = inputKeyOf(key) ?? key;
  const scan = scans.find(({ id }) => id === input);
  return channelKey(input, scan && channelShown(scan.facts, undefined)?.name);
}
