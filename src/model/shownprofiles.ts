import type { Id, Ref } from '../analysis/document/index.js';
import { entryOfCut, goesThrough, isDrawn } from '../analysis/mapcuts.js';
import type { MapPlane } from '../analysis/mapplane.js';
import { inPlane } from '../analysis/profileplane.js';
import type { SpectrumValue } from '../analysis/steps/values.js';
import type { AnalysisModel } from './analysismodel.js';
import type { ShownMap } from './mapsshown.js';
import { cutOfProfile } from './wanted.js';

/** Whether a cut goes through a map that is drawn: one of all scans may have been taken off one of them. */
export function isThrough({ document }: AnalysisModel, cut: Id, { ref }: ShownMap): boolean {
  const entry = document.steps.find(({ id }) => id === cut);
  const isScan = document.scans.some(({ id }) => id === ref.id);
  return !entry || !isScan || !isDrawn(entry) || goesThrough(entry, ref.id);
}

/** The profiles of the cuts through all maps that are drawn. */
export function shownProfiles(model: AnalysisModel): Ref[] {
  const beside = model.mapsShown.maps.filter(({ isActive, map }) => map !== null && !isActive);
  return [...model.cuts, ...model.lineCuts].flatMap(({ id }) => {
    const others = beside.filter(one => isThrough(model, id, one)).map(({ name }) => name);
    return [null, ...others].flatMap(name => model.profileRef(id, name) ?? []);
  });
}

/** The profiles of one cut through the maps that are drawn; none of what is no cut through them. */
export function profilesOf(model: AnalysisModel, cut: Id): Ref[] {
  return shownProfiles(model).filter(({ id }) => cutOfProfile(id) === cut);
}

/** The plane that the active map is drawn in. */
export function planeShown({ map, view }: AnalysisModel): MapPlane {
  return map?.view === 'transfer' ? map.view : view.map.view;
}

/** A curve as it is drawn: the profile of a cut over the energy that its map is drawn over. */
export function asDrawn(model: AnalysisModel, { id }: Ref, value: SpectrumValue): SpectrumValue {
  const cut = cutOfProfile(id);
  const first = model.cuts.find(one => one.id === cut); // which no document may hold
  const entry =
    model.document.steps.find(one => one.id === cut) ?? (first ? entryOfCut(first) : undefined);
  return cut !== null && entry ? inPlane(value, entry, planeShown(model)) : value;
}
