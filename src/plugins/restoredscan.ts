import { Notification } from '@jupyterlab/apputils';
import {
  emptyDocument,
  serialise,
  type AnalysisDocument,
  type AnalysisModel
} from '../analysis/index.js';

/** So long the offer to take it back stands in sight (ms); after that it is among the notifications. */
const patience = 30_000;

/**
 * Put restored work in the place of what a scan's viewer shows, where nobody has worked on that
 * since; until the cuts are changed it can be taken back.
 * @param time when the work was kept: UTC, ISO; null where nobody knows.
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
    return isSame(before, work);
  }
  const isWorth = before.cuts.length > 0 || model.edits.last !== null; // else there was nothing yet
  model.replace({ ...work, scans: before.scans });
  if (isWorth && !isSame(before, work)) {
    offerUndo(model, before, name);
  }
  return true;
}

function offerUndo(model: AnalysisModel, before: AnalysisDocument, name: string): void {
  const { cuts, view } = model;
  const undo = () => {
    if (!model.isDisposed && model.cuts === cuts) {
      const { scans } = model.document; // it may have been renamed
      // how it is looked at since is nobody's wish to lose
      model.replace({ ...before, scans, view: model.view === view ? before.view : model.view });
    }
  };
  const id = Notification.info(`The cuts of ${name} are as they were when the browser stopped.`, {
    autoClose: patience, // the scan may be closed before it is clicked
    actions: [{ label: 'Undo', callback: undo }]
  });
  const onChanged = () => {
    if (model.cuts !== cuts) {
      model.changed.disconnect(onChanged);
      Notification.dismiss(id);
    }
  };
  model.changed.connect(onChanged);
}

/** Whether two hold the same work on a scan, whatever its path and however it is looked at. */
function isSame(one: AnalysisDocument, other: AnalysisDocument): boolean {
  const { view } = emptyDocument();
  const [a, b] = [one, other].map(document =>
    serialise({ ...document, scans: [], results: [], view })
  );
  return a === b;
}
