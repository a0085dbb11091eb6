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
    saveFigure: (map !== null && !model?.isPreliminary) || hasSpectra(model),
    saveSpectrum: spectrum !== null,
    saveCIE: hasProfile('CIE'),
    saveCEE: hasProfile('CEE'),
    reload: !!model?.active,
    undo: !!model && model.history.undo > 0,
    redo: !!model && model.history.redo > 0
  };
}

/** Why an action is not possible, as the end of a sentence that begins with what it does. */
export const whyNot: Readonly<Record<ViewerAction, string>> = {
  addScans: 'a scan that is open by itself takes no others',
  resetZoom: 'all of it is shown',
  saveFigure: 'no plot is shown',
  saveSpectrum: 'what is selected gives no spectrum',
  saveCIE: 'no map with a CIE cut is selected',
  saveCEE: 'no map with a CEE cut is selected',
  reload: 'no scan is selected',
  undo: 'nothing was changed',
  redo: 'nothing was undone'
};

/** Which curves an analysis, or a lone scan, may ever have to save: what is selected does not matter. */
export function offeredCurves(
  model: AnalysisModel | null,
  canAddScans: boolean
): Record<'spectrum' | 'CIE' | 'CEE', boolean> {
  const channels = model?.scans.flatMap(({ facts }) => facts?.channels ?? []) ?? [];
  const hasMaps = channels.some(({ kind }) => kind === 'RXES');
  const hasOthers = channels.some(({ kind }) => kind !== 'RXES');
  const spectrum = canAddScans || hasOthers || !!model?.spectrum;
  return { spectrum, CIE: hasMaps, CEE: hasMaps };
}

function hasSpectra(model: AnalysisModel | null): boolean {
  return model?.shown.some(({ value }) => value?.kind === 'spectrum') === true;
}

/** Whether spectra are shown, and not all of them. */
function isZoomedSpectra(model: AnalysisModel | null): boolean {
  const { x, y } = model?.view.axes ?? { x: null, y: null };
  return (x !== null || y !== null) && hasSpectra(model);
}
