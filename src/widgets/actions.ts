import { curveAlong, shownCut, type AnalysisModel } from '../analysis/index.js';
import type { CutType } from '../science/map.js';

/** What a person may do with a viewer, through commands and the toolbar. */
export type ViewerAction =
  'addScans' | 'resetZoom' | 'saveFigure' | 'saveSpectrum' | 'saveCIE' | 'saveCEE' | 'reload';

/** Which actions are possible as the model stands; of scans still being read, none but reading. */
export function possibleActions(
  model: AnalysisModel | null,
  canAddScans: boolean
): Record<ViewerAction, boolean> {
  const map = model?.map ?? null;
  const spectrum = model?.spectrum ?? null;
  const hasProfile = (type: CutType) => {
    const cut = model?.cuts[shownCut(model.cuts, type)];
    return map !== null && cut !== undefined && curveAlong(map, cut) !== null;
  };
  return {
    addScans: model !== null && canAddScans,
    resetZoom: map !== null && model?.view.zoom !== null,
    saveFigure: map !== null || spectrum !== null,
    saveSpectrum: spectrum !== null,
    saveCIE: hasProfile('CIE'),
    saveCEE: hasProfile('CEE'),
    reload: !!model?.active
  };
}
