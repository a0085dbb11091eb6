import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { XESError } from '../base/errors.js';

/** Replacements for a context's own commands. */
export interface IScanGuardOptions {
  /** Shows the user that a scan is not written, and the alternative. */
  refuse: (error: XESError) => void;
}

/**
 * Disable every way of writing in a scan's context, on the instance: JupyterLab's own Save As
 * deletes an existing target before it fails, and a restored checkpoint would overwrite the scan.
 */
export function guardScanContext(
  context: DocumentRegistry.Context,
  options: IScanGuardOptions
): void {
  const refuse = () =>
    options.refuse(
      new XESError(
        'file/write-failed',
        'A scan is raw data and is never written. Save an analysis, a profile or a figure instead.'
      )
    );
  Object.defineProperty(context, 'canSave', { get: () => false, configurable: true });
  Object.assign(context, {
    save: () => {
      refuse();
      return Promise.resolve();
    },
    saveAs: () => {
      refuse();
      return Promise.resolve(false);
    },
    createCheckpoint: () => {
      refuse();
      return Promise.reject(new XESError('file/write-failed', 'A scan has no checkpoints.'));
    },
    restoreCheckpoint: () => {
      refuse();
      return Promise.resolve();
    },
    listCheckpoints: () => Promise.resolve([])
  });
}
