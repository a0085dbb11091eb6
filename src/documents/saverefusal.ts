import { Notification } from '@jupyterlab/apputils';
import type { XESError } from '../base/errors.js';

/** Say that a scan is not written, with the button that saves what was made of it. */
export class SaveRefusal {
  /** @param _saveAsAnalysis called where the person chooses it. */
  constructor(private _saveAsAnalysis: () => void) {}

  show(error: XESError): void {
    this.dismiss(); // repeated presses of a key are one notification
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
