import { cuttable } from '../analysis/cutplaces.js';
import { scanOf, type AnalysisDocument } from '../analysis/document/index.js';
import { entryOfCut, firstCuts, hasFirstCuts } from '../analysis/mapcuts.js';
import type { IShownValue } from '../figures/paper/index.js';

/**
 * With the first cuts of the map that is shown first, as the viewer has them, where there are none.
 * @param isOfScans whether a scan is a map: of all scans they are then; else of the step whose map it is.
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
