import type { AnalysisModel } from '../model/index.js';

/** Actions on a viewer, through commands and the toolbar. */
export type ViewerAction =
  'addScans' | 'resetZoom' | 'saveFigure' | 'exportData' | 'reload' | 'undo' | 'redo';

/** Actions that are possible in the model's state; while scans are being read, only reading. */
export function possibleActions(
  given: AnalysisModel | null,
  canAddScans: boolean
): Record<ViewerAction, boolean> {
  const model = given?.failure ? null : given; // an unreadable document is neither shown nor edited
  const map = model?.map ?? null;
  return {
    addScans: !!given?.isLoaded && canAddScans,
    resetZoom: (map !== null && model?.view.map.zoom !== null) || isZoomedSpectra(model),
    saveFigure: (map !== null && !model?.isPreliminary) || hasSpectra(model),
    exportData: !!model?.activeRef && !model.isPreliminary,
    reload: !!model?.active,
    undo: !!model && model.history.undo > 0,
    redo: !!model && model.history.redo > 0
  };
}

/** Why an action is not possible, to end a sentence that begins with what the action does. */
export const whyNot: Readonly<Record<ViewerAction, string>> = {
  addScans: 'no scans can be added to a scan that was opened on its own',
  resetZoom: 'everything is shown already',
  saveFigure: 'no plot is shown',
  exportData: 'there is no scan yet',
  reload: 'no scan is selected',
  undo: 'nothing was changed',
  redo: 'nothing was undone'
};

function hasSpectra(model: AnalysisModel | null): boolean {
  return model?.shown.some(({ value }) => value?.kind === 'spectrum') === true;
}

/** Whether spectra are shown, but only part of them. */
function isZoomedSpectra(model: AnalysisModel | null): boolean {
  const { x, y } = model?.view.axes ?? { x: null, y: null };
  return (x !== null || y !== null) && hasSpectra(model);
}
