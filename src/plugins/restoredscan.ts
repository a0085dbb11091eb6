import { Notification } from '@jupyterlab/apputils';
import { serialise, type AnalysisDocument, type AnalysisModel } from '../analysis/index.js';

/** So long the offer to take it back stands in sight (ms); after that it is among the notifications. */
const patience = 30_000;

/**
 * Put restored work in the place of what a scan's viewer shows, where that is nobody's work of now;
 * until the next change it can be taken back. @returns whether it was put there.
 */
export function putBack(model: AnalysisModel, work: AnalysisDocument, name: string): boolean {
  const before = model.document;
  if (model.isEdited) {
    return isSame(before, work);
  }
  model.replace({ ...work, scans: before.scans });
  if (before.cuts.length > 0 && !isSame(before, work)) {
    offerUndo(model, before, name);
  }
  return true;
}

function offerUndo(model: AnalysisModel, before: AnalysisDocument, name: string): void {
  const restored = model.document;
  const undo = () => {
    if (!model.isDisposed && model.document === restored) {
      model.replace(before);
    }
  };
  const id = Notification.info(`The cuts of ${name} are as they were when the browser stopped.`, {
    autoClose: patience, // the scan may be closed before it is clicked
    actions: [{ label: 'Undo', callback: undo }]
  });
  const onChanged = () => {
    if (model.document !== restored) {
      model.changed.disconnect(onChanged);
      Notification.dismiss(id);
    }
  };
  model.changed.connect(onChanged);
}

/** Whether two say the same of a scan, whatever its path. */
function isSame(one: AnalysisDocument, other: AnalysisDocument): boolean {
  const [a, b] = [one, other].map(document => serialise({ ...document, scans: [] }));
  return a === b;
}
