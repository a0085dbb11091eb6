import { cuttable } from '../analysis/cutplaces.js';
import { scanOf, type AnalysisDocument } from '../analysis/document/index.js';
import { entryOfCut, firstCuts, hasFirstCuts } from '../analysis/mapcuts.js';
import type { IShownValue } from '../figures/paper/index.js';

/**
 * Add the first cuts of the map that is shown first, as in the viewer, if there are none.
 * @param isOfScans whether the map is of a scan: then they are cuts of all scans; else of the map's
 * step.
 */
export function withFirstCuts<D extends Pick<AnalysisDocument, 'scans' | 'steps' | 'view'>>(
  document: D,
  values: readonly Pick<IShownValue, 'ref' | 'value'>[],
  isOfScans: boolean
): Omit<D, 'steps'> & Pick<AnalysisDocument, 'steps'> {
  const map = values.find(({ value }) => value.kind === 'map');
  if (map?.value.kind !== 'map' || !hasFirstCuts(document)) {
    return document;
  }
  const home = isOfScans || scanOf(document, map.ref.id) ? null : map.ref;
  const first = firstCuts(document, cuttable(map.value.map), 1, home);
  return { ...document, steps: [...first.map(entryOfCut), ...document.steps] };
}
