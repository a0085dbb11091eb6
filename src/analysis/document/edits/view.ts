import { refProblem } from '../checks.js';
import { isEqual } from '../json.js';
import { refOfJSON } from '../readrefs.js';
import { readAxesView, readMapView } from '../readview.js';
import { refText } from '../refs.js';
import {
  maxEntries,
  type AnalysisDocument,
  type AxesView,
  type Id,
  type MapView,
  type Ref,
  type View
} from '../types.js';
import { knownBefore, refused } from './change.js';

/** The fields of a view that can be changed; `firstCuts` changes with the cuts. */
export interface ViewPatch {
  readonly shown?: readonly (Id | Ref)[];
  readonly selected?: readonly (Id | Ref)[];
  readonly active?: Id | Ref | null;
  readonly map?: Partial<MapView>;
  readonly axes?: Partial<AxesView>;
}

/** Change the view. @throws XESError `analysis/edit` for invalid values. */
export function setView(document: AnalysisDocument, patch: ViewPatch): AnalysisDocument {
  const { view } = document;
  const next: View = {
    ...view,
    ...(patch.shown ? { shown: checkedRefs(document, patch.shown) } : {}),
    ...(patch.selected ? { selected: checkedRefs(document, patch.selected) } : {}),
    ...(patch.active === undefined
      ? {}
      : { active: patch.active === null ? null : checkedRefs(document, [patch.active])[0] }),
    ...(patch.map ? { map: checkedPart(view.map, patch.map, readMapView) } : {}),
    ...(patch.axes ? { axes: checkedPart(view.axes, patch.axes, readAxesView) } : {})
  };
  return isEqual(next, view) ? document : { ...document, view: next };
}

/** Change the map view. @throws XESError `analysis/edit` */
export function setMapView(document: AnalysisDocument, map: Partial<MapView>): AnalysisDocument {
  return setView(document, { map });
}

/** Change the view of spectra. @throws XESError `analysis/edit` */
export function setAxesView(document: AnalysisDocument, axes: Partial<AxesView>): AnalysisDocument {
  return setView(document, { axes });
}

/** Set the ticked results. @throws XESError `analysis/edit` for a Ref to nothing. */
export function setShown(
  document: AnalysisDocument,
  shown: readonly (Id | Ref)[]
): AnalysisDocument {
  return setView(document, { shown });
}

/** @throws XESError `analysis/edit` for a Ref to nothing. */
export function setSelected(
  document: AnalysisDocument,
  selected: readonly (Id | Ref)[]
): AnalysisDocument {
  return setView(document, { selected });
}

/** @throws XESError `analysis/edit` for a Ref to nothing. */
export function setActive(document: AnalysisDocument, active: Id | Ref | null): AnalysisDocument {
  return setView(document, { active });
}

/** Refs as a view stores them, each once. */
function checkedRefs(document: AnalysisDocument, sources: readonly (Id | Ref)[]): Ref[] {
  if (sources.length > maxEntries.refs) {
    throw refused(`no more than ${maxEntries.refs} results can be shown or selected`);
  }
  const known = knownBefore(document);
  const refs = sources.map(source => {
    const ref = refOfJSON(source);
    const problem = ref ? refProblem(ref, known) : 'what is shown must be an id or a Ref';
    if (!ref || problem) {
      throw refused(problem ?? '');
    }
    return ref;
  });
  return [...new Map(refs.map(ref => [refText(ref), ref])).values()];
}

/** A part of a view after a change; it is invalid if reading it back would alter it. */
function checkedPart<T extends object>(part: T, patch: Partial<T>, read: (value: T) => T): T {
  const wanted = { ...part, ...patch };
  const next = read(wanted);
  const wrong = (Object.keys(wanted) as (keyof T & string)[]).find(
    key => !isEqual(wanted[key], next[key])
  );
  if (wrong !== undefined) {
    throw refused(`"${wrong}" of a view can't be ${JSON.stringify(wanted[wrong])}`);
  }
  return next;
}
