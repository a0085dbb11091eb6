import { Notification } from '@jupyterlab/apputils';
import { holdsSameWork, withPaths, type AnalysisDocument } from '../../analysis/document/index.js';
import type { AnalysisModel } from '../../model/index.js';

/** How long the offer to undo is visible (ms); then it is in the notification centre. */
const offerTime = 30_000;

/**
 * Replace what a scan's viewer shows by restored work, unless the user has edited the scan since;
 * it can be undone until the cuts are changed.
 * @param time when the work was stored: UTC, ISO; null if unknown.
 * @returns whether the viewer shows the restored work now.
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
  const hadWork = model.cuts.length > 0 || model.edits.last !== null;
  const [{ path } = { path: '' }] = before.scans;
  model.replace(withPaths(work, scan => (scan === work.scans[0] ? path : scan.path)));
  if (hadWork && !isSameWork(before, work)) {
    offerUndo(model, before, name);
  }
  return true;
}

/** @param before what was shown before the work was restored: the last entry of the history. */
function offerUndo(model: AnalysisModel, before: AnalysisDocument, name: string): void {
  const restored = model.document;
  const { map } = restored.view;
  const isUntouched = () => isSameWork(model.document, restored);
  const undo = () => {
    if (!model.isDisposed && isUntouched()) {
      const isViewUntouched = model.document.view.map === map;
      model.undo();
      if (isViewUntouched) {
        model.setView(before.view.map);
      }
    }
  };
  const id = Notification.info(`The cuts of ${name} are as they were when the browser stopped.`, {
    autoClose: offerTime, // the scan may be closed before the click
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

/** Whether two documents hold the same work on a scan, regardless of its path and of the view. */
function isSameWork(a: AnalysisDocument, b: AnalysisDocument): boolean {
  const [first, second] = [a, b].map(document => withPaths(document, () => ''));
  return holdsSameWork(first, second);
}
