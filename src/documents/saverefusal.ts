import { Notification } from '@jupyterlab/apputils';
import type { XESError } from '../base/errors.js';

/** Notifies that a scan is not written, with a button that saves its steps as an analysis. */
export class SaveRefusal {
  /** @param _saveAsAnalysis called when the user chooses it. */
  constructor(private _saveAsAnalysis: () => void) {}

  show(error: XESError): void {
    this.dismiss(); // one notification for repeated key presses
    this._shown = Notification.emit(error.message, 'warning', {
      autoClose: 15_000,
      actions: [{ label: 'Save as Analysis…', callback: () => this._saveAsAnalysis() }]
    });
  }

  dismiss(): void {
    if (this._shown !== undefined) {
      Notification.dismiss(this._shown);
    }
  }

  private _shown: string | undefined;
}
