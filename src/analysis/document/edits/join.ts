import { scansId } from '../ids.js';
import { sampleIds } from '../lookup.js';
import { isEqual } from '../json.js';
import { asRef, asSource, itemKey, parseItemKey } from '../refs.js';
import {
  defaultMapView,
  type AnalysisDocument,
  type Id,
  type ItemKey,
  type MapView,
  type Ref,
  type StepEntry
} from '../types.js';
import { addScans, type WithIds } from './scans.js';
import { addStep } from './steps.js';
import { setView } from './view.js';

/**
 * Steps drawn on any map: those of all scans in the other document become steps of all scans in
 * this one.
 */
const ofAnyMap = new Set(['cut', 'lineCut']);

/**
 * Add the scans and steps of another document, under unused ids. Entries already present (the same
 * file; the same step with the same inputs) are not added again. A step on all scans of the other
 * document works on these scans here; cuts work on all scans. The map view is taken from the other
 * document if it is still the default here.
 * @param other with paths relative to this document.
 * @returns the ids of the other document's scans.
 * @throws XESError `analysis/too-large`
 */
export function joined(document: AnalysisDocument, other: AnalysisDocument): WithIds {
  const added = addScans(
    document,
    other.scans.map(({ id: _, ...scan }) => scan)
  );
  const names = new Map(other.scans.map(({ id }, i) => [id, added.ids[i]]));
  const samples = sampleIds(other);
  let next = added.document;
  for (const { id, ...entry } of other.steps) {
    const from = entry.from.flatMap(source =>
      sourcesFor(entry, asRef(source), samples).map(ref => asSource(renamed(ref, names)))
    );
    const twin = next.steps.find(step => isTwin(step, { ...entry, from }));
    if (twin) {
      names.set(id, twin.id);
    } else {
      const made = addStep(next, { ...entry, from });
      next = made.document;
      names.set(id, made.id);
    }
  }
  const [first] = added.ids;
  const { shown } = next.view;
  const view = {
    selected: added.ids,
    ...(first === undefined ? {} : { active: first }),
    ...(shown.length === 0 ? {} : { shown: [...shown, ...added.ids] }),
    ...(document.scans.length === 0 ? { axes: other.view.axes } : {}),
    ...(isAsOpened(document.view.map) ? { map: other.view.map } : {})
  };
  return { document: setView(next, view), ids: added.ids };
}

/** Whether the map view is the default; the colour map may be the user's preference. */
function isAsOpened(map: MapView): boolean {
  return isEqual(map, { ...defaultMapView, colorMap: map.colorMap, zoom: map.zoom });
}

/**
 * The inputs of a step of the other document, with `scans` replaced by these scans if necessary.
 */
function sourcesFor(
  { step }: Pick<StepEntry, 'step'>,
  ref: Ref,
  samples: readonly Id[]
): readonly Ref[] {
  if (ref.id !== scansId || ofAnyMap.has(step)) {
    return [ref];
  }
  const { only, except, ...rest } = ref;
  const isIncluded = (id: Id) => (only?.includes(id) ?? true) && !except?.includes(id);
  return samples.filter(isIncluded).map(id => ({ ...rest, id }));
}

function renamed({ id, only, except, ...rest }: Ref, names: ReadonlyMap<Id, Id>): Ref {
  const keys = (list: readonly ItemKey[]) => list.map(key => renamedKey(key, names));
  return {
    id: names.get(id) ?? id,
    ...rest,
    ...(only ? { only: keys(only) } : {}),
    ...(except ? { except: keys(except) } : {})
  };
}

function renamedKey(key: ItemKey, names: ReadonlyMap<Id, Id>): ItemKey {
  const { ids, channel } = parseItemKey(key);
  return itemKey(
    ids.map(id => names.get(id) ?? id),
    channel
  );
}

function isTwin(a: StepEntry, b: Omit<StepEntry, 'id'>): boolean {
  return (
    a.step === b.step &&
    (a.off ?? false) === (b.off ?? false) &&
    isEqual([a.from, a.parameters], [b.from, b.parameters])
  );
}
