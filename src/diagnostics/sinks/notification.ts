import { Notification, showDialog, Dialog } from '@jupyterlab/apputils';
import type { INote, INotifier } from '../recorder.js';

/** JupyterLab's notifications: a sentence, and buttons for what can be done. */
export class NotificationSink implements INotifier {
  /** @param _open opens a report by its path. */
  constructor(private _open: (path: string) => void) {}

  notify({ level, message, details, report }: INote): void {
    const actions: Notification.IAction[] = [
      {
        label: 'Show details',
        callback: () =>
          void showDialog({ title: 'XES Viewer', body: details, buttons: [Dialog.okButton()] })
      }
    ];
    if (report?.path) {
      const { path } = report;
      actions.push({ label: 'Open report', callback: () => this._open(path) });
    } else if (report) {
      actions.push({ label: 'Download report', callback: () => report.download() });
    }
    Notification.emit(message, level, { autoClose: 15_000, actions });
  }
}
