import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { XESError } from '../base/errors.js';

/** What the guards put in the place of a context's own commands. */
export interface IScanGuardOptions {
  /** Shows the user that a scan is not written, and what to do instead. */
  refuse: (error: XESError) => void;
}

/**
 * Take every way of writing from a scan's context, on the instance: JupyterLab's own Save As
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

const scanExtensions = ['.nxs', '.h5', '.hdf5', '.hdf', '.nexus', '.dat'];

/** Whether a path has the ending of measured data. */
export function isScanPath(path: string): boolean {
  const name = path.toLowerCase();
  return scanExtensions.some(extension => name.endsWith(extension));
}

export const tableExtensions = ['.csv', '.tsv', '.txt', '.asc', '.xmu', '.xdi'];

/** Whether a path has the ending of a table of numbers, such as a result saved as CSV. */
export function isTablePath(path: string): boolean {
  const name = path.toLowerCase();
  return tableExtensions.some(extension => name.endsWith(extension));
}

/** Whether an analysis may take a file in, by its ending: measured data, or a table. */
export function isReadablePath(path: string): boolean {
  return isScanPath(path) || isTablePath(path);
}

/** Whether a path is that of an analysis, by its ending. */
export function isAnalysisPath(path: string): boolean {
  return path.toLowerCase().endsWith('.xes.json');
}

/** Which of the two documents a path opens as. */
export function documentKind(path: string): 'scan' | 'analysis' {
  return isAnalysisPath(path) ? 'analysis' : 'scan';
}

/**
 * The path an analysis may be saved at: `.xes.json` is added where it is missing.
 * @throws XESError `analysis/scan-target` where the path is a scan's.
 */
export function analysisTarget(path: string): string {
  const trimmed = path.trim();
  if (isScanPath(trimmed)) {
    throw new XESError(
      'analysis/scan-target',
      `${trimmed} has the name of a scan. Choose a name that ends in .xes.json.`
    );
  }
  return isAnalysisPath(trimmed)
    ? trimmed
    : trimmed.replace(/(\.xes)?(\.json)?$/i, '') + '.xes.json';
}
