import { Notification } from '@jupyterlab/apputils';
import { holdsSameWork, withPaths, type AnalysisDocument } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';

/** How long the offer to undo is in sight (ms); after that it is among the notifications. */
const offerTime = 30_000;

/**
 * Show restored work in the place of what a scan's viewer shows, unless a person has worked on that since; until
 * the cuts are changed it can be undone.
 * @param time when the work was kept: UTC, ISO; null where that is unknown.
 * @returns whether the viewer shows it now.
 */
export function putBack(
  model: AnalysisModel,
  work: AnalysisDocument,
  time: string | null,
  name: string
): boolean {
  const before = model.document;
  if (model.edits.areNewerThan(time)) {
    return isSameWork(before, work);
  }
  const isWorth = model.cuts.length > 0 || model.edits.last !== null; // else there was nothing yet
  const [{ path } = { path: '' }] = before.scans;
  model.replace(withPaths(work, scan => (scan === work.scans[0] ? path : scan.path)));
  if (isWorth && !isSameWork(before, work)) {
    offerUndo(model, before, name);
  }
  return true;
}

/** @param before what was shown before the work was restored, which is the last entry of the history. */
function offerUndo(model: AnalysisModel, before: AnalysisDocument, name: string): void {
  const restored = model.document;
  const { map } = restored.view;
  const isUntouched = () => isSameWork(model.document, restored);
  const undo = () => {
    if (!model.isDisposed && isUntouched()) {
      const isLookedAtAsRestored = model.document.view.map === map;
      model.undo();
      if (isLookedAtAsRestored) {
        model.setView(before.view.map);
      }
    }
  };
  const id = Notification.info(`The cuts of ${name} are as they were when the browser stopped.`, {
    autoClose: offerTime, // the scan may be closed before it is clicked
    actions: [{ label: 'Undo', callback: undo }]
  });
  const onChanged = () => {
    if (!isUntouched()) {
      model.changed.disconnect(onChanged);
      Notification.dismiss(id);
    }
  };
  model.changed.connect(onChanged);
}

/** Whether two hold the same work on a scan, whatever its path and however it is looked at. */
function isSameWork(one: AnalysisDocument, other: AnalysisDocument): boolean {
  const [a, b] = [one, other].map(document => withPaths(document, () => ''));
  return holdsSameWork(a, b);
}
