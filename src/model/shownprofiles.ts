import type { Id, Ref } from '../analysis/document/index.js';
import { entryOfCut, isCutOfScan, isDrawn } from '../analysis/mapcuts.js';
import type { MapPlane } from '../analysis/mapplane.js';
import { inPlane } from '../analysis/profileplane.js';
import type { SpectrumValue } from '../analysis/steps/values.js';
import type { AnalysisModel } from './analysismodel.js';
import type { ShownMap } from './mapsshown.js';
import { cutOfProfile } from './wanted.js';

/** Whether a cut goes through a drawn map: one of all scans may have this scan excluded. */
export function isCutOfMap({ document }: AnalysisModel, cut: Id, { ref }: ShownMap): boolean {
  const entry = document.steps.find(({ id }) => id === cut);
  const isScan = document.scans.some(({ id }) => id === ref.id);
  return !entry || !isScan || !isDrawn(entry) || isCutOfScan(entry, ref.id);
}

/** The profiles of the cuts through all drawn maps. */
export function shownProfiles(model: AnalysisModel): Ref[] {
  const beside = model.mapsShown.maps.filter(({ isActive, map }) => map !== null && !isActive);
  return [...model.cuts, ...model.lineCuts].flatMap(({ id }) => {
    const others = beside.filter(map => isCutOfMap(model, id, map)).map(({ name }) => name);
    return [null, ...others].flatMap(name => model.profileRef(id, name) ?? []);
  });
}

/** The profiles of one cut through the drawn maps; none if it is no cut through them. */
export function profilesOf(model: AnalysisModel, cut: Id): Ref[] {
  return shownProfiles(model).filter(({ id }) => cutOfProfile(id) === cut);
}

/** The plane of the active map. */
export function planeShown({ map, view }: AnalysisModel): MapPlane {
  return map?.view === 'transfer' ? map.view : view.map.view;
}

/** A curve as drawn: the profile of a cut over the energy axis of its map. */
export function asDrawn(model: AnalysisModel, { id }: Ref, value: SpectrumValue): SpectrumValue {
  const cut = cutOfProfile(id);
  const first = model.cuts.find(item => item.id === cut); // which may be in no document
  const entry =
    model.document.steps.find(step => step.id === cut) ?? (first ? entryOfCut(first) : undefined);
  return cut !== null && entry ? inPlane(value, entry, planeShown(model)) : value;
}
