import { shownCut, type AnalysisModel } from '../model/index.js';

/** Actions on a viewer, through commands and the toolbar. */
export type ViewerAction =
  | 'addScans'
  | 'resetZoom'
  | 'saveFigure'
  | 'saveSpectrum'
  | 'saveCIE'
  | 'saveCEE'
  | 'reload'
  | 'undo'
  | 'redo';

/** Which actions are possible as the model stands; of scans still being read, none but reading. */
export function possibleActions(
  given: AnalysisModel | null,
  canAddScans: boolean
): Record<ViewerAction, boolean> {
  const model = given?.failure ? null : given; // nothing is shown of what can't be read, and nothing edited
  const map = model?.map ?? null;
  const spectrum = model?.spectrum ?? null;
  const hasProfile = (type: 'CIE' | 'CEE') => {
    const cut = map && model ? shownCut(model.cuts, type) : null;
    const state = cut && model?.profile(cut.id).state;
    return state === 'ready' || state === 'waiting'; // saving waits for it
  };
  return {
    addScans: !!given?.isLoaded && canAddScans,
    resetZoom: (map !== null && model?.view.map.zoom !== null) || isZoomedSpectra(model),
    saveFigure: (map !== null && !model?.isPreliminary) || spectrum !== null,
    saveSpectrum: spectrum !== null,
    saveCIE: hasProfile('CIE'),
    saveCEE: hasProfile('CEE'),
    reload: !!model?.active,
    undo: !!model && model.history.undo > 0,
    redo: !!model && model.history.redo > 0
  };
}

/** Whether spectra are shown, and not all of them. */
function isZoomedSpectra(model: AnalysisModel | null): boolean {
  const { x, y } = model?.view.axes ?? { x: null, y: null };
  return (
    (x !== null || y !== null) &&
    model?.shown.some(({ value }) => value?.kind === 'spectrum') === true
  );
}
